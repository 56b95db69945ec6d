"""Where the frame of a SCO sends its last words: a beacon carries no cookie, only the secret of its launch."""

import json
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from assessments.packages.models import Launch
from assessments.packages.scorm.committing import (
    BadCommit,
    Commit,
    CommitRefused,
    NoSuchLaunch,
    OpenedElsewhere,
    Taken,
    launch_of,
)

LARGEST = 512 * 1024
Take = Callable[..., Taken]


class TooLarge(CommitRefused):
    """The body is larger than any data model can be."""


def addresses(take: Take):
    """Return the addresses; `take(launch=, sent=, at=)` is the act that joins a commit with progress."""

    @csrf_exempt
    def beacon(request: HttpRequest) -> HttpResponse:
        return answered(request, take=take, at=timezone.now())

    return [path("beacon/", beacon, name="beacon")], "scorm"


def answered(request: HttpRequest, *, take: Take, at: datetime) -> HttpResponse:
    """Take a beacon; nobody reads the answer, but whoever tests it does."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    try:
        data = body_of(request)
        word = data.get("word") if isinstance(data, dict) else None
        if not isinstance(word, str):
            raise NoSuchLaunch
        take(launch=launch_of(word), sent=Commit.of(data), at=at)
    except CommitRefused as problem:
        return HttpResponse(status=status_of(problem))
    return HttpResponse(status=204)


def body_of(request: HttpRequest) -> object:
    """Return what was sent as JSON, whatever it calls itself. Raises BadCommit, TooLarge."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise TooLarge
    body = request.body
    if len(body) > LARGEST:
        raise TooLarge
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise BadCommit("no JSON") from None


def status_of(problem: CommitRefused) -> int:
    # Not 404: what is not found is looked for under a language.
    statuses = {NoSuchLaunch: 403, OpenedElsewhere: 409, TooLarge: 413}
    return statuses.get(type(problem), 400)


def launch_by_key(key, user) -> Launch:
    """Return a person's own launch of a SCORM unit. Raises NoSuchLaunch."""
    rows = Launch.objects.select_related(
        "unit__version__package", "registration__version__package", "registration__user"
    )
    try:
        return rows.get(
            key=key, registration__user=user, unit__version__package__standard__startswith="scorm"
        )
    except Launch.DoesNotExist:
        raise NoSuchLaunch from None
