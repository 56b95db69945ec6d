"""A posted move of the player, read and made; how long the scene was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer

from assessments.attempts.models import Attempt
from courses.learning.participating import play_choice, skip_scene
from courses.progress.recording import Place

# Longer than this without a word from the browser: the page was left open, and nobody knows.
LONGEST_UNSEEN = timedelta(hours=1)
LONGEST_NUMBER = 9  # digits


class NotAMove(ValueError):
    """The form names no step, or neither a choice nor that the scene is skipped."""


@dataclass(frozen=True)
class Move:
    """What was sent: the number of the step from 1, the place of the choice in the order shown (None: skip the scene),
    the milliseconds that the page was in sight (None: the browser did not count), and the sealed time it was shown at.
    """

    step: int
    position: int | None
    seen_ms: int | None
    shown: str = ""


def read_move(data: Mapping[str, str]) -> Move:
    """Read a sent form. Raises NotAMove."""
    step, position = _number(data.get("step", "")), _number(data.get("choice", ""))
    if step is None or (position is None and "skip" not in data):
        raise NotAMove
    return Move(
        step=step, position=position, seen_ms=_number(data.get("took_ms", "")), shown=data.get("shown", "")
    )


def make_move(*, place: Place, attempt_key: UUID, move: Move, at: datetime) -> Attempt:
    """Make the choice or skip the scene. Raises what participating.play_choice and skip_scene raise."""
    sent = {
        "place": place,
        "attempt_key": attempt_key,
        "step": move.step,
        "at": at,
        "took_ms": time_on_scene(
            seen_ms=move.seen_ms, since=opened_time(move.shown, attempt_key, move.step), at=at
        ),
    }
    if move.position is None:
        return skip_scene(**sent)
    return play_choice(position=move.position, **sent)


def time_on_scene(*, seen_ms: int | None, since: datetime | None, at: datetime) -> int | None:
    """Return how long a scene was looked at, in ms: what the browser counted, but no longer than the server waited.

    Where the browser did not count it is what the server waited, and unknown (None) beyond LONGEST_UNSEEN.
    """
    if since is None:
        return None
    waited = max(at - since, timedelta())
    waited_ms = waited // timedelta(milliseconds=1)
    if seen_ms is not None:
        return min(seen_ms, waited_ms)
    return waited_ms if waited <= LONGEST_UNSEEN else None


def sealed_time(attempt_key: UUID, step: int, at: datetime) -> str:
    """Return the time a scene is shown at, for its form: nobody can write an earlier one."""
    return _seal(attempt_key, step).sign(str(int(at.timestamp() * 1000)))


def opened_time(sealed: str, attempt_key: UUID, step: int) -> datetime | None:
    """Return the time in the seal; None where it is broken, or of another attempt or step."""
    try:
        return datetime.fromtimestamp(int(_seal(attempt_key, step).unsign(sealed)) / 1000, tz=UTC)
    except BadSignature:
        return None


def _seal(attempt_key: UUID, step: int) -> Signer:
    return Signer(salt=f"courses.learning.playing.moves|{attempt_key}|{step}")


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
