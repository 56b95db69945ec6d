"""The sheet that people sign when they come to a session: names in both scripts, boxes, rows for guests."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.rendering.fonts import FontSet
from certificates.rendering.page import Rule
from certificates.rendering.styles import INK_SOFT, RULE, RULE_STRONG
from cms.printing.colours import TEAL_WASH
from cms.printing.file import About, write_pdf
from cms.printing.flow import (
    BODY,
    BOTTOM,
    CELL,
    CELL_HEAD,
    CELL_STRONG,
    QUIET,
    SUBHEADING,
    TITLE,
    Flow,
    Words,
)
from cms.printing.leaf import Area, Span
from cms.printing.text import Setter, numeral, running
from cms.templatetags.dates import day as written_day

ROW, HEAD = 30, 24
GUESTS = 5
SMALL = running(8, INK_SOFT)


@dataclass(frozen=True)
class Signer:
    native: str
    latin: str
    number: str


@dataclass(frozen=True)
class SignInFacts:
    """What stands on a sheet; times as "09:00". `lecturer` is "" where nobody is named to lead the session."""

    title: str
    cohort: str
    academy: str
    day: date
    begins: str
    ends: str
    place: str
    lecturer: str
    people: tuple[Signer, ...]
    language: str
    printed_on: date


def render_sign_in(facts: SignInFacts, fonts: FontSet) -> bytes:
    """Return the sheet as a PDF file in the language of the facts."""
    with translation.override(facts.language):
        flow = Flow(Setter(fonts, facts.language))
        _top(flow, facts)
        _table(flow, facts)
        _foot(flow, facts)
        _number(flow, facts)
        about = About(
            title=_("Sign-in sheet"), subject=facts.title, language=facts.language, day=facts.printed_on
        )
        return write_pdf(flow.leaves, about)


def _top(flow: Flow, facts: SignInFacts) -> None:
    flow.heading(_("Sign-in sheet"), style=TITLE, above=0)
    flow.words(Words(facts.title, SUBHEADING))
    flow.words(Words(f"{facts.cohort} · {facts.academy}", BODY, above=2))
    flow.words(Words(written_day(facts.day), BODY, above=2))
    # Between Dari words, too, the hour when it begins stands first.
    flow.words(Words(f"{facts.begins}–{facts.ends}", BODY, "en", above=2))
    if facts.place:
        flow.words(Words(_("Place: %(place)s") % {"place": facts.place}, BODY, above=2))
    flow.space(10)


def _table(flow: Flow, facts: SignInFacts) -> None:
    _head(flow)
    for number, signer in enumerate(facts.people, start=1):
        _line(flow, facts, number, signer)
    for number in range(len(facts.people) + 1, len(facts.people) + GUESTS + 1):
        _line(flow, facts, number, None)


def _spans(flow: Flow) -> list[Span]:
    return flow.span.split([0.06, 0.42, 0.17, 0.35], gap=10, rtl=flow.leaf.rtl)


def _head(flow: Flow) -> None:
    flow.leaf.areas.append(Area(flow.span, flow.top - HEAD, flow.top, fill=TEAL_WASH))
    for span, text in zip(
        _spans(flow), ("", _("Name and surname"), _("Service number"), _("Signature")), strict=True
    ):
        flow.leaf.middle(flow.setter.fit(text, width=span.width, style=CELL_HEAD), span, flow.top - HEAD / 2)
    flow.top -= HEAD


def _line(flow: Flow, facts: SignInFacts, number: int, signer: Signer | None) -> None:
    if flow.top - ROW < BOTTOM:
        flow.turn()
        _head(flow)
    first, name, serial, signature = _spans(flow)
    middle = flow.top - ROW / 2
    leaf, setter = flow.leaf, flow.setter
    leaf.middle(setter.fit(numeral(number, facts.language), width=first.width, style=CELL), first, middle)
    if signer is None:
        leaf.middle(setter.fit(_("guest"), width=name.width, style=SMALL), name, flow.top - 9)
    else:
        edge = leaf.put(setter.fit(signer.native, width=name.width, style=CELL_STRONG), name, flow.top - 3)
        leaf.put(setter.fit(signer.latin, width=name.width, style=SMALL), name, edge)
        leaf.middle(setter.fit(signer.number, width=serial.width, style=CELL), serial, middle)
    ahead, behind = (0, 5) if leaf.rtl else (5, 0)
    around = Span(signature.left - ahead, signature.right + behind)
    leaf.areas.append(Area(around, flow.top - ROW, flow.top, line=RULE, thickness=0.5))
    leaf.rules.append(Rule(flow.span, flow.top - ROW, 0.5, RULE_STRONG))
    flow.top -= ROW


def _foot(flow: Flow, facts: SignInFacts) -> None:
    flow.need(80)
    flow.space(26)
    label = (
        _("Led the session: %(person)s") % {"person": facts.lecturer}
        if facts.lecturer
        else _("Led the session:")
    )
    name, line = flow.span.split([0.6, 0.4], gap=10, rtl=flow.leaf.rtl)
    flow.top = flow.leaf.put(flow.setter.fit(label, width=name.width, style=BODY), name, flow.top)
    flow.leaf.rules.append(Rule(line, flow.top, 0.6, RULE_STRONG))
    flow.leaf.put(flow.setter.fit(_("Signature"), width=line.width, style=SMALL), line, flow.top - 3)
    flow.top -= 16
    flow.words(
        Words(
            _("Sign when you come in. Who comes late writes the time beside the signature."), QUIET, above=6
        )
    )


def _number(flow: Flow, facts: SignInFacts) -> None:
    for number, leaf in enumerate(flow.leaves, start=1):
        count = flow.setter.fit(f"{number} / {len(flow.leaves)}", width=60, style=SMALL)
        label = flow.setter.fit(facts.title, width=leaf.column.width - 80, style=SMALL)
        leaf.put(label, leaf.column, 30)
        leaf.put(count, leaf.column.without_start(leaf.column.width - count.width, rtl=leaf.rtl), 30)
