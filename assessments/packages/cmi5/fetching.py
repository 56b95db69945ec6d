"""The fetch URL: a unit gets its credentials once, by POST (8.2)."""

from base64 import b64encode
from datetime import datetime, timedelta

from django.db import transaction

from assessments.lrs.clients.granting import grant_launch
from assessments.packages.cmi5.launching import hash_of
from assessments.packages.models import Launch
from assessments.xapi.reading import read_json

# A page that was launched asks for them at once; later the address may be in other hands.
FETCHED_WITHIN = timedelta(hours=1)
# Sessions end by terminated, abandoned or a day of silence; this is only the last fence.
VALID = timedelta(days=7)
USED, SECURITY = "1", "2"


class NotFetched(Exception):
    """There are no credentials for this address; `code` is one of those of section 8.2.3.2."""

    def __init__(self, code: str, text: str):
        super().__init__(text)
        self.code, self.text = code, text


@transaction.atomic
def fetch(*, token: str, at: datetime) -> str:
    """Return the auth-token of a session: what goes after "Basic". Raises NotFetched, also the second time."""
    # The row is locked: of two who ask in one moment one gets it.
    rows = Launch.objects.select_for_update(of=("self",), no_key=True).select_related("registration")
    session = rows.filter(fetch_hash=hash_of(token)).first()
    if session is None:
        raise NotFetched(SECURITY, "This is no address of a launch.")
    if session.fetched_at is not None:
        raise NotFetched(USED, "The authorization token has already been returned.")
    if session.is_over or at - session.launched_at > FETCHED_WITHIN:
        raise NotFetched(USED, "The session has ended or expired.")
    granted, secret = grant_launch(
        actor=read_json(session.registration.actor),
        registration=session.registration.key,
        expires_at=at + VALID,
        is_guarded=True,
    )
    session.fetched_at, session.credentials = at, granted
    session.save(update_fields=["fetched_at", "credentials"])
    return b64encode(f"{granted.key}:{secret}".encode()).decode()
