"""What the rule is judged on, read for all people of a cohort at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessments.attempts.models import Attempt
from assessments.attempts.playing import percent
from courses.attendance.counted import Attendance
from courses.attendance.standing import attendance_of, standing_of
from courses.cohorts.models import Cohort, Enrolment
from courses.content.requirements import (
    ATTENDANCE,
    CHECKS,
    OBSERVED,
    OWN_SCENARIO,
    PLAN,
    PRACTICE,
    SCENARIOS,
    requirements_of,
    scenario_groups,
)
from courses.content.requirements import CONDUCT as SIGNATURE
from courses.practice.rubric import CAP, Result
from courses.practice.standing import PracticeStanding, practice_of, practice_of_one
from courses.progress.completion import Standing
from courses.progress.models import UnitResult
from courses.progress.standings import required_of, standings
from courses.qualifying.rules import Evidence, Play, Rubric

BY_SESSIONS = {ATTENDANCE, OBSERVED}
BY_PRACTICE = {PRACTICE, OWN_SCENARIO, PLAN, SIGNATURE}


def evidence_of(
    cohort: Cohort,
    enrolments: Sequence[Enrolment],
    *,
    courses: list,
    content: Mapping,
    read: Mapping[int, Standing] | None = None,
) -> dict[int, Evidence]:
    """Return {enrolment id: Evidence} for a rule's content; what it does not ask for is not read.

    `courses` are those the cohort takes (`progress.standings.courses_of`), `read` how far people are in those of them
    that are required, if the caller knows it. A constant number of queries, whatever the
    number of people: progress, results, plays with their versions, three of attendance, at most eleven of practice.
    """
    asked = {one["kind"]: one for one in requirements_of(content)}
    sole = enrolments[0] if len(enrolments) == 1 else None
    sessions: Mapping[int, Attendance] = {}
    practice: Mapping[int, PracticeStanding] = {}
    if BY_SESSIONS & asked.keys():
        sessions = {sole.pk: standing_of(sole)} if sole else attendance_of(cohort)
    if BY_PRACTICE & asked.keys():
        practice = {sole.pk: practice_of_one(sole)} if sole else practice_of(cohort)
    required = required_of(cohort, courses)
    if read is None:
        read = standings(enrolments=list(enrolments), courses=required)
    best = _best_results(enrolments) if CHECKS in asked else {}
    plays = _plays(enrolments, asked[SCENARIOS]["keys"]) if SCENARIOS in asked else {}
    checks = [
        unit.key
        for course in required
        for one in course.lessons
        for unit in one.units
        if unit.kind == "check"
    ]
    return {
        one.pk: Evidence(
            **_lessons(read[one.pk]),
            checks={str(key): best.get((one.pk, key)) for key in checks},
            plays=plays.get(one.registration, {}),
            **_sessions(sessions.get(one.pk)),
            **_practice(practice.get(one.pk)),
        )
        for one in enrolments
    }


def _lessons(standing: Standing) -> dict:
    return {
        "lessons_done": len(standing.done),
        "lessons_missing": tuple(str(lesson.key) for lesson in standing.missing),
    }


def _best_results(enrolments: Iterable[Enrolment]) -> dict[tuple, Decimal]:
    rows = UnitResult.objects.filter(
        enrolment__in=list(enrolments), kind=UnitResult.Kind.CHECK, last_finished_at__isnull=False
    )
    return {(pk, key): best for pk, key, best in rows.values_list("enrolment_id", "unit_key", "best_percent")}


def _plays(enrolments: Iterable[Enrolment], keys) -> dict:
    """Return {registration: {scenario: finished plays}} of the scenarios asked for."""
    wanted = [key for group in scenario_groups(keys) for key in group]
    rows = (
        Attempt.objects.filter(
            registration__in=[one.registration for one in enrolments],
            scenario_key__in=wanted,
            ended_at__isnull=False,
        )
        # A version's structure is large, and everybody plays the same few: read each once.
        .prefetch_related("version")
        .order_by("pk")
    )
    found: dict = defaultdict(lambda: defaultdict(tuple))
    for row in rows:
        played = Play(percent=percent(row), errors=len(row.critical_errors))
        found[row.registration][str(row.scenario_key)] += (played,)
    return found


def _sessions(attendance: Attendance | None) -> dict:
    if attendance is None:
        return {}
    return {
        "attended": attendance.minutes,
        "planned": attendance.planned,
        "ahead": attendance.ahead,
        "unmarked": attendance.unmarked,
        "observed": str(attendance.observed) if attendance.observed_planned else "unplanned",
    }


def _practice(standing: PracticeStanding | None) -> dict:
    if standing is None:
        return {}
    return {
        "practice": tuple(_rubric(lesson.result) for lesson in standing.lessons),
        "own_scenario_is_named": standing.scenario_is_named,
        "own_scenario_is_peer_reviewed": standing.scenario_is_peer_reviewed,
        "own_scenario_is_legally_reviewed": standing.scenario_is_legally_reviewed,
        "plan_is_handed_in": standing.plan_is_handed_in,
        "plan_is_returned": standing.plan_is_returned,
        "plan_is_accepted": standing.plan_is_accepted,
        "conduct_is_signed": standing.conduct_is_signed,
    }


def _rubric(result: Result) -> Rubric:
    marks = result.marks
    average = sum((one.average for one in marks), Fraction(0)) / len(marks) if marks else None
    if average is not None and result.is_capped:
        average = min(average, CAP)
    return Rubric(
        handed_in=len(marks),
        average=average,
        criteria=tuple(pair for one in marks for pair in one.counted.items()),
        is_capped=result.is_capped,
    )
