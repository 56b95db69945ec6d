"""One course in eight languages, one record: who switches all the time has what somebody has who never does."""

import json
from itertools import cycle

import pytest
from django.urls import reverse
from django.utils import translation

from assessments.lrs.models import Statement
from courses.content.outline import checks_in
from courses.learning import checks
from courses.models import Enrolment, LessonProgress, UnitResult
from tests.courses.learning.test_checks import form_for
from tests.factories.cohorts import make_cohort
from tests.factories.playing import client_of
from tests.factories.progress import place_in

pytestmark = pytest.mark.django_db
# Far more than ten switches over a module: two for each lesson.
SWITCHING = ["ru", "tg", "kk", "fa-af", "uz", "ru", "ky", "tk", "en", "tg", "ru"]


def walk(enrolment, course_key, languages):
    """Open, complete and answer all of the module but its scenario, each request in the next language."""
    client, turn = client_of(enrolment.user), cycle(languages)
    for number, lesson in enumerate(place_in(enrolment, course_key).course.lessons):
        if lesson.kind == "scenario":
            continue
        shown = place_in(enrolment, course_key, lesson=number, language=next(turn)).lesson.url
        assert client.get(shown).status_code == 200
        act(client, place_in(enrolment, course_key, lesson=number, language=next(turn)))


def act(client, place):
    """Complete the lesson, or answer its check, twice: the second click changes nothing."""
    with translation.override(place.language):
        if place.lesson.kind == "lesson":
            url, form = reverse("learning:complete", args=[place.lesson.key]), {}
        else:
            check = next(iter(checks_in(checks.page_of(place)).values()))
            url = reverse("learning:check", args=[place.lesson.key, check.key])
            form = form_for(place, check, number=1)
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302


def told(enrolment):
    """Return what the record says of the walk: (verb, activity, success and score) of each statement in order."""
    own = str(enrolment.registration)
    found = []
    for raw in Statement.objects.order_by("pk").values_list("raw", flat=True):
        statement = json.loads(raw)
        if statement["context"]["registration"] == own:
            result = statement.get("result", {})
            outcome = json.dumps([result.get("success"), result.get("score")], sort_keys=True)
            found.append((statement["verb"]["id"], statement["object"]["id"], outcome))
    return found


def progress(enrolment):
    lessons = LessonProgress.objects.completed().filter(enrolment=enrolment).values_list("lesson_key")
    units = {
        (unit.unit_key, unit.tries, unit.best_percent, unit.passed_at is not None)
        for unit in UnitResult.objects.filter(enrolment=enrolment)
    }
    return set(lessons), units


def test_somebody_who_switches_language_all_the_time_has_the_record_of_one_who_never_does(
    trainee, other_trainee, manual_key
):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee, other_trainee])
    steady, restless = (
        Enrolment.objects.select_related("user", "cohort").get(cohort=cohort, user=person)
        for person in (trainee, other_trainee)
    )
    walk(steady, manual_key, ["ru"])
    walk(restless, manual_key, SWITCHING)
    assert progress(steady) == progress(restless)
    assert told(steady) == told(restless)
    lessons, units = progress(restless)
    assert len(lessons) == 6
    assert len(units) == 1
    # Six lessons opened and six completed, eight answers, and how the check ended.
    assert len(told(restless)) == len(set(told(restless))) >= 21
