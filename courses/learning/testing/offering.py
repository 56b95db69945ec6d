"""Which tests before and after a course are open to a person: for the dashboard."""

from dataclasses import dataclass

from django.urls import reverse

from courses.learning.mine import Places
from courses.measuring.asking import questions_for, required_lessons
from courses.measuring.occasions import Occasion, open_occasion


@dataclass(frozen=True)
class TestOffer:
    """A test that can be taken now: `occasion` is before or after."""

    __test__ = False

    occasion: str
    cohort: str
    question_count: int
    url: str


def offers_of(places: Places, language: str) -> tuple[TestOffer, ...]:
    """Return the tests that are open to a person, those of the newest cohort first. No query."""
    offers = (_offer(each, places, language) for each in places.enrolments)
    return tuple(offer for offer in offers if offer)


def _offer(enrolment, places: Places, language: str) -> TestOffer | None:
    progress = places.progress[enrolment.pk]
    occasion = open_occasion(
        state=enrolment.cohort.state,
        lessons=required_lessons(enrolment.cohort, language),
        completed={key for key, row in progress.items() if row.completed_at},
        taken=_taken(enrolment),
    )
    count = len(questions_for(enrolment.cohort, language)) if occasion else 0
    if not count:
        return None
    url = reverse("course_test", args=[enrolment.registration, occasion])
    return TestOffer(occasion, enrolment.cohort.title, count, url)


def _taken(enrolment) -> set[str]:
    tests = {Occasion.BEFORE: enrolment.has_test_before, Occasion.AFTER: enrolment.has_test_after}
    return {occasion for occasion, is_taken in tests.items() if is_taken}
