"""Content in two lessons: passed once it is passed in both; each lesson is completed where its reader is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from assessments.packages.models import PackageRegistration
from courses.learning.packages import progress
from courses.models import Enrolment, LessonProgress, UnitResult
from courses.progress.recording import Place
from tests.factories.cmi5_courses import Unit, au, make_version
from tests.factories.cohorts import make_cohort
from tests.factories.h5p import make_version as make_h5p
from tests.factories.h5p_lessons import Device, put_h5p, report_of
from tests.factories.package_lessons import put_packages
from tests.factories.progress import place_in
from tests.factories.scorm_packages import scorm_12, store_scorm, unit_of
from tests.factories.scorm_plays import ended_12
from tests.factories.telling import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(trainee, manual_key):
    """Return a function: what puts something into lessons -> the places of two text lessons that hold it."""
    cohort = make_cohort(course_keys=[manual_key], people=[trainee])
    enrolment = Enrolment.objects.select_related("user", "cohort").get(cohort=cohort)
    lessons = place_in(enrolment, manual_key).course.lessons
    numbers = [number for number, lesson in enumerate(lessons) if lesson.kind == "lesson"][:2]

    def fill(put, *versions):
        for number in numbers:
            put(lessons[number].key, *versions)
        return [place_in(enrolment, manual_key, lesson=number) for number in numbers]

    return fill


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def is_done(place: Place) -> bool:
    rows = LessonProgress.objects.completed()
    return rows.filter(enrolment=place.enrolment, lesson_key=place.lesson.key).exists()


def reads_to_the_end(person, place: Place) -> bool:
    """Press what the page offers to complete the lesson; tell whether it offers that."""
    client = client_of(person)
    with translation.override(place.language):
        action = reverse("learning:complete", args=[place.lesson.key])
    is_offered = action in client.get(place.lesson.url).content.decode()
    client.post(action)
    return is_offered


def pass_h5p(trainee, place, version) -> None:
    device = Device(trainee, place, version)
    device.start()
    assert device.finish(report_of(4, 4)).status_code == 200


def pass_cmi5(trainee, place, version) -> None:
    launched = progress.launch(
        place=place, version=version, unit=version.units.get(), return_url="", at=timezone.now()
    )
    assert Unit(launched.address).begin().tell("completed").status_code == 200


def pass_scorm(trainee, place, version) -> None:
    client = client_of(trainee)
    started = client.post(reverse("learning:package_start", args=[place.lesson.key, version.package.key, 0]))
    launch = unit_of(version).launches.latest("pk")
    assert started.status_code == 302
    body = {"kind": "end", "number": 1, "cmi": ended_12(90)}
    address = reverse("learning:package_commit", args=[place.lesson.key, launch.key])
    assert client.post(address, body, content_type="application/json").status_code == 200


WAYS = {
    "h5p": (put_h5p, lambda: make_h5p(), pass_h5p),
    "cmi5": (put_packages, lambda: make_version(au(moveOn="Completed")), pass_cmi5),
    "scorm": (put_packages, lambda: store_scorm(scorm_12()), pass_scorm),
}


@pytest.mark.parametrize("kind", WAYS)
@pytest.mark.parametrize("played", [0, 1])
def test_passed_in_one_lesson_it_completes_that_one_and_bars_the_other_no_longer(
    trainee, places, kind, played
):
    put, make, play = WAYS[kind]
    version = make()
    both = places(put, version)
    here, other = both[played], both[1 - played]
    assert not reads_to_the_end(trainee, other)
    assert not is_done(other)
    play(trainee, here, version)
    assert is_done(here)
    assert not is_done(other)
    assert UnitResult.objects.get().passed_at
    assert reads_to_the_end(trainee, other)
    assert is_done(other)
    assert UnitResult.objects.get().tries == 1


def test_what_scorm_states_stands_in_the_lesson_it_was_launched_from(trainee, places):
    version = store_scorm(scorm_12())
    _first, second = places(put_packages, version)
    pass_scorm(trainee, second, version)
    activities = [
        one["id"]
        for statement in told()
        for one in statement["context"]["contextActivities"].get("grouping", [])
        if one["id"].endswith(f"/lesson/{second.lesson.key}")
    ]
    assert activities


def test_a_lesson_that_holds_the_package_no_longer_gives_way_to_one_that_does(trainee, places):
    version = make_version(au(moveOn="Completed"))
    first, second = places(put_packages, version)
    launched = progress.launch(
        place=second, version=version, unit=version.units.get(), return_url="", at=timezone.now()
    )
    registration = PackageRegistration.objects.get()
    launched.session.lesson_key = registration.key
    launched.session.save()
    Unit(launched.address).begin().tell("completed")
    assert is_done(first)
    assert not is_done(second)


def test_what_is_waived_completes_the_lesson_it_was_last_launched_from(trainee, places, administrator):
    version = make_version(au(moveOn="Completed"))
    first, second = places(put_packages, version)
    say = {"version": version, "unit": version.units.get(), "return_url": ""}
    progress.launch(place=first, at=timezone.now() - timedelta(hours=1), **say)
    progress.launch(place=second, at=timezone.now(), **say)
    registration = PackageRegistration.objects.get()
    progress.waive(
        registration=registration,
        unit=version.units.get(),
        reason="Known",
        by=administrator,
        at=timezone.now(),
    )
    assert is_done(second)
    assert not is_done(first)
    assert reads_to_the_end(trainee, first)
