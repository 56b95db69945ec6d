"""Offices get a token for checking many certificates at once, and lose it."""

import secrets
from datetime import datetime

from django.db import transaction

from certificates.verification.models import VerifierToken
from certificates.verification.offices.auditing import GRANTED, REVOKED, write_down
from certificates.verification.offices.credentials import PREFIX, hash_of

LONGEST_NAME = VerifierToken._meta.get_field("name").max_length


class BadName(ValueError):
    """The name of the office is empty, too long, or of more than one line."""


@transaction.atomic
def grant_token(*, name: str, by, at: datetime) -> tuple[VerifierToken, str]:
    """Return a new row and its token; the token is not kept and cannot be shown again. Raises BadName.

    An office may have two: the new one is put in place before the old one is revoked.
    """
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or any(ord(letter) < 32 for letter in name):
        raise BadName(name)
    # What is shown in the list is no part of the secret, which keeps its 256 bits.
    hint, secret = PREFIX + secrets.token_hex(3), secrets.token_hex(32)
    row = VerifierToken.objects.create(
        name=name, hint=hint, token_hash=hash_of(hint, secret), created_at=at, created_by=by
    )
    write_down(action=GRANTED, token=row, by=by)
    return row, f"{hint}_{secret}"


@transaction.atomic
def revoke_token(*, token: VerifierToken, by, at: datetime) -> VerifierToken:
    """Stamp a token as revoked; one revoked already keeps who did it and when."""
    if VerifierToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at, revoked_by=by):
        write_down(action=REVOKED, token=token, by=by)
    token.refresh_from_db(fields=["revoked_at", "revoked_by"])
    return token
