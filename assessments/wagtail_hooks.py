from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from assessments.studio.exchange.urls import urlpatterns as exchange_urls
from assessments.studio.urls import admin_urls


@hooks.register("register_admin_urls")
def studio_urls():
    return [path("scenarios/", include([*admin_urls, *exchange_urls]))]


class StudioMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessments.view_draft")


@hooks.register("register_admin_menu_item")
def studio_menu_item():
    return StudioMenuItem(_("Scenarios"), reverse("studio_index"), icon_name="form", order=120)
