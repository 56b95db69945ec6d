"""Where lecturers mark who is there. Everything below `teach/` can be kept on a device (static/js/teach-worker.js)."""

from django.urls import path

from courses.attendance import views

app_name = "teach"

urlpatterns = [
    path("", views.index, name="index"),
    path("sessions/<uuid:key>/", views.session, name="session"),
    path("sessions/<uuid:key>/marks/", views.marks, name="marks"),
]
