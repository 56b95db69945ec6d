from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from certificates.cascade.tree import views as tree_views
from certificates.designing import views as design_views
from certificates.designing.urls import designing_urls
from certificates.designs import auditing as design_log
from certificates.issuing import auditing as issuing_log
from certificates.issuing import cohort_admin
from certificates.issuing.desk.urls import desk_urls
from certificates.keeping import auditing
from certificates.keeping.desk import record, reissue
from certificates.keeping.desk import register as register_desk
from certificates.register.models import Certificate
from certificates.signing import hooks as signing_hooks  # noqa: F401 - what it registers
from certificates.verification.offices import hooks as office_hooks  # noqa: F401 - what it registers
from courses.cohorts.pages import Tab


@hooks.register("register_admin_viewset")
def register():
    return register_desk.RegisterViewSet()


@hooks.register("register_admin_urls")
def onward_urls():
    return [
        path("onward/", tree_views.OnwardView.as_view(), name="onward_tree"),
        path("onward/table.xlsx", tree_views.OnwardFile.as_view(), name="onward_file"),
    ]


class OnwardMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(tree_views.MAY_SEE_TREE)


@hooks.register("register_admin_menu_item")
def onward_menu_item():
    return OnwardMenuItem(_("Onward training"), reverse("onward_tree"), icon_name="group", order=128)


@hooks.register("register_log_actions")
def onward_log(actions):
    @actions.register_action(tree_views.EXPORTED)
    class OnwardExported(LogFormatter):
        label = _("Download onward training")
        message = _("Downloaded the table of onward training")


@hooks.register("register_log_actions")
def design_actions(actions):
    design_log.register(actions)


@hooks.register("register_log_actions")
def keeping_log(actions):
    auditing.register(actions)
    issuing_log.register(actions)


@hooks.register("panah_certified")
def certified(enrolments):
    """Tell the courses, which stand below, whose certificate is there: ids of enrolments."""
    found = Certificate.objects.standing().awards().filter(transcript__enrolment__in=enrolments)
    return set(found.values_list("transcript__enrolment_id", flat=True))


@hooks.register("panah_cohort_tabs")
def certificates_tab():
    label = pgettext_lazy("tab of a cohort", "Certificates")
    return Tab(45, "cohort_certificates", label, "certificates.issue_certificate")


@hooks.register("panah_cohort_tabs")
def people_tab():
    return Tab(10, "cohort_people", pgettext_lazy("tab of a cohort", "People"))


@hooks.register("register_admin_urls")
def keeping_urls():
    return [
        path("certificates/<int:pk>/", record.RecordPage.as_view(), name="certificate_record"),
        path("certificates/<int:pk>/revoke/", record.RevokePage.as_view(), name="certificate_revoke"),
        path("certificates/<int:pk>/anew/", reissue.ReissuePage.as_view(), name="certificate_reissue"),
    ]


@hooks.register("register_admin_urls")
def issuing_urls():
    return [
        path("cohorts/<int:pk>/people/", cohort_admin.CohortPage.as_view(), name="cohort_people"),
        path("cohorts/<int:pk>/enrol/", cohort_admin.EnrolView.as_view(), name="cohort_enrol"),
        path("cohorts/<int:pk>/certificates/", include(desk_urls)),
        path(
            "cohorts/<int:pk>/people/<int:enrolment_pk>/withdraw/",
            cohort_admin.WithdrawView.as_view(),
            name="cohort_withdraw",
        ),
        path(
            "cohorts/<int:pk>/tries/<int:result_pk>/", cohort_admin.TriesView.as_view(), name="cohort_tries"
        ),
    ]


@hooks.register("register_admin_urls")
def design_urls():
    return [path("certificate-templates/", include(designing_urls))]


class DesignsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(design_views.VIEW)


@hooks.register("register_settings_menu_item")
def designs_menu_item():
    return DesignsMenuItem(_("Certificate templates"), reverse("designs"), icon_name="form", order=300)
