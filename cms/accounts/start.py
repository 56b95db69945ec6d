"""The start page of the admin: each role sees the doors it may open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy


@dataclass(frozen=True)
class Door:
    """One way on from the start page; `address` is the name of a URL, `text` says what is behind it."""

    permission: str
    address: str
    icon: str
    title: Promise
    text: Promise

    def opens_to(self, user) -> bool:
        if self.permission == WORK_ON_PAGES:
            return PagePermissionPolicy().user_has_any_permission(user, {"add", "change", "publish"})
        return user.has_perm(self.permission)


# Not a permission of Django: Wagtail grants work on pages by branch of the tree.
WORK_ON_PAGES = "pages"

# Of two doors to the same place a person sees the first that opens.
DOORS = [
    Door(
        "courses.change_cohort",
        "cohorts:index",
        "group",
        _("Cohorts"),
        _("Create a cohort, enrol people, see who has done what, issue certificates."),
    ),
    Door(
        "courses.view_cohort",
        "cohorts:index",
        "group",
        _("Cohorts"),
        _("See per person what is done and what is missing."),
    ),
    Door(
        "certificates.view_certificate",
        "certificate_register:index",
        "doc-full-inverse",
        _("Register of certificates"),
        _("Find a certificate by number or name, open the file, revoke it."),
    ),
    Door(
        "certificates.change_certificatedesign",
        "designs",
        "form",
        _("Certificate templates"),
        _("Words, colours, logo and signatures of certificates and letters, with a preview."),
    ),
    Door(
        "accounts.add_user",
        "wagtailusers_users:index",
        "user",
        _("People"),
        _("Add a person by service number, set a new password, correct a name."),
    ),
    Door(
        "assessments.view_draft",
        "studio_index",
        "form",
        _("Scenarios"),
        _("Write, check, try out, translate and publish scenarios; see which paths people take."),
    ),
    Door(
        WORK_ON_PAGES,
        "wagtailadmin_explore_root",
        "folder-open-inverse",
        _("Pages"),
        _("Write, correct and translate the pages of courses; each language has its own tree."),
    ),
    Door(
        "courses.view_textstate",
        "translation_board",
        "globe",
        _("Translation board"),
        _("How far each module and scenario is in each language; assign, review, go on at the first gap."),
    ),
    Door(
        "courses.view_countryfact",
        "wagtailsnippets_courses_countryfact:list",
        "globe",
        _("Country facts"),
        _("Authorities, telephone numbers and laws that the lessons name, by country and language."),
    ),
    Door(
        "assessments.view_insights",
        "scenario_insights_index",
        "view",
        _("Paths taken"),
        _("Which choices people made in the scenarios, where they erred, how long they took; no names."),
    ),
    Door(
        "courses.view_totals",
        "totals",
        "table",
        _("Training report"),
        _(
            "How many people learn, complete and are certified, by country, sex, language and track, without names."
        ),
    ),
    Door(
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
        doors = {}
        for door in DOORS:
            if door.address not in doors and door.opens_to(user):
                doors[door.address] = {
                    "url": reverse(door.address),
                    "icon": door.icon,
                    "title": door.title,
                    "text": door.text,
                }
        return {"doors": list(doors.values())}
