"""What editors find in the admin beside the pages themselves."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.editing.urls import urlpatterns


@hooks.register("register_admin_urls")
def editing_urls():
    return urlpatterns


class PermittedMenuItem(MenuItem):
    """Is shown to who has the permission."""

    def __init__(self, *args, permission: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_menu_item")
def countries_menu_item():
    return PermittedMenuItem(
        _("Country editions"),
        reverse("countries"),
        icon_name="globe",
        order=211,
        permission="courses.view_countryfact",
    )
