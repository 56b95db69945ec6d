"""The timetable of a cohort on paper: what hangs on the door."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from certificates.rendering.fonts import FontSet
from cms.printing.file import About, write_pdf
from cms.printing.flow import BODY, CELL, CELL_STRONG, QUIET, SUBHEADING, TITLE, Flow, Words
from cms.printing.text import Setter
from cms.templatetags.dates import day as written_day


@dataclass(frozen=True)
class TimetableSession:
    """One session; times as "09:00", minutes without breaks."""

    day: date
    begins: str
    ends: str
    title: str
    minutes: int
    lecturer: str = ""
    place: str = ""
    is_observed: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True)
class TimetableFacts:
    cohort: str
    academy: str
    place: str
    language: str
    sessions: tuple[TimetableSession, ...]
    printed_on: date

    @property
    def planned(self) -> int:
        return sum(session.minutes for session in self.sessions if not session.is_cancelled)


def render_timetable(facts: TimetableFacts, fonts: FontSet) -> bytes:
    """Return the timetable as a PDF file in the language of the facts."""
    with translation.override(facts.language):
        flow = Flow(Setter(fonts, facts.language))
        title = _("Timetable")
        flow.heading(title, style=TITLE, above=0)
        flow.words(Words(facts.cohort, SUBHEADING, above=2))
        flow.words(Words(", ".join(filter(None, (facts.academy, facts.place))), BODY, above=2))
        flow.words(Words(_planned(facts.planned), BODY, above=2))
        for on in sorted({session.day for session in facts.sessions}):
            _day(flow, on, [session for session in facts.sessions if session.day == on])
        if not facts.sessions:
            flow.words(Words(_("No session is planned yet."), above=12))
        flow.words(
            Words(
                _("As of %(day)s. Times are local.") % {"day": written_day(facts.printed_on)}, QUIET, above=16
            )
        )
        about = About(title=title, subject=facts.cohort, language=facts.language, day=facts.printed_on)
        return write_pdf(flow.leaves, about)


def _planned(minutes: int) -> str:
    told = ngettext(
        "Planned session time: %(minutes)d minute", "Planned session time: %(minutes)d minutes", minutes
    )
    return told % {"minutes": minutes}


def _day(flow: Flow, on: date, sessions: list[TimetableSession]) -> None:
    flow.heading(f"{weekday(on)}, {written_day(on)}", above=16)
    head = [
        pgettext("column", "Time"),
        _("Session"),
        _("Lecturer"),
        _("Place"),
        pgettext("column", "Minutes"),
    ]
    rows = [
        [
            # Between Dari words, too, the hour when it begins stands first.
            [Words(f"{session.begins}–{session.ends}", CELL_STRONG, "en")],
            [Words(session.title, CELL_STRONG), *_remarks(session)],
            [Words(session.lecturer, CELL)],
            [Words(session.place, CELL)],
            [Words("–" if session.is_cancelled else str(session.minutes), CELL)],
        ]
        for session in sessions
    ]
    flow.table([0.15, 0.34, 0.21, 0.18, 0.12], head, rows)


def _remarks(session: TimetableSession) -> list[Words]:
    if session.is_cancelled:
        return [Words(_("cancelled"), CELL, above=2)]
    return [Words(_("observed session"), CELL, above=2)] if session.is_observed else []


def weekday(on: date) -> str:
    """Return the name of the day in the active language, as headings begin."""
    name = date_format(on, "l")
    return name[:1].upper() + name[1:]
