"""The page of requirements: who qualifies and why not, what another rule would change, the way to closing."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Cohort, ConductSignature, Enrolment, QualificationRule, Transcript
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.playing import text_of
from tests.factories.progress import NOON, complete_course
from tests.factories.qualifying import ATTENDANCE, CONDUCT, MODULES, make_mark, make_rule, make_session

pytestmark = pytest.mark.django_db
# What a browser sends of the form as it is filled in at first.
AS_IS = {
    "try": "1",
    "ask_modules": "on",
    "ask_conduct": "on",
    "ask_attendance": "on",
    "attendance_percent": "80",
}


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def client(administrator):
    return client_of(administrator)


@pytest.fixture
def cohort(trainee, other_trainee, manual_key, lecturer):
    """Both have completed everything; the second has signed nothing and missed the second of two sessions."""
    rule = make_rule(MODULES, ATTENDANCE, CONDUCT)
    cohort = make_cohort(course_keys=[manual_key], people=[trainee, other_trainee], rule=rule)
    sessions = [make_session(cohort, number) for number in (1, 2)]
    for enrolment in Enrolment.objects.select_related("user", "cohort"):
        is_first = enrolment.user == trainee
        complete_course(enrolment, manual_key)
        make_mark(sessions[0], enrolment, lecturer)
        make_mark(sessions[1], enrolment, lecturer, "present" if is_first else "absent")
        if is_first:
            ConductSignature.objects.create(
                enrolment=enrolment, signed_at=NOON, language="ru", digest="0" * 64
            )
    return cohort


def page(client, cohort, query=None):
    return client.get(reverse("cohort_requirements", args=[cohort.pk]), query or {})


def test_totals_states_and_reasons_stand_there_as_words(client, cohort):
    said = text_of(page(client, cohort))
    assert "1 qualifies , 1 does not" in said
    assert "Why not: Attendance, Code of conduct" in said
    assert "120 of 240 minutes attended" in said
    assert "120 of 240 minutes, 50 %" in said
    assert "Not signed yet." in said


def test_a_rule_is_tried_and_nothing_is_changed(client, cohort):
    before = list(QualificationRule.objects.values()), list(Cohort.objects.values())
    tried = AS_IS | {"attendance_percent": "50"}
    del tried["ask_conduct"]
    response = page(client, cohort, tried)
    said = text_of(response)
    assert "Only tried: nothing was changed." in said
    assert "Would qualify in addition: نورالله کریمی" in said
    assert "By these numbers 2 people qualify." in said
    assert "1 qualifies , 1 does not" in said
    assert (list(QualificationRule.objects.values()), list(Cohort.objects.values())) == before
    assert not Transcript.objects.exists()


def test_a_harder_rule_says_who_would_no_longer_qualify(client, cohort, trainee):
    tried = AS_IS | {"ask_observed_session": "on"}
    assert f"Would no longer qualify: {trainee.name_native}" in text_of(page(client, cohort, tried))


def test_numbers_that_make_no_sense_are_told_at_their_field(client, cohort):
    said = text_of(page(client, cohort, AS_IS | {"attendance_percent": "120"}))
    assert "less than or equal to 100" in said
    assert "Only tried" not in said
    assert "switch a requirement on" in text_of(page(client, cohort, {"try": "1"}))


def test_closing_shows_who_qualifies_and_warns_before_anything_is_done(client, cohort, trainee):
    make_session(cohort, 3)
    trainee.names_confirmed_at = None
    trainee.save()
    said = text_of(client.get(reverse("cohort_close", args=[cohort.pk])))
    assert "2 people have sessions without a mark" in said
    assert "1 person has not confirmed the name" in said
    assert "Nothing that is done, marked or changed afterwards counts" in said
    assert Cohort.objects.get().state == "open"


def test_closing_asks_to_be_confirmed(client, cohort):
    url = reverse("cohort_close", args=[cohort.pk])
    response = client.post(url)
    assert response.status_code == 422
    assert "Nothing was changed" in text_of(response)
    assert Cohort.objects.get().state == "open"
    said = text_of(client.post(url, {"confirmed": "1"}, follow=True))
    assert "The cohort is closed: 1 person qualifies, 1 not." in said
    assert "This is what was frozen then" in said
    assert "What if" not in said
    assert "The cohort is closed already." in text_of(client.post(url, {"confirmed": "1"}, follow=True))


def test_a_cohort_goes_from_state_to_state_by_its_buttons(client, cohort):
    def press(to):
        return text_of(client.post(reverse("cohort_advance", args=[cohort.pk, to]), follow=True))

    assert "Begin to close the cohort" in text_of(page(client, cohort))
    assert "The cohort is now “closing”." in press("closing")
    assert "The cohort is now “open”." in press("open")
    assert "nothing was changed" in press("planned")
    assert "nothing was changed" in press("closed")
    assert Cohort.objects.get().state == "open"
    log = text_of(client.get(reverse("cohorts:history", args=[cohort.pk])))
    assert "Began to close the cohort" in log
    assert "Opened the cohort" in log


def test_certificates_are_not_issued_before_closing_and_the_page_says_so(client, cohort):
    people = text_of(client.get(reverse("cohort_people", args=[cohort.pk])))
    assert "certificates are issued when it is closed" in people
    assert "Attendance, Code of conduct" in people
    response = client.get(reverse("cohort_certificates", args=[cohort.pk]))
    assert "Close the cohort first" in text_of(response)
    assert not Transcript.objects.exists()


def test_a_lecturer_looks_and_does_not_close(cohort, lecturer):
    said = text_of(page(client_of(lecturer), cohort))
    assert "1 qualifies" in said
    assert "Close the cohort" not in said


def test_the_page_costs_the_same_for_two_people_and_for_twenty(
    client, manual_key, django_assert_max_num_queries
):
    rule = make_rule(MODULES, ATTENDANCE, CONDUCT)

    def counted(number):
        people = [make_person(username=f"r{number}-{i}") for i in range(number)]
        cohort = make_cohort(course_keys=[manual_key], people=people, rule=rule)
        with django_assert_max_num_queries(50) as captured:
            assert page(client, cohort, AS_IS).status_code == 200
        return len(captured)

    counted(1)
    assert counted(2) == counted(20)
