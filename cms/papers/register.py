"""The register of certificates of an academy and a year on paper: every number, the replaced and revoked ones too."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from reportlab.lib.pagesizes import A4, landscape

from certificates.rendering.fonts import FontSet
from certificates.rendering.page import Rule
from certificates.rendering.styles import INK, INK_SOFT, RULE_STRONG
from cms.printing.file import About, write_pdf
from cms.printing.flow import BODY, QUIET, SUBHEADING, TITLE, Flow, Words
from cms.printing.text import Setter, numeral, running
from cms.templatetags.dates import day as written_day

SIZE = landscape(A4)
CELL, STRONG, SMALL = running(8, INK), running(8, INK, bold=True), running(7, INK_SOFT)
SHARES = [0.04, 0.15, 0.2, 0.29, 0.09, 0.09, 0.14]
SIGNERS = 2


@dataclass(frozen=True)
class RegisterRow:
    """One number as the year left it; `state` is a word, `since` what is to be known of it (by what, why, when)."""

    number: str
    name: str
    name_latin: str
    title: str
    cohort: str
    issued_on: date
    valid_until: date | None
    state: str
    since: str = ""


@dataclass(frozen=True)
class RegisterFacts:
    """`last` is the last running number that was given; fewer rows than that would be a gap."""

    academy: str
    year: int
    language: str
    rows: tuple[RegisterRow, ...]
    last: int
    printed_on: date


def render_register(facts: RegisterFacts, fonts: FontSet) -> bytes:
    """Return the register as a PDF file in the language of the facts."""
    with translation.override(facts.language):
        flow = Flow(Setter(fonts, facts.language), size=SIZE)
        title = _("Register of certificates, %(year)s") % {"year": facts.year}
        flow.heading(title, style=TITLE, above=0)
        flow.words(Words(facts.academy, SUBHEADING, above=2))
        flow.words(Words(counted(facts), BODY, above=4))
        flow.space(8)
        flow.table(SHARES, heads(), [_row(number, row, facts) for number, row in enumerate(facts.rows, 1)])
        _sign(flow, facts)
        _number(flow, f"{title} · {facts.academy}")
        about = About(title=title, subject=facts.academy, language=facts.language, day=facts.printed_on)
        return write_pdf(flow.leaves, about)


def heads() -> list[str]:
    return [
        pgettext("running number of a row", "No."),
        _("Number"),
        pgettext("sign-in sheet", "Name"),
        _("Title"),
        _("Issued on"),
        _("Valid until"),
        _("State"),
    ]


def counted(facts: RegisterFacts) -> str:
    """Return how many numbers there are and whether they are all there."""
    count = len(facts.rows)
    told = ngettext("%(count)d number.", "%(count)d numbers.", count) % {"count": count}
    if not facts.last:
        return told
    if count == facts.last:
        return f"{told} " + _("They run from 1 to %(last)d without a gap.") % {"last": facts.last}
    return f"{told} " + _("%(last)d were given: the list is not complete.") % {"last": facts.last}


def _row(number: int, row: RegisterRow, facts: RegisterFacts) -> list[list[Words]]:
    since = [Words(row.since, SMALL)] if row.since else []
    latin = [Words(row.name_latin, SMALL, "en")] if row.name_latin != row.name else []
    return [
        [Words(numeral(number, facts.language), CELL)],
        [Words(row.number, CELL, "en")],
        [Words(row.name, STRONG), *latin],
        [Words(row.title, CELL), Words(row.cohort, SMALL)],
        [Words(written_day(row.issued_on), CELL)],
        [Words(written_day(row.valid_until), CELL)],
        [Words(row.state, CELL), *since],
    ]


def _sign(flow: Flow, facts: RegisterFacts) -> None:
    """Leave room for who answers for the register: name, signature, day; the lines stay on one page."""
    flow.need(110)
    flow.space(34)
    spans = flow.span.split([1 / SIGNERS] * SIGNERS, gap=40, rtl=flow.leaf.rtl)
    for span in spans:
        flow.leaf.rules.append(Rule(span, flow.top, 0.8, RULE_STRONG))
        under = flow.setter.fit(_("Name, signature, date, stamp"), width=span.width, style=SMALL)
        flow.leaf.put(under, span, flow.top - 3)
    flow.top -= 24
    flow.words(Words(_("Printed on %(day)s.") % {"day": written_day(facts.printed_on)}, QUIET, above=8))


def _number(flow: Flow, title: str) -> None:
    pages = len(flow.leaves)
    for number, leaf in enumerate(flow.leaves, start=1):
        page = _("page %(number)d of %(pages)d") % {"number": number, "pages": pages}
        line = flow.setter.fit(f"{title} · {page}", width=leaf.column.width, style=running(8, INK_SOFT))
        leaf.put(line, leaf.column, 30)
