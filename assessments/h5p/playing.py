"""Playing H5P content: a try is begun, remembers where it stands, and is ended once with what the server counts."""

import json
import math
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from assessments.h5p import nonces, statements
from assessments.h5p.models import H5PContent, H5PMessage, H5PPlay, H5PState, H5PVersion
from assessments.h5p.scoring.counting import scored
from assessments.h5p.scoring.reading import whole
from assessments.h5p.scoring.scored import ReportRefused, Scored
from assessments.lrs import store
from assessments.xapi.tracking import Tracking

LONGEST_STATE, MOST_STATES = 64 * 1024, 60
_FINISH = "finish"


class PlayRefused(Exception):
    """What the browser sent is not taken; the try is as it was."""


class NothingToPlay(PlayRefused):
    """The content has no version, or is archived and no try of it is running."""


class NotYours(PlayRefused):
    """There is no such try under this registration."""


class PlayEnded(PlayRefused):
    """The try is over: nothing more is taken for it."""


class NonceWrong(PlayRefused):
    """The nonce was not made here, or for another try."""


class NonceUsed(PlayRefused):
    """The nonce has been used, and not with this report."""


class OutOfBounds(PlayRefused):
    """Something is too large, too much, or no value such a thing can have; the text says what and where."""


@transaction.atomic
def start(*, content: H5PContent, user, tracking: Tracking, at: datetime) -> H5PPlay:
    """Return the try that is running under the registration, or begin the next one on the newest version.

    A double click begins one try: the loser of the race gets the winner's row. Raises NothingToPlay.
    """
    if running := _running(content, tracking):
        return running
    version = _newest(content)
    if version is None or content.archived_at is not None:
        raise NothingToPlay(content.key)
    earlier = H5PPlay.objects.filter(registration=tracking.registration, content_key=content.key)
    last = earlier.order_by("-number").values_list("number", flat=True).first()
    try:
        with transaction.atomic():
            play = H5PPlay.objects.create(
                version=version,
                content_key=content.key,
                user=user,
                registration=tracking.registration,
                number=(last or 0) + 1,
                started_at=at,
            )
    except IntegrityError:
        if running := _running(content, tracking):
            return running
        raise
    store.record(statements.play_initialized(play=play, tracking=tracking, at=at))
    return play


@transaction.atomic
def save_state(
    *,
    play_key: UUID,
    tracking: Tracking,
    sub_content: str = "0",
    data_type: str = "state",
    data: str | None,
    at: datetime,
) -> None:
    """Keep what a part of the content remembers of itself; None forgets it.

    `data` is JSON as text, as H5P writes it. Raises NotYours, PlayEnded or OutOfBounds.
    """
    _require_state(sub_content, data_type, data)
    play = _locked(play_key, tracking)
    if play.ended_at is not None:
        raise PlayEnded(play.key)
    place = {"play": play, "sub_content": sub_content, "data_type": data_type}
    if data is None:
        H5PState.objects.filter(**place).delete()
        return
    if H5PState.objects.filter(**place).update(data=data, saved_at=at):
        return
    if play.states.count() >= MOST_STATES:
        raise OutOfBounds(f"more than {MOST_STATES} states")
    H5PState.objects.create(**place, data=data, saved_at=at)


def states_of(play: H5PPlay) -> dict[str, dict[str, str]]:
    """Return what a try remembers: {sub-content ("0" is the content itself): {data type: JSON as text}}. One query."""
    found: dict[str, dict[str, str]] = {}
    for part, kind, data in play.states.values_list("sub_content", "data_type", "data"):
        found.setdefault(part, {})[kind] = data
    return found


def nonce_for(play: H5PPlay) -> str:
    """Return a new word that ends this try and no other; it is taken once."""
    return nonces.make(play.key)


@transaction.atomic
def finish(
    *, play_key: UUID, nonce: str, report: dict, tracking: Tracking, pass_percent: int | None, at: datetime
) -> H5PPlay:
    """End the try with what its answers are worth, counted here as far as the content allows, and state it.

    `report` is {"score", "max_score", "duration_ms", "xapi", "state"}: the score as the browser says (used only for
    what cannot be counted here), the time played, what `getXAPIData()` gives after the end ({"statement", "children"})
    and what `getCurrentState()` gives; each may be None. `pass_percent` None: the content's own rule.
    Returns the try as it then is: `play.ended_at == at` says that this call has ended it. The same nonce with the same
    report changes nothing, so that a report can be sent again when no answer came back. Raises NotYours, NonceWrong,
    NonceUsed, PlayEnded or OutOfBounds.
    """
    play = _locked(play_key, tracking)
    token = nonces.read(nonce, play.key)
    if token is None:
        raise NonceWrong(play.key)
    counted = _counted(play, report)
    if play.messages.filter(nonce=token).exists():
        if play.answers != [answer.as_data() for answer in counted.answers]:
            raise NonceUsed(play.key)
        return play
    if play.ended_at is not None:
        raise PlayEnded(play.key)
    H5PMessage.objects.create(play=play, nonce=token, kind=_FINISH, received_at=at)
    _end(play, counted, pass_percent, at)
    took = _took(play, report)
    store.record(
        *statements.play_ended(play=play, counted=counted, duration_ms=took, tracking=tracking),
    )
    return play


def last_play(*, registration: UUID, content_key: UUID) -> H5PPlay | None:
    """Return the latest try at a content under a registration, running or ended, with its version."""
    plays = H5PPlay.objects.filter(registration=registration, content_key=content_key)
    return plays.select_related("version").order_by("-number").first()


def result_of(play: H5PPlay) -> tuple[Decimal, bool]:
    """Return an ended try as progress takes it: percent and passed; where nothing is to be won the end is a pass."""
    if play.passed is None:
        return Decimal(100), True
    return play.percent, play.passed


def _newest(content: H5PContent) -> H5PVersion | None:
    versions = H5PVersion.objects.filter(content=content).select_related("main_library")
    return versions.order_by("-number").first()


def _running(content: H5PContent, tracking: Tracking) -> H5PPlay | None:
    plays = H5PPlay.objects.filter(registration=tracking.registration, content_key=content.key, ended_at=None)
    return plays.select_related("version").first()


def _locked(play_key: UUID, tracking: Tracking) -> H5PPlay:
    # Locks the row; SQLite has no such lock, there the transaction has the whole database (BEGIN IMMEDIATE).
    plays = H5PPlay.objects.select_for_update(of=("self",)).select_related("version__main_library")
    try:
        return plays.get(key=play_key, registration=tracking.registration)
    except H5PPlay.DoesNotExist:
        raise NotYours(play_key) from None


def _require_state(sub_content: str, data_type: str, data: str | None) -> None:
    if not 0 < len(sub_content) <= 120 or not 0 < len(data_type) <= 60 or "\0" in sub_content + data_type:
        raise OutOfBounds("no name of a part or of its data")
    if data is None:
        return
    if len(data.encode(errors="surrogatepass")) > LONGEST_STATE:
        raise OutOfBounds(f"more than {LONGEST_STATE} bytes of state")
    try:
        (sub_content + data_type + data).encode()
        json.loads(data)
    except (ValueError, RecursionError):
        raise OutOfBounds("the state is no JSON") from None


def _counted(play: H5PPlay, report: dict) -> Scored:
    try:
        return scored(str(play.version.main_library.machine_name), play.version.params, report)
    except ReportRefused as refused:
        raise OutOfBounds(str(refused)) from refused


def _end(play: H5PPlay, counted: Scored, pass_percent: int | None, at: datetime) -> None:
    play.answers = [answer.as_data() for answer in counted.answers]
    play.scored_by = counted.by
    play.ended_at = at
    play.passed = counted.has_passed(pass_percent)
    if counted.max_points > 0:
        play.points, play.max_points = _places(counted.points), _places(counted.max_points)
        play.percent = _places(100 * counted.points / counted.max_points)
    play.save(update_fields=["answers", "scored_by", "ended_at", "passed", "points", "max_points", "percent"])


def _took(play: H5PPlay, report: dict) -> int | None:
    """Return how long was played, as the browser says; None when it says nothing that can be."""
    told = report.get("duration_ms")
    took = round(told) if isinstance(told, float) and math.isfinite(told) else whole(told)
    longest = (play.ended_at - play.started_at).total_seconds() * 1000
    return took if took is not None and 0 <= took <= longest else None


def _places(value) -> Decimal:
    """Return it with two places, rounded down so that it never shows a pass early."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_DOWN)
