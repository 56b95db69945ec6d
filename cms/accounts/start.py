"""The start page of the admin: each role sees the doors it may open."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

# (permission, name of the address, icon, title, what is behind the door)
DOORS = [
    (
        "courses.change_cohort",
        "cohorts:index",
        "group",
        _("Cohorts"),
        _("Create a cohort, enrol people, see who has done what, issue certificates."),
    ),
    (
        "certificates.view_certificate",
        "certificate_register:index",
        "doc-full-inverse",
        _("Register of certificates"),
        _("Find a certificate by number or name, open the file, revoke it."),
    ),
    (
        "accounts.add_user",
        "wagtailusers_users:index",
        "user",
        _("People"),
        _("Add a person by service number, set a new password, correct a name."),
    ),
    (
        "courses.view_totals",
        "totals",
        "table",
        _("Totals"),
        _("How many people learn and complete, by cohort, without names."),
    ),
    (
        "wagtailadmin.access_admin",
        "start",
        "view",
        _("The site as learners see it"),
        _("Read the lessons and try the scenarios in each language."),
    ),
]


class StartPanel(Component):
    """The doors of one person's role, first on the admin's home page."""

    order = 10
    template_name = "panah_admin/start.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {
            "doors": [
                {"url": reverse(name), "icon": icon, "title": title, "text": text}
                for permission, name, icon, title, text in DOORS
                if user.has_perm(permission)
            ]
        }
