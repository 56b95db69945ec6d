"""The addresses of sessions and attendance in the admin."""

from django.urls import path

from courses.attendance.desk import overview_pages, timetable_pages

admin_urls = [
    path("cohorts/<int:pk>/sessions/", timetable_pages.SessionsPage.as_view(), name="cohort_sessions"),
    path(
        "cohorts/<int:pk>/sessions/add/", timetable_pages.SessionFormView.as_view(), name="cohort_session_add"
    ),
    path(
        "cohorts/<int:pk>/sessions/<int:session_pk>/",
        timetable_pages.SessionFormView.as_view(),
        name="cohort_session_edit",
    ),
    path(
        "cohorts/<int:pk>/sessions/<int:session_pk>/<slug:act>/",
        timetable_pages.SessionActView.as_view(),
        name="cohort_session_act",
    ),
    path("cohorts/<int:pk>/attendance/", overview_pages.AttendancePage.as_view(), name="cohort_attendance"),
    path(
        "cohorts/<int:pk>/attendance/marks.csv",
        overview_pages.AttendanceSheetView.as_view(),
        name="cohort_attendance_sheet",
    ),
    path(
        "cohorts/<int:pk>/attendance/upload/",
        overview_pages.AttendanceUploadView.as_view(),
        name="cohort_attendance_upload",
    ),
]
