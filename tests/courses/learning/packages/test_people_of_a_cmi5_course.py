"""The people of a cmi5 course in the admin: who sees whom, who may waive a unit or end a session, and its record."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from assessments.packages.models import PackageRegistration, UnitStanding
from courses.cohorts.pseudonyms import Cohorts
from courses.learning.packages import progress
from courses.models import UnitResult
from tests.factories.academies import make_academy
from tests.factories.cmi5_courses import Unit, au, make_version, words_of
from tests.factories.cohorts import make_cohort
from tests.factories.package_lessons import place_of_package
from tests.factories.people import make_person
from tests.factories.progress import place_in
from tests.factories.scorm_packages import scorm_12, store_scorm

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make_version(au("a", moveOn="Passed", masteryScore="0.5"), au("b"))


@pytest.fixture
def place(trainee, manual_key, version):
    return place_of_package(trainee, manual_key, version)


@pytest.fixture
def registration(place, version):
    open_unit(place, version)
    return PackageRegistration.objects.get()


def open_unit(place, version):
    launched = progress.launch(
        place=place, version=version, unit=version.units.get(index=0), return_url="", at=timezone.now()
    )
    return Unit(launched.address).begin()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(registration, name="packages_person", *more):
    return reverse(name, args=[registration.version.package.key, registration.key, *more])


def waive(client, registration, **data):
    told = {"reason": "Tested Out", "note": "", **data}
    return client.post(page(registration, "packages_waive", 0), told)


def test_the_list_tells_who_stands_where(registration, administrator, trainee):
    text = signed_in(administrator).get(reverse("packages_people", args=[registration.version.package.key]))
    shown = text.content.decode()
    assert trainee.name_native in shown
    assert "0 of 1 units" in shown
    assert "a session is open" in shown


def test_the_list_is_found_on_the_page_of_the_course_and_of_no_other(registration, administrator):
    client = signed_in(administrator)
    course = client.get(reverse("packages_package", args=[registration.version.package.key]))
    address = reverse("packages_people", args=[registration.version.package.key])
    assert address in course.content.decode()
    package = store_scorm(scorm_12()).package
    assert "/people/" not in client.get(reverse("packages_package", args=[package.key])).content.decode()
    address = reverse("packages_people", args=[package.key])
    assert client.get(address, follow=True).status_code == 404


def test_the_list_is_narrowed_by_name_cohort_and_standing(registration, administrator, trainee):
    client = signed_in(administrator)
    address = reverse("packages_people", args=[registration.version.package.key])
    cohort = trainee.enrolments.get().cohort
    for query, is_found in (
        ({"text": trainee.username[-3:]}, True),
        ({"text": "nobody"}, False),
        ({"cohort": cohort.pk}, True),
        ({"cohort": make_cohort(title="Another").pk}, False),
        ({"standing": "open"}, True),
        ({"standing": "done"}, False),
        ({"standing": "nonsense", "cohort": "x"}, True),
    ):
        shown = client.get(address, query).content.decode()
        assert (trainee.name_native in shown) is is_found, query


def test_the_list_asks_as_often_for_many_people_as_for_one(registration, administrator, manual_key, version):
    client = signed_in(administrator)
    address = reverse("packages_people", args=[version.package.key])
    client.get(address)
    before = queries(client, address)
    for number in range(6):
        person = make_person(username=f"k-{number}")
        make_cohort(course_keys=[manual_key], people=[person])
        enrolment = person.enrolments.select_related("cohort", "user").get()
        open_unit(place_in(enrolment, manual_key), version)
    assert queries(client, address) == before


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_people_of_another_academy_are_not_there(registration, manual_key):
    other = make_person(username="a-9", role="Administrator", academy=make_academy(name="Other"))
    client = signed_in(other)
    shown = client.get(reverse("packages_people", args=[registration.version.package.key])).content.decode()
    assert registration.user.name_native not in shown
    assert client.get(page(registration), follow=True).status_code == 404
    waive(client, registration)
    assert not UnitStanding.objects.exclude(waived_at=None).exists()


def test_an_administrator_waives_a_unit_and_it_is_written_down(registration, administrator, trainee):
    client = signed_in(administrator)
    answer = waive(client, registration, note="seminar in May")
    assert answer.url == page(registration)
    standing = UnitStanding.objects.get(registration=registration, unit__index=0)
    assert (standing.waived_by, standing.waived_reason) == (administrator, "Tested Out: seminar in May")
    assert words_of(registration)[-2:] == ["waived", "satisfied"]
    assert UnitResult.objects.get().passed_at is not None
    row = ModelLogEntry.objects.get(action="panah.unit_waived")
    assert row.user == administrator
    assert row.data == {"person": trainee.username, "unit": "a", "reason": "Tested Out: seminar in May"}
    shown = client.get(page(registration)).content.decode()
    assert "seminar in May" in shown
    assert "Waive this unit" not in shown


def test_waiving_twice_or_without_a_reason_changes_nothing(registration, administrator):
    client = signed_in(administrator)
    assert waive(client, registration, reason="because").status_code == 302
    assert waive(client, registration, note="x" * 300).status_code == 302
    assert not UnitStanding.objects.exclude(waived_at=None).exists()
    waive(client, registration)
    waive(client, registration)
    assert words_of(registration).count("waived") == 1
    gone = client.post(page(registration, "packages_waive", 7), {"reason": "Tested Out"}, follow=True)
    assert gone.status_code == 404


def test_a_lecturer_acts_for_the_own_cohorts_alone(registration, lecturer, trainee):
    client = signed_in(lecturer)
    assert client.get(page(registration)).status_code == 200
    assert "Waive this unit" not in client.get(page(registration)).content.decode()
    # The admin refuses by leading to its start.
    assert waive(client, registration).url == reverse("wagtailadmin_home")
    assert not UnitStanding.objects.exclude(waived_at=None).exists()
    trainee.enrolments.get().cohort.lecturers.add(lecturer)
    assert "Waive this unit" in client.get(page(registration)).content.decode()
    assert waive(client, registration).url == page(registration)
    assert UnitStanding.objects.exclude(waived_at=None).exists()


def test_an_open_session_is_ended_once(registration, administrator):
    client = signed_in(administrator)
    session = registration.launches.get()
    address = page(registration, "packages_end_session", session.key)
    for _time in range(2):
        assert client.post(address).status_code == 302
    assert words_of(registration)[-1] == "abandoned"
    assert words_of(registration).count("abandoned") == 1
    assert ModelLogEntry.objects.filter(action="panah.unit_session_ended").count() == 1


def test_acts_are_posted_never_got(registration, administrator):
    client = signed_in(administrator)
    assert client.get(page(registration, "packages_waive", 0)).status_code == 405


def test_the_record_calls_a_registration_as_its_course_to_those_who_may_see_the_person(
    registration, administrator, trainee
):
    learner = reverse("explorer_learner", args=[trainee.actor_key])
    shown = signed_in(administrator).get(learner).content.decode()
    assert f">{registration.version.package.title}</bdi>" in shown
    assert ">launched</bdi>: " in shown
    other = make_person(username="a-9", role="Administrator", academy=make_academy(name="Other"))
    known = Cohorts(administrator).registrations([registration.key])
    assert known == {registration.key: registration.version.package.title}
    assert Cohorts(other).registrations([registration.key]) == {}
