"""The check before issuing: of each person who is to get a certificate, what keeps it from being printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from certificates.issuing.drafts import unprintable
from certificates.issuing.ordering import OrderBook
from certificates.making.names import Finding, findings_in, same_names
from certificates.rendering.text import MissingGlyph, TextTooLong
from courses.cohorts.models import Enrolment


@dataclass(frozen=True)
class CheckedPerson:
    """One person who is to get a certificate, and what was found."""

    enrolment: Enrolment
    findings: tuple[Finding, ...]

    @property
    def is_stopped(self) -> bool:
        return any(finding.is_stop for finding in self.findings)


def check_people(
    book: OrderBook, waiting: Sequence[Enrolment], everybody: Iterable[Enrolment], at: datetime
) -> tuple[CheckedPerson, ...]:
    """Return what is found about those who wait, in their order; `everybody` of the cohort is looked at for namesakes.

    No query where the places were read by `candidates_of`.
    """
    faults = {one.pk: error for one, error in unprintable(book, waiting, at)}
    named = {one.pk: one for one in everybody}
    twins = same_names({pk: (one.user.name_native, one.user.name_latin) for pk, one in named.items()})
    return tuple(
        CheckedPerson(one, tuple(_findings(one, faults.get(one.pk), _others(twins, named, one))))
        for one in waiting
    )


def _others(twins: dict, named: dict[int, Enrolment], one: Enrolment) -> str:
    return ", ".join(named[pk].user.get_username() for pk in twins.get(one.pk, ()))


def _findings(enrolment: Enrolment, fault: MissingGlyph | TextTooLong | None, others: str):
    person = enrolment.user
    found = findings_in(person.name_native, person.name_latin)
    yield from found
    told = "".join(finding.signs for finding in found)
    if isinstance(fault, TextTooLong):
        yield Finding("too_long", fault.field)
    elif fault is not None and fault.character not in told:
        yield Finding("glyph", fault.field, signs=fault.character)
    if others:
        yield Finding("twice", other=others)
    if not person.names_are_confirmed:
        yield Finding("unconfirmed")
