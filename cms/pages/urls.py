"""The addresses of pages. The names that begin with "wagtail" are those by which Wagtail finds its own views."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.urls import serve_pattern
from wagtail.views import authenticate_with_password

from cms.pages.serving import serve, serve_sheet_file

urlpatterns = [
    # Pages that an editor made private ask for a password or for signing in.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    path("", serve, name="home"),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)(?P<size>a4|a3|a2)\.pdf$", serve_sheet_file, name="sheet_pdf"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]
