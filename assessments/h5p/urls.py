"""Where the player of H5P is, mounted at /h5p/."""

from django.urls import path

from assessments.h5p.views import frame

app_name = "h5p"

urlpatterns = [
    path("frame/<str:token>/", frame, name="frame"),
]
