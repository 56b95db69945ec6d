"""The joining acts of H5P in a lesson: a try, its state, its end, and what that means for progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessments.h5p import playing
from assessments.h5p.models import H5PContent, H5PPlay
from courses.content.outline import UnitOutline
from courses.learning.participating import require_unit
from courses.progress import recording
from courses.progress.models import UnitResult
from courses.progress.recording import Place

KIND = UnitResult.Kind.H5P


class PlayedElsewhere(playing.PlayRefused):
    """Another window or device has saved since this one read: what it sends would undo that."""


@dataclass(frozen=True)
class Saved:
    """What a part of the content remembers; `data` is JSON as text, None to forget it."""

    part: str
    data_type: str
    data: str | None


@dataclass(frozen=True)
class Begun:
    """A try as a page takes it up: `states` as in `playing.states_of`, `read` is the stand they have (see `stand`)."""

    play: H5PPlay
    states: dict
    read: str
    nonce: str


@transaction.atomic
def start(*, place: Place, content_key: UUID, at: datetime) -> Begun:
    """Return the running try at a content of the lesson, or begin the next one.

    Raises UnitUnknown, and what `playing.start` raises (NothingToPlay).
    """
    require_unit(place.lesson, content_key, KIND)
    content = H5PContent.objects.get(key=content_key)
    play = playing.start(content=content, user=place.enrolment.user, tracking=place.unit_tracking, at=at)
    return Begun(play, playing.states_of(play), stand(play), playing.nonce_for(play))


@transaction.atomic
def save_state(*, place: Place, play_key: UUID, saved: Sequence[Saved], read: str, at: datetime) -> str:
    """Keep what the content remembers, if it follows what the page read last; return the stand the try then has.

    All of it is kept, or nothing. Raises PlayedElsewhere, UnitUnknown, and what `playing.save_state` raises.
    """
    play = _locked(place, play_key)
    if play.ended_at is None and stand(play) not in ("", read):
        raise PlayedElsewhere(play.key)
    for one in saved:
        playing.save_state(
            play_key=play_key,
            tracking=place.unit_tracking,
            sub_content=one.part,
            data_type=one.data_type,
            data=one.data,
            at=at,
        )
    return stand(play)


@transaction.atomic
def finish(*, place: Place, play_key: UUID, nonce: str, report: dict, at: datetime) -> H5PPlay:
    """End the try and write its result into the record of progress.

    The report is whole: it ends the try whatever was saved elsewhere meanwhile, and a try ends once. Raises
    UnitUnknown, and what `playing.finish` raises.
    """
    unit = _unit(place, _locked(place, play_key))
    play = playing.finish(
        play_key=play_key,
        nonce=nonce,
        report=report,
        tracking=place.unit_tracking,
        pass_percent=unit.pass_percent,
        at=at,
    )
    if play.ended_at == at:
        percent, passed = playing.result_of(play)
        recording.finish_activity(
            place=place, unit_key=play.content_key, kind=KIND, percent=percent, passed=passed, at=at
        )
    return play


def stand(play: H5PPlay) -> str:
    """Return when the newest state of a try was saved, as text; "" before the first. One query."""
    newest = play.states.order_by("-saved_at").values_list("saved_at", flat=True).first()
    return newest.isoformat() if newest else ""


def _locked(place: Place, play_key: UUID) -> H5PPlay:
    """Return the try for this transaction; what two windows save in one moment is one after the other."""
    own = H5PPlay.objects.select_for_update().filter(registration=place.enrolment.registration)
    play = own.filter(key=play_key).first()
    if play is None:
        raise playing.NotYours(play_key)
    _unit(place, play)
    return play


def _unit(place: Place, play: H5PPlay) -> UnitOutline:
    return require_unit(place.lesson, play.content_key, KIND)
