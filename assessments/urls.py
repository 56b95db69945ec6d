"""The addresses of the record store, mounted at /xapi/."""

from django.urls import path, re_path

from assessments.lrs.http import views

app_name = "xapi"
urlpatterns = [
    path("statements", views.statements, name="statements"),
    path("about", views.about, name="about"),
    # Players in the field join an endpoint that ends in a slash with a path that begins with one.
    re_path(r"^(?:/+)statements$", views.statements),
    re_path(r"^(?:/+)about$", views.about),
]
