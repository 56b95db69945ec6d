"""A one-time PIN in the password field of the sign-in form."""

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from cms.accounts.pins import try_pin, typed_pin


class PinBackend(BaseBackend):
    """Knows people by service number and PIN. Nobody is signed in by it: stages.OwnPasswordStage asks for a password.

    It stands after allauth's, so that a password of eight digits is no wrong PIN, and every try costs the hash of a
    password. It names no user to a session (`get_user` of Django's base answers None).
    """

    def authenticate(self, request, username=None, password=None, **credentials):
        pin = typed_pin(password or "")
        if not username or not pin:
            return None
        found = try_pin(number=username, pin=pin, at=timezone.now())
        if found is None:
            return None
        found.user.pin_digest = found.digest
        return found.user
