"""A certificate as it would be if it were issued now: made of the same facts, kept nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from certificates.issuing.ordering import OrderBook
from certificates.making.printing import fonts, printed
from certificates.making.terms import last_day
from certificates.register.models import Certificate
from certificates.register.numbering import CODE_LENGTH
from certificates.rendering.design import Design
from certificates.rendering.facts import CertificateFacts
from certificates.rendering.layout import compose
from certificates.rendering.text import MissingGlyph, TextTooLong, Typesetter
from courses.cohorts.models import Enrolment
from courses.transcripts.models import Transcript

NO_NUMBER, NO_CODE = "—", "0" * CODE_LENGTH
# As long and as wide as a name of everyday life can be: who has a shorter one needs no page of the own to be tried.
ORDINARY_NAME = "Щербакова-Муҳаммадқулзода Широкожуравлёва Шамсиддинмуҳаммадовна"


def drafted(book: OrderBook, enrolment: Enrolment, at: datetime) -> tuple[CertificateFacts, Design]:
    """Return what would be printed for a person; a transcript that is not frozen yet is taken for empty."""
    if not hasattr(enrolment, "transcript"):
        enrolment.transcript = Transcript(enrolment=enrolment, passed=True, facts={})
    order, day = book.order(enrolment, cycle=1), timezone.localdate(at)
    return printed(
        Certificate(
            kind=order.kind,
            number=NO_NUMBER,
            code=NO_CODE,
            facts=order.facts,
            language=order.language,
            design_version=order.version,
            issued_on=day,
            valid_until=last_day(day, order.version),
        )
    )


def unprintable(
    book: OrderBook, people: Iterable[Enrolment], at: datetime
) -> Iterator[tuple[Enrolment, MissingGlyph | TextTooLong]]:
    """Yield whose certificate cannot be printed, and why.

    A page is tried for each language with a long name; where it fits, only longer names are tried on their own, and
    of the others the letters. So many people cost little more than few.
    """
    roomy: dict[str, bool] = {}
    for enrolment in people:
        facts, design = drafted(book, enrolment, at)
        if facts.language not in roomy:
            roomy[facts.language] = _fault(_widened(facts), design) is None
        plain = roomy[facts.language] and _is_ordinary(facts)
        fault = _letters_fault(facts) if plain else _fault(facts, design)
        if fault is not None:
            yield enrolment, fault


def _widened(facts: CertificateFacts) -> CertificateFacts:
    results = tuple(replace(one, of=ORDINARY_NAME if one.of else "") for one in facts.results)
    return replace(facts, name_native=ORDINARY_NAME, name_latin=ORDINARY_NAME, results=results)


def _is_ordinary(facts: CertificateFacts) -> bool:
    texts = (facts.name_native, facts.name_latin, *(one.of for one in facts.results))
    return max(map(len, texts)) <= len(ORDINARY_NAME)


def _fault(facts: CertificateFacts, design: Design) -> MissingGlyph | TextTooLong | None:
    try:
        compose(facts, fonts(), design)
    except (MissingGlyph, TextTooLong) as error:
        return error
    return None


def _letters_fault(facts: CertificateFacts) -> MissingGlyph | None:
    setter = Typesetter(fonts(), rtl=False)
    try:
        setter.check(facts.name_native, "name_native")
        setter.check(facts.name_latin, "name_latin")
        for index, one in enumerate(facts.results):
            setter.check(one.of, f"results[{index}]")
    except MissingGlyph as error:
        return error
    return None
