"""The list for the commander on paper: who of each unit is asked to do what, by when."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from certificates.rendering.fonts import FontSet
from certificates.rendering.styles import INK_SOFT
from cms.printing.file import About, write_pdf
from cms.printing.flow import BODY, CELL, CELL_STRONG, HEADING, QUIET, STRONG, SUBHEADING, TITLE, Flow, Words
from cms.printing.text import Setter, running
from cms.templatetags.dates import day as written_day


@dataclass(frozen=True)
class PersonLine:
    """One person; `unit` is "" where none is recorded."""

    name: str
    name_latin: str
    number: str
    unit: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Coming:
    """A session ahead; `times` as "09:00–12:00"."""

    day: date
    times: str
    title: str
    place: str = ""


@dataclass(frozen=True)
class CommanderFacts:
    cohort: str
    academy: str
    by: date
    language: str
    people: tuple[PersonLine, ...]
    without_task: int
    sessions: tuple[Coming, ...]
    printed_on: date


def render_commander(facts: CommanderFacts, fonts: FontSet) -> bytes:
    """Return the list as a PDF file in the language of the facts, a table a unit."""
    with translation.override(facts.language):
        flow = Flow(Setter(fonts, facts.language))
        title = _("People in training")
        flow.heading(title, style=TITLE, above=0)
        flow.words(Words(f"{facts.cohort} · {facts.academy}", SUBHEADING, above=2))
        flow.words(
            Words(
                _("Please give these people the time they need, so that it is done by %(day)s.")
                % {"day": written_day(facts.by)},
                STRONG,
                above=8,
            )
        )
        _sessions(flow, facts)
        _units(flow, facts)
        flow.words(Words(_without_task(facts), BODY, above=14))
        flow.words(
            Words(
                _("As of %(day)s. The list says what is still to be done, and nothing about results.")
                % {"day": written_day(facts.printed_on)},
                QUIET,
                above=10,
            )
        )
        _number(flow, title)
        about = About(title=title, subject=facts.cohort, language=facts.language, day=facts.printed_on)
        return write_pdf(flow.leaves, about)


def _sessions(flow: Flow, facts: CommanderFacts) -> None:
    if not facts.sessions:
        return
    flow.heading(_("Sessions that all of them attend"), style=HEADING)
    rows = [
        [
            # Between Dari words, too, the hour when it begins stands first.
            [Words(written_day(one.day), CELL_STRONG), Words(one.times, CELL, "en")],
            [Words(one.title, CELL)],
            [Words(one.place, CELL)],
        ]
        for one in facts.sessions
    ]
    flow.table([0.28, 0.44, 0.28], [_("When"), _("What"), _("Where")], rows)


def _units(flow: Flow, facts: CommanderFacts) -> None:
    people = sorted(facts.people, key=lambda one: (one.unit == "", one.unit, one.name_latin, one.number))
    head = [pgettext("sign-in sheet", "Name"), _("Service number"), pgettext("column", "To be done")]
    for unit, lines in groupby(people, key=lambda one: one.unit):
        flow.heading(unit or _("No unit recorded"), style=HEADING)
        rows = [
            [
                [Words(one.name, CELL_STRONG), Words(one.name_latin, QUIET, "en")],
                [Words(one.number, CELL, "en")],
                [Words(task, CELL, mark="•", above=1) for task in one.tasks],
            ]
            for one in lines
        ]
        flow.table([0.36, 0.2, 0.44], head, rows)


def _without_task(facts: CommanderFacts) -> str:
    if not facts.people:
        return _("Nobody has anything left to do.")
    if not facts.without_task:
        return ""
    told = ngettext(
        "%(count)d more person of the group has nothing left to do.",
        "%(count)d more people of the group have nothing left to do.",
        facts.without_task,
    )
    return told % {"count": facts.without_task}


def _number(flow: Flow, title: str) -> None:
    for number, leaf in enumerate(flow.leaves, start=1):
        told = f"{title} · {number} / {len(flow.leaves)}"
        line = flow.setter.fit(told, width=leaf.column.width, style=running(8, INK_SOFT))
        leaf.put(line, leaf.column, 30)
