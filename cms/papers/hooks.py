"""What papers add to the admin."""

from django.urls import path
from wagtail import hooks

from cms.papers.register_views import RegisterFile, RegisterPapersPage


@hooks.register("register_admin_urls")
def register_addresses():
    return [
        path("certificates/register/", RegisterPapersPage.as_view(), name="register_papers"),
        *(
            path(
                f"certificates/register/<int:pk>/<int:year>.{file}",
                RegisterFile.as_view(),
                {"file": file},
                name=f"register_{file}",
            )
            for file in ("pdf", "xlsx")
        ),
    ]
