"""Addresses of this room in the admin."""

from django.urls import path

from courses.practice.desk import legal, pages

admin_urls = [
    path("cohorts/<int:pk>/practice/", pages.PracticePage.as_view(), name="cohort_practice"),
    path(
        "cohorts/<int:pk>/practice/people/<int:enrolment_pk>/lesson/",
        pages.PlanLessonView.as_view(),
        name="cohort_plan_lesson",
    ),
    path(
        "cohorts/<int:pk>/practice/lessons/<int:lesson_pk>/",
        pages.LessonView.as_view(),
        name="cohort_practice_lesson",
    ),
    path(
        "cohorts/<int:pk>/practice/people/<int:enrolment_pk>/plan/",
        pages.PlanView.as_view(),
        name="cohort_session_plan",
    ),
    path(
        "cohorts/<int:pk>/practice/people/<int:enrolment_pk>/peer-review/",
        pages.PeerReviewView.as_view(),
        name="cohort_peer_review",
    ),
    path("own-scenarios/", legal.LegalReviews.as_view(), name="own_scenarios"),
]
