"""What every page of verification keeps to: kept nowhere, found by no search engine, and not asked without end."""

from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from certificates.verification.limits import allow, try_again_at


@dataclass(frozen=True)
class Limit:
    """So many tries in each span of so many seconds; `what` is their name."""

    what: str
    most: int
    seconds: int


class TooOften(Exception):
    """The limit is reached until `again_at`."""

    def __init__(self, again_at: datetime):
        super().__init__(again_at.isoformat())
        self.again_at = again_at


def require(limit: Limit, who: str) -> None:
    """Count one try. Raises TooOften."""
    at = timezone.now()
    if not allow(what=limit.what, who=who, most=limit.most, seconds=limit.seconds, at=at):
        raise TooOften(try_again_at(seconds=limit.seconds, at=at))


def discreet(view):
    """Return the view with the headers of a page about somebody's certificate; who asks too often is told until when.

    The address names the certificate, so no other site is told it, nor our own next request: "strict-origin" and not
    "no-referrer", with which browsers post forms as from nowhere, and the check against forged requests refuses them.
    """

    @wraps(view)
    @never_cache
    def wrapped(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except TooOften as error:
            response = _told(request, error)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "strict-origin"
        # Django would write the address, with the code in it, into the log of what was not found or refused.
        response._has_been_logged = True
        return response

    return wrapped


def _told(request, error: TooOften):
    seconds = max(1, int((error.again_at - timezone.now()).total_seconds()) + 1)
    context = {"again_at": error.again_at, "minutes": -(-seconds // 60)}
    response = render(request, "verification/too_often.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response
