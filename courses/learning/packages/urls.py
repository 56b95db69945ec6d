"""The pages of course packages for learners, inside of the addresses of learning."""

from django.urls import path

from courses.learning.packages import views

package_urls = [
    path("lesson/<uuid:lesson_key>/package/<uuid:package_key>/", views.package, name="package"),
    path(
        "lesson/<uuid:lesson_key>/package/<uuid:package_key>/unit/<int:index>/",
        views.start,
        name="package_start",
    ),
    path(
        "lesson/<uuid:lesson_key>/package/<uuid:package_key>/anew/",
        views.begin_anew,
        name="package_anew",
    ),
    path("unit/<uuid:lesson_key>/<uuid:launch_key>/", views.play, name="package_play"),
    path("unit/<uuid:lesson_key>/<uuid:launch_key>/commit/", views.commit, name="package_commit"),
    path("unit/returned/", views.returned, name="package_returned"),
]
