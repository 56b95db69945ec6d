"""One-time PINs: made for a slip, typed in place of a password, used up when the holder has chosen an own one.

What is kept is a keyed fingerprint, not a password hash: forty of those take minutes, and without the site's secret
a fingerprint says nothing. A PIN has few digits, so it is dead after some wrong tries.
"""

import secrets
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.accounts.models import OneTimePin, User

DIGITS = 8
VALID_FOR = timedelta(days=30)
MOST_WRONG_TRIES = 10
_BETWEEN = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u00a0")


class PinIsSpent(Exception):
    """The PIN was used, replaced or tried too often since it was typed."""


def make_pins(*, users: Iterable[User], by: User | None, at: datetime) -> dict[User, str]:
    """Give each of the people a new PIN and return {person: PIN of eight digits}; their older PINs stop working.

    A password somebody has stays as it is until the PIN is used. As many queries for many people as for one.
    """
    pins = {user: f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for user in users}
    rows = [
        OneTimePin(
            user=user, digest=digest_of(user.pk, pin), made_at=at, made_by=by, expires_at=at + VALID_FOR
        )
        for user, pin in pins.items()
    ]
    OneTimePin.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["digest", "made_at", "made_by", "expires_at", "wrong_tries", "used_at"],
    )
    return pins


def grouped(pin: str) -> str:
    """Return a PIN as it is shown: 1234-5678."""
    return f"{pin[: DIGITS // 2]}-{pin[DIGITS // 2 :]}"


def typed_pin(text: str) -> str:
    """Return the digits of a PIN as somebody typed it, in whatever digits of the keyboard; "" for what is none."""
    typed = text.translate(_BETWEEN)
    if len(typed) != DIGITS or not typed.isdecimal():
        return ""
    return "".join(str(unicodedata.decimal(digit)) for digit in typed)


def digest_of(user_pk: int, pin: str) -> str:
    return salted_hmac("cms.accounts.pins", f"{user_pk}:{pin}", algorithm="sha256").hexdigest()


def working(at: datetime):
    """Return the PINs that let somebody in at this moment."""
    return OneTimePin.objects.filter(
        used_at=None, expires_at__gt=at, wrong_tries__lt=MOST_WRONG_TRIES, user__is_active=True
    )


def try_pin(*, number: str, pin: str, at: datetime) -> OneTimePin | None:
    """Return the PIN of the service number if it is the right one, and count a wrong try otherwise.

    The same is done, in as many queries, whether there is such a person and such a PIN or not.
    """
    found = working(at).select_related("user").filter(user__username__iexact=number).first()
    kept = found or OneTimePin(user_id=0, digest="")
    is_right = constant_time_compare(kept.digest, digest_of(kept.user_id, pin)) and found is not None
    counted = 0 if is_right else kept.pk or 0
    OneTimePin.objects.filter(pk=counted).update(wrong_tries=F("wrong_tries") + 1)
    return found if is_right else None


@transaction.atomic
def choose_password(*, user: User, digest: str, password: str, at: datetime) -> User:
    """Use the PIN of this fingerprint up and give the person the password. Raises PinIsSpent."""
    # Of two who do this at the same moment the count of rows lets one through.
    used = OneTimePin.objects.filter(pk__in=working(at).filter(user=user, digest=digest).values("pk"))
    if used.filter(used_at=None).update(used_at=at) != 1:
        raise PinIsSpent
    user.set_password(password)
    user.save(update_fields=["password"])
    return user
