from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from certificates.issuing import cohort_admin, register_admin
from courses.cohorts.pages import Tab


@hooks.register("register_admin_viewset")
def register():
    return register_admin.RegisterViewSet()


@hooks.register("panah_cohort_tabs")
def people_tab():
    return Tab(10, "cohort_people", _("People"))


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
