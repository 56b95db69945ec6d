"""What signing adds to the admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from certificates.signing import auditing
from certificates.signing.pages import MAY_SEE, KeysPage


@hooks.register("register_admin_urls")
def keys_address():
    return [path("signing-keys/", KeysPage.as_view(), name="signing_keys")]


class KeysMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_settings_menu_item")
def keys_menu_item():
    return KeysMenuItem(_("Signing keys"), reverse("signing_keys"), icon_name="key", order=655)


@hooks.register("register_log_actions")
def signing_log(actions):
    auditing.register(actions)
