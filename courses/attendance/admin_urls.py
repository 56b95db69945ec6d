"""The addresses of sessions and attendance in the admin."""

from django.urls import path

from courses.attendance import attendance_pages, pages

admin_urls = [
    path("cohorts/<int:pk>/sessions/", pages.SessionsPage.as_view(), name="cohort_sessions"),
    path("cohorts/<int:pk>/sessions/add/", pages.SessionFormView.as_view(), name="cohort_session_add"),
    path(
        "cohorts/<int:pk>/sessions/<int:session_pk>/",
        pages.SessionFormView.as_view(),
        name="cohort_session_edit",
    ),
    path(
        "cohorts/<int:pk>/sessions/<int:session_pk>/<slug:act>/",
        pages.SessionActView.as_view(),
        name="cohort_session_act",
    ),
    path("cohorts/<int:pk>/attendance/", attendance_pages.AttendancePage.as_view(), name="cohort_attendance"),
    path(
        "cohorts/<int:pk>/attendance/marks.csv",
        attendance_pages.AttendanceSheetView.as_view(),
        name="cohort_attendance_sheet",
    ),
    path(
        "cohorts/<int:pk>/attendance/upload/",
        attendance_pages.AttendanceUploadView.as_view(),
        name="cohort_attendance_upload",
    ),
]
