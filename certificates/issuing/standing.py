"""Who of a cohort has done what, what is missing, and what certificate there is: the administrator's table."""

from dataclasses import dataclass

from certificates.register.models import Certificate
from courses.cohorts.models import Cohort, Enrolment
from courses.content.requirements import MODULES
from courses.progress.completion import Standing, stuck
from courses.progress.models import UnitResult
from courses.progress.standings import courses_of, required_of
from courses.progress.standings import standings as standings_of
from courses.qualifying.rules import Verdict
from courses.qualifying.wording import KINDS
from courses.transcripts.qualified import verdicts_of


@dataclass(frozen=True)
class PersonLine:
    """One person of the cohort: `missing` are the lessons not completed, `stuck` the checks without a try left."""

    enrolment: Enrolment
    standing: Standing
    verdict: Verdict
    certificate: Certificate | None
    stuck: tuple[UnitResult, ...]

    @property
    def qualifies(self) -> bool:
        return self.verdict.qualifies

    @property
    def lacking(self) -> tuple[str, ...]:
        """What the rule asks for and the person does not have, by name; the lessons stand in `missing`."""
        listed = {MODULES} if self.missing else set()
        return tuple(str(KINDS[line.kind]) for line in self.verdict.lacking if line.kind not in listed)

    @property
    def missing(self) -> tuple:
        return self.standing.missing

    @property
    def is_waiting(self) -> bool:
        """The person has met the requirements and has no certificate yet."""
        return self.qualifies and self.certificate is None


def people_of(cohort: Cohort, language: str) -> list[PersonLine]:
    """Return a line for each person with a place in the cohort, by service number. Constant number of queries."""
    enrolments = list(
        Enrolment.objects.filter(cohort=cohort, withdrawn_at=None)
        .select_related("user", "transcript")
        .order_by("user__username")
    )
    courses = courses_of(cohort, language)
    standings = standings_of(enrolments=enrolments, courses=required_of(cohort, courses))
    verdicts = verdicts_of(cohort, enrolments, courses=courses, read=standings)
    results, certificates = _results_of(enrolments), _certificates_of(enrolments)
    lessons = [lesson for course in courses for lesson in course.lessons]
    return [
        PersonLine(
            enrolment=enrolment,
            standing=standings[enrolment.pk],
            verdict=verdicts[enrolment.pk],
            certificate=certificates.get(enrolment.pk),
            stuck=stuck(lessons, results[enrolment.pk]),
        )
        for enrolment in enrolments
    ]


def _results_of(enrolments: list[Enrolment]) -> dict[int, list[UnitResult]]:
    """Return {enrolment id: results that are not passed}."""
    found: dict[int, list[UnitResult]] = {enrolment.pk: [] for enrolment in enrolments}
    for result in UnitResult.objects.filter(enrolment__in=enrolments, passed_at=None):
        found[result.enrolment_id].append(result)
    return found


def _certificates_of(enrolments: list[Enrolment]) -> dict[int, Certificate]:
    """Return {enrolment id: its certificate, revoked or not}; of one that was replaced, what is in its place."""
    found = Certificate.objects.awards().current().filter(transcript__enrolment__in=enrolments)
    return {one.transcript.enrolment_id: one for one in found.select_related("transcript").order_by("pk")}
