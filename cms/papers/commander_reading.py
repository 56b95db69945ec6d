"""What the commander of each unit is asked to make possible, read for one cohort.

Nothing about results: no marks, no tries, no critical errors, no reviews. A commander gives people time and sends them;
how well somebody answers is between the person and the academy, and would be held against people at their post. So a
plan that was returned is "to hand in", like one that was never written.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.papers.commander import Coming, CommanderFacts, PersonLine
from cms.templatetags.dates import day as written_day
from courses.attendance.models import Session
from courses.attendance.zones import when
from courses.cohorts.models import Cohort, Enrolment
from courses.content.requirements import CONDUCT, OWN_SCENARIO, PLAN
from courses.practice.models import ConductSignature, OwnScenario, PracticeLesson, SessionPlan
from courses.progress.standings import courses_of, required_of, standings
from courses.transcripts.qualified import content_of


def commander_facts(
    *, cohort: Cohort, enrolments: Sequence[Enrolment], by: date, language: str, today: date
) -> CommanderFacts:
    """Return the facts in the language; whoever has nothing left to do is only counted. Constant number of queries."""
    prefetch_related_objects([cohort], "cohort_courses")
    with translation.override(language):
        tasks = _tasks(cohort, list(enrolments), today)
        sessions = _coming(cohort)
    lines = [_line(one, tasks[one.pk]) for one in enrolments if tasks[one.pk]]
    return CommanderFacts(
        cohort=cohort.title,
        academy=str(cohort.academy),
        by=by,
        language=language,
        people=tuple(lines),
        without_task=len(enrolments) - len(lines),
        sessions=tuple(sessions),
        printed_on=today,
    )


def _line(enrolment: Enrolment, tasks: list[str]) -> PersonLine:
    person = enrolment.user
    return PersonLine(
        name=person.name_native,
        name_latin=person.name_latin,
        number=person.username,
        unit=person.agency,
        tasks=tuple(tasks),
    )


def _tasks(cohort: Cohort, enrolments: list[Enrolment], today: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    asked = required_of(cohort, courses_of(cohort, "en"))
    for pk, standing in standings(enrolments=enrolments, courses=asked).items():
        if standing.missing:
            lessons = ngettext("%(count)d lesson", "%(count)d lessons", len(standing.missing))
            found[pk].append(lessons % {"count": len(standing.missing)})
    for pk, task in _papers(cohort, enrolments):
        found[pk].append(task)
    planned = PracticeLesson.objects.filter(enrolment__in=enrolments, held_on__gte=today).order_by("held_on")
    for lesson in planned:
        found[lesson.enrolment_id].append(
            _("give a practice lesson on %(day)s") % {"day": written_day(lesson.held_on)}
        )
    return {one.pk: found[one.pk] for one in enrolments}


def _papers(cohort: Cohort, enrolments: list[Enrolment]):
    """Yield (enrolment id, task) for what the rule of the cohort asks to be written or signed."""
    kinds = {requirement["kind"] for requirement in content_of(cohort).get("requirements", [])}
    if CONDUCT in kinds:
        yield from _not_in(ConductSignature.objects.all(), enrolments, _("sign the code of conduct"))
    if PLAN in kinds:
        # Handed in and not returned since: nothing to do until somebody has read it.
        waiting = [
            plan.enrolment_id
            for plan in SessionPlan.objects.filter(enrolment__in=enrolments).exclude(handed_in_at=None)
            if plan.accepted_at or not plan.returned_at or plan.handed_in_at > plan.returned_at
        ]
        for one in enrolments:
            if one.pk not in waiting:
                yield one.pk, _("hand in the session plan")
    if OWN_SCENARIO in kinds:
        yield from _not_in(OwnScenario.objects.all(), enrolments, _("name an own scenario"))


def _not_in(rows, enrolments: list[Enrolment], task: str):
    there = set(rows.filter(enrolment__in=enrolments).values_list("enrolment_id", flat=True))
    yield from ((one.pk, task) for one in enrolments if one.pk not in there)


def _coming(cohort: Cohort) -> list[Coming]:
    ahead = Session.objects.filter(cohort=cohort, cancelled_at=None, ends_at__gt=timezone.now())
    found = []
    for session in ahead:
        times = when(cohort, session.starts_at, session.ends_at)
        found.append(
            Coming(
                day=times.day,
                times=f"{times.begins:%H:%M}–{times.ends:%H:%M}",
                title=session.title,
                place=session.place or cohort.place,
            )
        )
    return found
