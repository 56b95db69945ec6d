"""What lists of people register in the admin."""

from django.urls import path
from wagtail import hooks

from cms.roster import auditing, views


@hooks.register("register_log_actions")
def roster_log(actions):
    auditing.register(actions)


@hooks.register("register_admin_urls")
def roster_urls():
    one = "cohorts/<int:pk>/roster/<uuid:key>/"
    return [
        path("cohorts/<int:pk>/roster/", views.ListsView.as_view(), name="cohort_roster"),
        path(
            "cohorts/<int:pk>/roster/template.xlsx",
            views.TemplateView.as_view(),
            name="cohort_roster_template",
        ),
        path(one, views.ListView.as_view(), name="cohort_roster_list"),
        path(f"{one}findings.xlsx", views.FindingsView.as_view(), name="cohort_roster_findings"),
        path(f"{one}check/", views.CheckView.as_view(), name="cohort_roster_check"),
        path(f"{one}columns/", views.ColumnsView.as_view(), name="cohort_roster_columns"),
        path(f"{one}answers/", views.AnswersView.as_view(), name="cohort_roster_answers"),
        path(f"{one}apply/", views.ApplyView.as_view(), name="cohort_roster_apply"),
        path(f"{one}cancel/", views.CancelView.as_view(), name="cohort_roster_cancel"),
    ]
