"""The checklist of a learner: what is met, what is missing, where to do it; frozen when the cohort is closed."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import ConductSignature, Enrolment
from courses.transcripts.closing import close
from tests.factories.cohorts import make_cohort
from tests.factories.playing import text_of
from tests.factories.progress import NOON, complete_course
from tests.factories.qualifying import ATTENDANCE, CONDUCT, MODULES, make_rule, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(trainee, manual_key):
    rule = make_rule(MODULES, ATTENDANCE, CONDUCT)
    cohort = make_cohort(course_keys=[manual_key], people=[trainee], rule=rule)
    make_session(cohort)
    return Enrolment.objects.select_related("user", "cohort").get()


@pytest.fixture
def client(trainee):
    client = Client()
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(enrolment):
    return reverse("my_requirements", args=[enrolment.registration])


def test_every_line_says_what_is_asked_what_is_missing_and_where_to_do_it(client, enrolment):
    response = client.get(url(enrolment))
    said, html = text_of(response), response.content.decode()
    assert "0 of 3 met" in said
    assert "At least 80 % of all planned session time. 0 of 120 minutes, 0 %" in said
    assert "0 of 120 minutes so far; 1 session is not marked yet." in said
    assert "/manual/m4-non-refoulement/the-rule/" in html
    assert reverse("my_conduct", args=[enrolment.registration]) in html
    assert reverse("my_sessions") in html


def test_what_is_done_is_met(client, enrolment, manual_key):
    complete_course(enrolment, manual_key)
    ConductSignature.objects.create(enrolment=enrolment, signed_at=NOON, language="ru", digest="0" * 64)
    said = text_of(client.get(url(enrolment)))
    assert "2 of 3 met" in said
    counted = client.get(reverse("my_requirements_count", args=[enrolment.registration]))
    assert counted.json() == {"text": "2 of 3 met"}


def test_after_closing_it_stays_as_it_was_and_says_so(client, enrolment, manual_key):
    close(cohort=enrolment.cohort, by=None, at=NOON)
    complete_course(enrolment, manual_key)
    response = client.get(url(enrolment))
    said = text_of(response)
    assert "0 of 3 met" in said
    assert "What is done afterwards does not count" in said
    assert reverse("my_conduct", args=[enrolment.registration]) not in response.content.decode()


def test_nobody_sees_the_checklist_of_somebody_else(enrolment, other_trainee, lecturer):
    for person in (other_trainee, lecturer):
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(url(enrolment)).status_code == 404


def test_the_start_page_leads_there_within_its_budget(client, enrolment, django_assert_max_num_queries):
    client.get(reverse("dashboard"))
    with django_assert_max_num_queries(10):
        html = client.get(reverse("dashboard")).content.decode()
    assert url(enrolment) in html
    assert f'data-counted="{url(enrolment)}count/"' in html


def test_a_cohort_without_a_rule_has_no_checklist_on_the_start_page(client, enrolment):
    enrolment.cohort.rule = None
    enrolment.cohort.save()
    assert url(enrolment) not in client.get(reverse("dashboard")).content.decode()
