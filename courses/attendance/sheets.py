"""Marks as a CSV file that any office program opens, and the same file read back with errors row by row."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from courses.attendance.counted import Marked, minutes_counted
from courses.attendance.models import AttendanceMark, Session
from courses.attendance.presenting import line_of
from courses.attendance.standing import as_planned, latest_marks
from courses.cohorts.models import Cohort, Enrolment

Mark = AttendanceMark.Mark
MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5_000
LETTERS = {"p": Mark.PRESENT, "l": Mark.LATE, "e": Mark.EXCUSED, "a": Mark.ABSENT}
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = 9
DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y")


class Fault(StrEnum):
    COLUMNS, SESSION, MOVED, CANCELLED = "columns", "session", "moved", "cancelled"
    NUMBER, MARK, MINUTES, TWICE = "number", "mark", "minutes", "twice"


class NotReadable(Exception):
    """The file is no text with columns, or too large."""


@dataclass(frozen=True)
class SheetLine:
    """One row of the file: `row` as office programs count, the fault and the column (from 1) where there is one."""

    row: int
    cells: tuple[str, ...]
    session: Session | None = None
    enrolment: Enrolment | None = None
    mark: str = ""
    minutes: int = 0
    note: str = ""
    fault: Fault | None = None
    column: int = 0
    is_new: bool = False  # says something else than what is known


def separator(language: str) -> str:
    """Return what office programs of the language expect between columns: where a comma is in numbers, a semicolon."""
    return "," if language == "en" else ";"


def head() -> list[str]:
    """Return the names of the columns in the active language."""
    return [
        _("Session no."), _("Date"), _("Session"), _("Service number"), _("Name and surname"),
        _("Name in Latin letters"), _("Mark"), _("Minutes attended"), _("Note"),
    ]  # fmt: skip


def write_sheet(cohort: Cohort, language: str) -> bytes:
    """Return a row for each person and session that counts, marked or not, in the language. Three queries."""
    sessions = list(Session.objects.filter(cohort=cohort, cancelled_at=None).select_related("cohort"))
    people = Enrolment.objects.filter(cohort=cohort, withdrawn_at=None).select_related("user")
    people = list(people.order_by("user__name_latin", "pk"))
    marks = latest_marks(AttendanceMark.objects.filter(session__in=sessions))
    text = io.StringIO()
    with translation.override(language):
        writer = csv.writer(text, delimiter=separator(language), lineterminator="\r\n")
        writer.writerow(head())
        for session in sessions:
            day = f"{line_of(session).when.day:%d.%m.%Y}"
            for enrolment in people:
                mark = marks.get((enrolment.pk, session.pk))
                writer.writerow([session.pk, day, *_cells(session, enrolment, mark)])
    return "\ufeff".encode() + text.getvalue().encode()


def _cells(session: Session, enrolment: Enrolment, mark: AttendanceMark | None) -> list:
    user = enrolment.user
    texts = [session.title, user.username, user.name_native, user.name_latin]
    if mark is None:
        return [*map(_harmless, texts), "", "", ""]
    minutes = minutes_counted(as_planned(session), Marked(mark.mark, mark.minutes))
    return [*map(_harmless, texts), mark.get_mark_display(), minutes, _harmless(mark.note)]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def mark_words() -> dict[str, str]:
    """Return every word for a mark, in all languages of the site and as a letter, with the mark."""
    words = {**LETTERS, **{value: value for value in Mark.values}}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words |= {folded(str(label)): value for value, label in Mark.choices}
    return words


def folded(word: str) -> str:
    return " ".join(word.casefold().replace("ё", "е").split())


def rows_of(data: bytes) -> list[list[str]]:
    """Return the cells of a file in any usual encoding and with any usual separator. Raises NotReadable."""
    if len(data) > MOST_BYTES:
        raise NotReadable
    text = _decoded(data)
    first = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter))
    except csv.Error as error:
        raise NotReadable from error
    if not rows or len(rows) > MOST_ROWS or not first.count(delimiter):
        raise NotReadable
    return rows


def _decoded(data: bytes) -> str:
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotReadable


def read_sheet(data: bytes, cohort: Cohort) -> tuple[SheetLine, ...]:
    """Return every row that says something, with what is wrong with it. Three queries. Raises NotReadable."""
    reader = _Reader(cohort)
    lines = []
    for number, cells in enumerate(rows_of(data), start=1):
        cells = tuple(cell.strip() for cell in cells)
        # The head, empty rows, and people not marked say nothing.
        if not any(cells) or (number == 1 and not cells[0].isdecimal()):
            continue
        lines.append(reader.line(number, cells))
    return tuple(line for line in lines if line.mark or line.fault)


class _Reader:
    """Looks up what rows name; reads everything about the cohort once."""

    def __init__(self, cohort: Cohort):
        self.sessions = {
            one.pk: one for one in Session.objects.filter(cohort=cohort).select_related("cohort")
        }
        people = Enrolment.objects.filter(cohort=cohort, withdrawn_at=None).select_related("user")
        self.people = {one.user.username.casefold(): one for one in people}
        self.marks = latest_marks(AttendanceMark.objects.filter(session__cohort=cohort))
        self.words = mark_words()
        self.seen: set[tuple[int, int]] = set()

    def line(self, row: int, cells: tuple[str, ...]) -> SheetLine:
        """Return the row as understood, with its first fault from left to right."""
        if len(cells) < COLUMNS - 1:
            return SheetLine(row, cells, fault=Fault.COLUMNS, column=len(cells))
        # Office programs leave out the last separators of a row.
        number, day, _title, username, _native, _latin, word, minutes, note = (*cells, "")[:COLUMNS]
        session = self.sessions.get(int(number)) if number.isdecimal() else None
        enrolment = self.people.get(_unquoted(username).casefold())
        mark = self.words.get(folded(word), "")
        faults = (
            (Fault.SESSION, 1, session is None),
            (Fault.MOVED, 2, session is not None and _day(day) != line_of(session).when.day),
            (Fault.CANCELLED, 1, session is not None and session.cancelled_at is not None),
            (Fault.NUMBER, 4, enrolment is None),
            (Fault.MARK, 7, bool(word) and not mark),
            (Fault.MINUTES, 8, not _minutes_fit(mark, minutes, session)),
            (Fault.TWICE, 4, bool(session and enrolment and mark) and self._was_seen(session, enrolment)),
        )
        fault, column = next(((fault, at) for fault, at, applies in faults if applies), (None, 0))
        found = SheetLine(
            row, cells, session, enrolment, mark, _whole(minutes), _unquoted(note), fault, column
        )
        return found if fault or not mark else self._compared(found)

    def _was_seen(self, session: Session, enrolment: Enrolment) -> bool:
        pair = (session.pk, enrolment.pk)
        seen = pair in self.seen
        self.seen.add(pair)
        return seen

    def _compared(self, line: SheetLine) -> SheetLine:
        known = self.marks.get((line.enrolment.pk, line.session.pk))
        same = known is not None and (known.mark, known.note) == (line.mark, line.note)
        if same and line.mark == Mark.LATE:
            same = known.minutes == line.minutes
        return SheetLine(**{**line.__dict__, "is_new": not same})


def _unquoted(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _minutes_fit(mark: str, minutes: str, session: Session | None) -> bool:
    """Tell whether the minutes can be: who was late needs a number, the others may have the one of the file."""
    if session is None or not mark:
        return True
    if not minutes:
        return mark != Mark.LATE
    return minutes.isdecimal() and int(minutes) <= session.minutes


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def faulty(lines: Iterable[SheetLine]) -> list[SheetLine]:
    return [line for line in lines if line.fault]
