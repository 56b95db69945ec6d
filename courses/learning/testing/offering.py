"""Which tests before and after a course are open to a person: for the dashboard."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from courses.learning.mine import Places
from courses.measuring.asking import questions_for, required_lessons
from courses.measuring.models import TestTry
from courses.measuring.occasions import open_occasion


@dataclass(frozen=True)
class TestOffer:
    """A test that can be taken now: `occasion` is before or after."""

    __test__ = False

    occasion: str
    cohort: str
    question_count: int
    url: str


def offers_of(places: Places, language: str) -> tuple[TestOffer, ...]:
    """Return the tests that are open to a person, those of the newest cohort first. One query."""
    if not places.enrolments:
        return ()
    taken = defaultdict(set)
    tries = TestTry.objects.filter(enrolment__in=places.enrolments)
    for enrolment, occasion in tries.values_list("enrolment", "occasion"):
        taken[enrolment].add(occasion)
    offers = (_offer(each, places, taken[each.pk], language) for each in places.enrolments)
    return tuple(offer for offer in offers if offer)


def _offer(enrolment, places: Places, taken, language: str) -> TestOffer | None:
    progress = places.progress[enrolment.pk]
    occasion = open_occasion(
        state=enrolment.cohort.state,
        lessons=required_lessons(enrolment.cohort, language),
        completed={key for key, row in progress.items() if row.completed_at},
        taken=taken,
    )
    count = len(questions_for(enrolment.cohort, language)) if occasion else 0
    if not count:
        return None
    url = reverse("course_test", args=[enrolment.registration, occasion])
    return TestOffer(occasion, enrolment.cohort.title, count, url)
