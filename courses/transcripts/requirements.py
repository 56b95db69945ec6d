"""Who of a cohort qualifies, in words: the page of the administrator, and what another rule would change."""

from collections.abc import Mapping
from dataclasses import dataclass

from courses.attendance.standing import attendance_of
from courses.cohorts.models import Cohort, Enrolment
from courses.progress.standings import courses_of, required_of, standings
from courses.qualifying.naming import names_in
from courses.qualifying.rules import Verdict
from courses.qualifying.wording import ToldLine, told
from courses.transcripts.qualified import content_of, verdicts_of


@dataclass(frozen=True)
class PersonRow:
    """One person: the requirements in words, and what became of them together."""

    enrolment: Enrolment
    lines: tuple[ToldLine, ...]
    qualifies: bool

    @property
    def lacking(self) -> tuple[ToldLine, ...]:
        return tuple(line for line in self.lines if not line.is_met)


@dataclass(frozen=True)
class Trial:
    """What another rule would do: who would qualify besides, who no longer, and how many then."""

    gained: tuple[Enrolment, ...]
    lost: tuple[Enrolment, ...]
    qualified: int


@dataclass(frozen=True)
class CohortRequirements:
    """The people of a cohort by service number, `columns` are the requirements by name."""

    people: tuple[PersonRow, ...]
    columns: tuple[str, ...]
    trial: Trial | None = None

    @property
    def qualified(self) -> tuple[PersonRow, ...]:
        return tuple(row for row in self.people if row.qualifies)

    @property
    def others(self) -> tuple[PersonRow, ...]:
        return tuple(row for row in self.people if not row.qualifies)


@dataclass(frozen=True)
class Warnings:
    """What to look at before closing: how many people each of it is about."""

    unmarked: int
    waiting_for_marks: int
    unconfirmed_names: int


def people_of(cohort: Cohort) -> list[Enrolment]:
    """Return the places in the cohort, by service number, with what the verdicts need. One query."""
    places = Enrolment.objects.filter(cohort=cohort, withdrawn_at=None)
    return list(places.select_related("user", "transcript").order_by("user__username"))


def requirements_of(cohort: Cohort, language: str, *, trial: Mapping | None = None) -> CohortRequirements:
    """Return who qualifies and why not; with a rule's content as `trial` also what it would change.

    A constant number of queries, whatever the number of people; nothing is written.
    """
    enrolments, courses = people_of(cohort), courses_of(cohort, language)
    read = standings(enrolments=enrolments, courses=required_of(cohort, courses))
    verdicts = verdicts_of(cohort, enrolments, courses=courses, read=read)
    names = names_in(courses)
    rows = tuple(
        PersonRow(enrolment=one, lines=told(verdicts[one.pk], names), qualifies=verdicts[one.pk].qualifies)
        for one in enrolments
    )
    tried = None
    if trial is not None:
        other = verdicts_of(cohort, enrolments, courses=courses, content=trial, read=read)
        tried = _compared(enrolments, verdicts, other)
    return CohortRequirements(people=rows, columns=_columns(rows), trial=tried)


def _columns(rows: tuple[PersonRow, ...]) -> tuple[str, ...]:
    longest = max((row.lines for row in rows), key=len, default=())
    return tuple(line.label for line in longest)


def _compared(
    enrolments: list[Enrolment], before: Mapping[int, Verdict], after: Mapping[int, Verdict]
) -> Trial:
    return Trial(
        gained=tuple(one for one in enrolments if after[one.pk].qualifies and not before[one.pk].qualifies),
        lost=tuple(one for one in enrolments if before[one.pk].qualifies and not after[one.pk].qualifies),
        qualified=sum(verdict.qualifies for verdict in after.values()),
    )


def warnings_of(cohort: Cohort, found: CohortRequirements) -> Warnings:
    """Return what is not settled yet in a cohort that is to be closed. Three queries."""
    attendance = attendance_of(cohort)
    waiting = (
        row
        for row in found.people
        if any(line.kind == "practice" and line.state == "pending" for line in row.lines)
    )
    return Warnings(
        unmarked=sum(attendance[row.enrolment.pk].unmarked > 0 for row in found.people),
        waiting_for_marks=sum(1 for _row in waiting),
        unconfirmed_names=sum(not row.enrolment.user.names_are_confirmed for row in found.people),
    )


def told_for(enrolment: Enrolment, language: str) -> PersonRow:
    """Return one person's requirements in words; `cohort__rule` and `transcript` are best selected with it."""
    cohort = enrolment.cohort
    courses = courses_of(cohort, language)
    verdict = verdicts_of(cohort, [enrolment], courses=courses, content=content_of(cohort))[enrolment.pk]
    return PersonRow(enrolment, told(verdict, names_in(courses)), verdict.qualifies)
