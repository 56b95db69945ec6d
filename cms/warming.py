"""Doing once, before the workers are forked, what each of them would otherwise do for itself."""

from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation


def warm_up() -> None:
    """Load addresses, catalogues and templates, in every language, by opening pages as a stranger would.

    What a worker inherits so it shares with the others, code that Python has made faster by running it included; and
    nobody waits for the first page. A page that fails is logged as always, and is no reason not to start.
    """
    host = settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"
    client = Client(raise_request_exception=False, headers={"host": host})
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            get_resolver()._populate()
            addresses = [f"/{language}/", reverse("account_login"), reverse("verify_form")]
        for address in addresses:
            client.get(address)
