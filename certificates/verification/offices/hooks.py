"""What the tokens of offices add to the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from certificates.verification.offices import auditing
from certificates.verification.offices.pages import MAY_CHANGE
from certificates.verification.offices.urls import admin_urls


@hooks.register("register_admin_urls")
def token_addresses():
    return [path("office-tokens/", include(admin_urls))]


class TokensMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_CHANGE)


@hooks.register("register_settings_menu_item")
def tokens_menu_item():
    return TokensMenuItem(_("Tokens of offices"), reverse("office_tokens"), icon_name="key", order=660)


@hooks.register("register_log_actions")
def token_log(actions):
    auditing.register(actions)
