"""The sessions of a cohort as a calendar file (RFC 5545): what a phone subscribes to or imports.

Written by hand: one kind of component with a dozen properties. Times are those of the clocks of the place, with the
offsets that hold on the days of the sessions, so that a phone with old tables of time zones rings at the right hour.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from courses.attendance.models import Session
from courses.attendance.zones import zone_of
from courses.cohorts.models import Cohort

LINE_OCTETS = 75
STAMP = "%Y%m%dT%H%M%S"


def calendar_file(cohort: Cohort, sessions: Iterable[Session], *, at: datetime, host: str) -> bytes:
    """Return the calendar; `at` is now, `host` makes the ids of events unlike those of any other site.

    Cancelled sessions stay in it as such: a calendar that had them takes them out.
    """
    zone, sessions = zone_of(cohort), list(sessions)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Panah//Sessions//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(cohort.title)}",
        f"X-WR-TIMEZONE:{zone.key}",
        *_zone_lines(zone, sessions),
    ]
    for session in sessions:
        lines += _event_lines(session, zone, at=at, host=host)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event_lines(session: Session, zone, *, at: datetime, host: str) -> list[str]:
    is_cancelled = session.cancelled_at is not None
    return [
        "BEGIN:VEVENT",
        f"UID:{session.key}@{host}",
        f"DTSTAMP:{at.astimezone(UTC).strftime(STAMP)}Z",
        # Cancelling counts as a change, too: it is the odd number after the edition's even one (section 3.8.7.4).
        f"SEQUENCE:{2 * (session.edition - 1) + is_cancelled}",
        f"DTSTART;TZID={zone.key}:{session.starts_at.astimezone(zone).strftime(STAMP)}",
        f"DTEND;TZID={zone.key}:{session.ends_at.astimezone(zone).strftime(STAMP)}",
        f"SUMMARY:{escaped(session.title)}",
        *([f"LOCATION:{escaped(session.place)}"] if session.place else []),
        f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _zone_lines(zone, sessions: list[Session]) -> list[str]:
    """Return the zone with an observance for each change of the offset between the sessions (section 3.6.5)."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}"]
    before = None
    for session in sorted(sessions, key=lambda session: session.starts_at) or [None]:
        local = session.starts_at.astimezone(zone) if session else datetime(2000, 1, 1, tzinfo=zone)
        offset = local.strftime("%z")
        if offset != before:
            lines += [
                "BEGIN:STANDARD",
                f"DTSTART:{local.strftime('%Y%m%d')}T000000",
                f"TZOFFSETFROM:{before or offset}",
                f"TZOFFSETTO:{offset}",
                "END:STANDARD",
            ]
            before = offset
    return [*lines, "END:VTIMEZONE"]


def escaped(text: str) -> str:
    """Return the text as a value of type TEXT (section 3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """Return the line cut into pieces of at most 75 octets (section 3.1), never inside a character."""
    pieces, piece, room = [], "", LINE_OCTETS
    for character in line:
        if len((piece + character).encode()) > room:
            pieces.append(piece)
            piece, room = "", LINE_OCTETS - 1  # the space before a piece counts
        piece += character
    return "\r\n ".join([*pieces, piece])
