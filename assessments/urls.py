"""The addresses of the record store, mounted at /xapi/."""

from django.urls import re_path

from assessments.lrs.http import profile, views

app_name = "xapi"
# Players in the field join an endpoint that ends in a slash with a path that begins with one.
urlpatterns = [
    re_path(r"^(?:/*)statements$", views.statements_view, name="statements"),
    re_path(r"^(?:/*)activities/state$", views.state_view, name="state"),
    re_path(r"^(?:/*)activities/profile$", views.activity_profile_view, name="activity_profile"),
    re_path(r"^(?:/*)activities$", views.activities_view, name="activities"),
    re_path(r"^(?:/*)agents/profile$", views.agent_profile_view, name="agent_profile"),
    re_path(r"^(?:/*)agents$", views.agents_view, name="agents"),
    re_path(r"^(?:/*)about$", views.about_view, name="about"),
    re_path(r"^(?:/*)profile$", profile.profile_view, name="profile"),
    # Clients read JSON: a mistyped address must not lead them to a page for people.
    re_path(r"", views.unknown_view, name="unknown"),
]
