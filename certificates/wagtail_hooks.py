from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from certificates.cascade.tree import views as tree_views
from certificates.issuing import cohort_admin, register_admin
from certificates.register.models import Certificate
from courses.cohorts.pages import Tab


@hooks.register("register_admin_viewset")
def register():
    return register_admin.RegisterViewSet()


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


@hooks.register("panah_certified")
def certified(enrolments):
    """Tell the courses, which stand below, whose certificate is there: ids of enrolments."""
    found = Certificate.objects.standing().filter(transcript__enrolment__in=enrolments)
    return set(found.values_list("transcript__enrolment_id", flat=True))


@hooks.register("panah_cohort_tabs")
def people_tab():
    return Tab(10, "cohort_people", pgettext_lazy("tab of a cohort", "People"))


@hooks.register("register_admin_urls")
def issuing_urls():
    return [
        path("cohorts/<int:pk>/people/", cohort_admin.CohortPage.as_view(), name="cohort_people"),
        path("cohorts/<int:pk>/enrol/", cohort_admin.EnrolView.as_view(), name="cohort_enrol"),
        path("cohorts/<int:pk>/issue/", cohort_admin.IssueView.as_view(), name="cohort_issue"),
        path(
            "cohorts/<int:pk>/people/<int:enrolment_pk>/withdraw/",
            cohort_admin.WithdrawView.as_view(),
            name="cohort_withdraw",
        ),
        path(
            "cohorts/<int:pk>/tries/<int:result_pk>/", cohort_admin.TriesView.as_view(), name="cohort_tries"
        ),
        path("certificates/<int:pk>/revoke/", register_admin.RevokeView.as_view(), name="certificate_revoke"),
    ]
