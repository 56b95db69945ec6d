from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"
    verbose_name = _("People")


class PeopleAppConfig(WagtailUsersAppConfig):
    """Wagtail's users app with our viewset in it."""

    user_viewset = "cms.accounts.people.PeopleViewSet"
