"""What devices and forms send, read into wishes. What cannot be read is named by its key, never guessed at."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.dateparse import parse_datetime

from courses.attendance.marking import Wish
from courses.attendance.models import AttendanceMark

MOST_MARKS = 500
MOST_MINUTES = 24 * 60
LAST_YEAR = 2200


class BadBatch(Exception):
    """The body is no batch of marks at all."""


@dataclass(frozen=True)
class Batch:
    """A batch as it was sent: `by` is the pk of who made the marks, `unreadable` the keys of what is none."""

    by: int
    sent_at: datetime | None
    wishes: tuple[Wish, ...]
    unreadable: tuple[str, ...]


def read_batch(body: bytes) -> Batch:
    """Return the batch of a device: {by, sent_at, marks: [...]}. Raises BadBatch."""
    try:
        sent = json.loads(body)
        by, marks = int(sent["by"]), sent["marks"]
        sent_at = _moment(sent["sent_at"]) if sent.get("sent_at") else None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadBatch from error
    if not isinstance(marks, list) or len(marks) > MOST_MARKS:
        raise BadBatch
    wishes, unreadable = [], []
    for given in marks:
        try:
            wishes.append(_wish(given))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            unreadable.append(str(given.get("key", "")) if isinstance(given, dict) else "")
    return Batch(by, sent_at, tuple(wishes), tuple(unreadable))


def _wish(given: dict) -> Wish:
    minutes = int(given.get("minutes") or 0)
    if not 0 <= minutes <= MOST_MINUTES:
        raise ValueError("minutes")
    return Wish(
        key=UUID(given["key"]),
        enrolment=int(given["enrolment"]),
        mark=str(given["mark"]),
        minutes=minutes,
        note=str(given.get("note") or "").replace("\x00", "").strip(),
        made_at=_moment(given["made_at"]),
        edition=int(given["edition"]),
    )


def _moment(text: str) -> datetime:
    found = parse_datetime(text)
    # A clock without a battery begins in 1970; what lies farther off is no clock.
    if found is None or found.tzinfo is None or not 1970 <= found.year <= LAST_YEAR:
        raise ValueError("not a moment")
    return found


def read_form(
    posted: Mapping, *, enrolments: Iterable[int], current: Mapping[int, AttendanceMark], made_at: datetime
) -> tuple[Wish, ...]:
    """Return what an ordinary form says anew: rows that say what is known already are no marks.

    The button `all` marks everybody as present who has no mark yet. The key of a row is made with the page, so that a
    form sent twice is kept once.
    """
    everybody = "all" in posted
    found = []
    for pk in enrolments:
        mark = posted.get(f"mark-{pk}", "") or ("present" if everybody and pk not in current else "")
        minutes = posted.get(f"minutes-{pk}", "").strip()
        note = posted.get(f"note-{pk}", "").replace("\x00", "").strip()
        wish = Wish(
            key=_key(posted.get(f"key-{pk}", "")),
            enrolment=pk,
            mark=mark,
            # What is no number is as wrong as too large a one, and is refused as that.
            minutes=int(minutes) if minutes.isdecimal() else MOST_MINUTES if minutes else 0,
            note=note,
            made_at=made_at,
            edition=int(posted.get("edition", "0")) if posted.get("edition", "0").isdecimal() else 0,
        )
        if mark and not _says_the_same(wish, current.get(pk)):
            found.append(wish)
    return tuple(found)


def _says_the_same(wish: Wish, mark: AttendanceMark | None) -> bool:
    if mark is None or (wish.mark, wish.note) != (mark.mark, mark.note):
        return False
    return wish.mark != AttendanceMark.Mark.LATE or wish.minutes == mark.minutes


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
