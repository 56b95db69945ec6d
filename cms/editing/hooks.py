"""What editors find in the admin beside the pages themselves."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.editing.permitting import edits_pages
from cms.editing.urls import urlpatterns


@hooks.register("register_admin_urls")
def editing_urls():
    return urlpatterns


class PermittedMenuItem(MenuItem):
    """Is shown to whom `shown_to` (given the user) says."""

    def __init__(self, *args, shown_to: Callable[..., bool], **kwargs):
        super().__init__(*args, **kwargs)
        self.shown_to = shown_to

    def is_shown(self, request):
        return self.shown_to(request.user)


@hooks.register("register_admin_menu_item")
def countries_menu_item():
    return PermittedMenuItem(
        _("Country editions"),
        reverse("countries"),
        icon_name="globe",
        order=211,
        shown_to=lambda user: user.has_perm("courses.view_countryfact"),
    )


@hooks.register("register_admin_menu_item")
def checks_menu_item():
    return PermittedMenuItem(
        _("Content checks"), reverse("content_checks"), icon_name="tasks", order=212, shown_to=edits_pages
    )


@hooks.register("register_admin_menu_item")
def citations_menu_item():
    return PermittedMenuItem(
        _("Citations"), reverse("citations"), icon_name="link", order=213, shown_to=edits_pages
    )
