"""What is known of the people of a cohort, read at once: a fixed number of queries for any number of people."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from assessments.attempts.models import Attempt
from courses.cohorts.models import Cohort, Enrolment
from courses.content.outline import CourseOutline, LessonOutline, ModuleOutline
from courses.following.matrix import Matrix, Person, Progress, Unit, matrix_of, units_of
from courses.following.stuck import Activity, Hindrance, hindrances
from courses.progress.models import LessonProgress, UnitResult
from courses.progress.standings import courses_of, required_of

OPEN_STATES = (Cohort.State.OPEN, Cohort.State.CLOSING)


@dataclass(frozen=True)
class Following:
    """A cohort with its people, by name, and how far they are. `required` are the lessons of the way through."""

    cohort: Cohort
    courses: list[CourseOutline]
    people: tuple[Person, ...]
    progress: Mapping[int, Progress]
    activity: Mapping[int, Activity]

    @property
    def modules(self) -> tuple[ModuleOutline, ...]:
        return tuple(module for course in self.courses for module in course.modules)

    @property
    def required(self) -> tuple[LessonOutline, ...]:
        return tuple(lesson for course in required_of(self.cohort, self.courses) for lesson in course.lessons)

    @property
    def required_units(self) -> tuple[Unit, ...]:
        modules = [module for course in required_of(self.cohort, self.courses) for module in course.modules]
        return tuple(unit for module in modules for unit in units_of(module))

    def matrix(self) -> Matrix:
        return matrix_of(self.modules, self.people, self.progress)

    def hindrances(self, now: datetime) -> dict[int, tuple[Hindrance, ...]]:
        """Return {enrolment id: what holds the person up}, empty when the cohort is not open."""
        if self.cohort.state not in OPEN_STATES:
            return {}
        units, lessons = self.required_units, self.required
        return {
            person.enrolment: hindrances(
                units, lessons, self.progress[person.enrolment], self.activity[person.enrolment], now
            )
            for person in self.people
        }


def follow(cohort: Cohort, language: str) -> Following:
    """Return the cohort with all that is followed. Five queries and one for the stamp of the content."""
    enrolments = list(
        Enrolment.objects.filter(cohort=cohort, withdrawn_at=None)
        .select_related("user")
        .order_by("user__name_native", "user__username")
    )
    lessons, results, erred = _lessons(enrolments), _results(enrolments), _erred(enrolments)
    begun = timezone.make_aware(datetime.combine(cohort.starts_on, time.min))
    return Following(
        cohort=cohort,
        courses=courses_of(cohort, language),
        people=tuple(_person(enrolment) for enrolment in enrolments),
        progress={
            each.pk: Progress(
                opened={row.lesson_key for row in lessons[each.pk]},
                completed={row.lesson_key for row in lessons[each.pk] if row.completed_at},
                results={row.unit_key: row for row in results[each.pk]},
                erred=erred[each.registration],
            )
            for each in enrolments
        },
        activity={each.pk: _activity(each, begun, lessons[each.pk], results[each.pk]) for each in enrolments},
    )


def _person(enrolment: Enrolment) -> Person:
    user = enrolment.user
    return Person(enrolment.pk, user.pk, user.get_full_name(), user.name_latin, user.get_username())


def _lessons(enrolments) -> Mapping[int, list[LessonProgress]]:
    found = defaultdict(list)
    for row in LessonProgress.objects.filter(enrolment__in=enrolments):
        found[row.enrolment_id].append(row)
    return found


def _results(enrolments) -> Mapping[int, list[UnitResult]]:
    found = defaultdict(list)
    for row in UnitResult.objects.filter(enrolment__in=enrolments):
        found[row.enrolment_id].append(row)
    return found


def _erred(enrolments) -> Mapping:
    """Return {registration: keys of the scenarios in which there was a critical error}."""
    found = defaultdict(set)
    attempts = Attempt.objects.filter(registration__in=[each.registration for each in enrolments])
    rows = attempts.exclude(critical_errors=[]).values_list("registration", "scenario_key")
    for registration, scenario_key in rows:
        found[registration].add(scenario_key)
    return found


def _activity(enrolment: Enrolment, begun: datetime, lessons, results) -> Activity:
    seen = [row.last_opened_at for row in lessons]
    seen += [row.last_finished_at for row in results if row.last_finished_at]
    return Activity(
        could_begin_at=max(begun, enrolment.enrolled_at),
        signed_in_at=enrolment.user.last_login,
        last_active_at=max(seen, default=None),
        opened={row.lesson_key: row.first_opened_at for row in lessons},
    )
