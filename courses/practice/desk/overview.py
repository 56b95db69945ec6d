"""The people of a cohort with all that is asked of trainers to be, for the tab of the cohort."""

from collections import defaultdict
from dataclasses import dataclass

from courses.cohorts.models import Cohort, Enrolment
from courses.practice.lessons.presenting import LessonShown, lessons_shown
from courses.practice.models import OwnScenario, PracticeLesson
from courses.practice.standing import PracticeStanding, practice_of


@dataclass(frozen=True)
class Line:
    """One person of the cohort; `scenario` is None until one is named."""

    enrolment: Enrolment
    standing: PracticeStanding
    lessons: tuple[LessonShown, ...]
    scenario: OwnScenario | None

    @property
    def may_plan(self) -> bool:
        return not self.lessons or self.standing.may_repeat


def lines_of(cohort: Cohort) -> list[Line]:
    """Return a line for everybody who has a place in the cohort. A constant number of queries."""
    standings = practice_of(cohort)
    lessons = defaultdict(list)
    for lesson in lessons_shown(PracticeLesson.objects.filter(enrolment__cohort=cohort)):
        lessons[lesson.enrolment_pk].append(lesson)
    named = OwnScenario.objects.filter(enrolment__cohort=cohort).select_related("peer_reviewed_by")
    scenarios = {row.enrolment_id: row for row in named}
    people = cohort.enrolments.filter(withdrawn_at=None).select_related("user").order_by("user__name_latin")
    return [Line(one, standings[one.pk], tuple(lessons[one.pk]), scenarios.get(one.pk)) for one in people]
