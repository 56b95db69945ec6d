"""What the administrator does on the page of a cohort: enrol, give tries, issue; and what it says when that fails."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from certificates.issuing.standing import people_of
from courses.models import Cohort, Enrolment, UnitResult
from courses.progress.recording import finish_activity
from tests.factories.cohorts import make_cohort
from tests.factories.progress import NOON, complete_course, place_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def cohort(trainee, manual_key):
    return make_cohort(course_keys=[manual_key], people=[trainee])


@pytest.fixture
def enrolment(cohort):
    return Enrolment.objects.select_related("user", "cohort").get(cohort=cohort)


def told(client, response) -> str:
    page = client.get(response["Location"])
    return " ".join(str(message) for message in page.context["messages"])


def test_the_button_of_the_people_leads_to_the_page_where_certificates_are_checked(
    client, cohort, enrolment, manual_key
):
    button = f'class="button" href="{reverse("cohort_certificates", args=[cohort.pk])}"'
    assert button not in client.get(reverse("cohort_people", args=[cohort.pk])).content.decode()
    complete_course(enrolment, manual_key)
    assert button in client.get(reverse("cohort_people", args=[cohort.pk])).content.decode()


def test_who_has_no_try_left_at_a_check_is_given_more_from_the_page(client, cohort, enrolment, manual_key):
    course = place_in(enrolment, manual_key).course
    number = next(i for i, lesson in enumerate(course.lessons) if lesson.kind == "check")
    place = place_in(enrolment, manual_key, lesson=number)
    unit = place.lesson.units[0]
    for _try in range(unit.tries):
        assert people_of(cohort, "en")[0].stuck == ()
        finish_activity(
            place=place, unit_key=unit.key, kind=unit.kind, percent=Decimal(20), passed=False, at=NOON
        )
    result = UnitResult.objects.get()
    assert people_of(cohort, "en")[0].stuck == (result,)
    more = reverse("cohort_tries", args=[cohort.pk, result.pk])
    assert more in client.get(reverse("cohort_people", args=[cohort.pk])).content.decode()
    client.post(more)
    assert people_of(cohort, "en")[0].stuck == ()


def test_one_unknown_number_enrols_nobody(client, cohort, other_trainee):
    response = client.post(
        reverse("cohort_enrol", args=[cohort.pk]), {"usernames": f"{other_trainee.username} nobody"}
    )
    assert "nobody was enrolled" in response.content.decode()
    assert not Enrolment.objects.filter(user=other_trainee).exists()


def test_a_service_number_is_found_in_any_letter_case(client, cohort, other_trainee):
    client.post(reverse("cohort_enrol", args=[cohort.pk]), {"usernames": other_trainee.username.upper()})
    assert Enrolment.objects.filter(user=other_trainee, cohort=cohort).exists()


def test_a_closed_cohort_takes_nobody_in_and_says_so(client, cohort, other_trainee):
    Cohort.objects.update(state="closed")
    response = client.post(reverse("cohort_enrol", args=[cohort.pk]), {"usernames": other_trainee.username})
    assert "closed" in told(client, response)
    assert not Enrolment.objects.filter(user=other_trainee).exists()
