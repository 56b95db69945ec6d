from django.urls import path
from wagtail import hooks

from certificates.issuing import admin


@hooks.register("register_admin_viewset")
def register():
    return admin.RegisterViewSet()


@hooks.register("register_admin_urls")
def issuing_urls():
    return [
        path("cohorts/<int:pk>/people/", admin.CohortPage.as_view(), name="cohort_people"),
        path("cohorts/<int:pk>/enrol/", admin.EnrolView.as_view(), name="cohort_enrol"),
        path("cohorts/<int:pk>/issue/", admin.IssueView.as_view(), name="cohort_issue"),
        path(
            "cohorts/<int:pk>/people/<int:enrolment_pk>/withdraw/",
            admin.WithdrawView.as_view(),
            name="cohort_withdraw",
        ),
        path("cohorts/<int:pk>/tries/<int:result_pk>/", admin.TriesView.as_view(), name="cohort_tries"),
        path("certificates/<int:pk>/revoke/", admin.RevokeView.as_view(), name="certificate_revoke"),
    ]
