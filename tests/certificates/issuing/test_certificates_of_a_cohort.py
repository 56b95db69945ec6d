"""The page of a cohort where certificates are checked, names mended, and all of it issued."""

import json

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.issuing.desk import views
from certificates.issuing.running import go_on, start
from certificates.models import Certificate, IssueRun
from tests.factories.academies import make_academy
from tests.factories.closed import make_closed_cohort, make_people
from tests.factories.pages import make_course
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course(lessons=1)


@pytest.fixture
def people():
    return make_people(3)


@pytest.fixture
def cohort(course, people):
    return make_closed_cohort(course, people)


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture(autouse=True)
def one_portion(monkeypatch):
    """Let a portion be as long as it takes: a machine with much to do is slow, and nothing here is about seconds."""
    monkeypatch.setattr(views, "PORTION", 600.0)


def page(client, cohort, **query) -> str:
    return client.get(reverse("cohort_certificates", args=[cohort.pk]), query).content.decode()


def place(cohort, person):
    return cohort.enrolments.get(user=person)


def names(client, cohort, person, **data):
    enrolment = place(cohort, person)
    given = {f"{enrolment.pk}-{name}": value for name, value in data.items() if name != "propose"}
    given |= {"propose": "1"} if "propose" in data else {}
    return client.post(reverse("cohort_certificates_names", args=[cohort.pk, enrolment.pk]), given)


def press(client, cohort, **data):
    return client.post(reverse("cohort_certificates_start", args=[cohort.pk]), data, follow=True)


def test_what_is_wrong_is_told_by_person_and_letter_before_anything_is_issued(client, cohort, people):
    people[0].name_native = "Aбдиев Нур"
    people[0].save()
    people[1].names_confirmed_at = None
    people[1].save()
    people[2].name_latin = people[1].name_latin
    people[2].save()
    shown = page(client, cohort)
    assert "letters of another alphabet that look alike: “A” (U+0041)" in shown
    assert "[A]бдиев" in shown
    assert "The holder has not confirmed the name." in shown
    assert "The same name stands in the cohort with the number k-001." in shown
    assert "Issue 2 certificates" in shown
    assert "Leave out 1 person" in shown
    assert not Certificate.objects.exists()


def test_with_a_name_to_mend_nothing_is_issued_unless_it_is_left_out(client, cohort, people):
    people[0].name_native = "山本"
    people[0].save()
    refused = client.post(reverse("cohort_certificates_start", args=[cohort.pk]))
    assert refused.status_code == 422
    assert "Nothing was issued." in refused.content.decode()
    assert not IssueRun.objects.exists()
    done = press(client, cohort, leave_out="1")
    assert "2 certificates were issued." in done.content.decode()
    assert Certificate.objects.count() == 2
    assert "1 person is to get a certificate" in page(client, cohort)


def test_a_name_is_mended_on_the_spot_and_checked_again(client, cohort, people, administrator):
    person = people[0]
    person.name_native = "Aбдиев Нур"
    person.save()
    proposed = names(client, cohort, person, propose=True).content.decode()
    assert 'value="Абдиев Нур"' in proposed
    person.refresh_from_db()
    assert person.name_native == "Aбдиев Нур"
    names(client, cohort, person, name_native="Абдиев  Нур", name_latin="ABDIEV Nur")
    person.refresh_from_db()
    assert (person.name_native, person.name_latin) == ("Абдиев Нур", "ABDIEV Nur")
    assert person.names_confirmed_at is None
    assert person.name_key
    entry = ModelLogEntry.objects.get(object_id=str(person.pk), action="wagtail.edit")
    assert entry.user == administrator
    shown = page(client, cohort)
    assert "look alike" not in shown
    assert "has not confirmed" in shown


def test_a_name_left_empty_is_refused_in_its_row(client, cohort, people):
    refused = names(client, cohort, people[0], name_native="", name_latin="ABDIEV Nur")
    assert refused.status_code == 422
    assert "This field is required" in refused.content.decode()
    people[0].refresh_from_db()
    assert people[0].name_native == "ABDIEV INur"


def test_nobody_writes_the_name_of_a_person_of_another_academy(client, course, people):
    guest = make_person(username="g-1", name_native="山本", academy=make_academy("Other"))
    cohort = make_closed_cohort(course, [*people, guest])
    refused = names(client, cohort, guest, name_native="A B", name_latin="A B")
    # What is not found under /admin/ is looked for under a language, where it is not found either.
    assert refused["Location"].startswith("/en/admin/")
    assert "belongs to another academy" in page(client, cohort)
    guest.refresh_from_db()
    assert guest.name_native == "山本"


def test_a_script_goes_on_portion_by_portion(client, cohort):
    run = begin(cohort)
    address = reverse("cohort_certificates_run", args=[cohort.pk, run.key, "go"])
    answer = json.loads(client.post(address, headers={"accept": "application/json"}).content)
    assert answer == {"done": 3, "total": 3, "goes_on": False, "trouble": ""}


def begin(cohort) -> IssueRun:
    now = timezone.now()
    return start(cohort=cohort, kind="certificate", version=None, second_language="en", by=None, at=now)


def test_any_administrator_sees_a_run_that_was_left_behind_and_goes_on(client, cohort):
    run = go_on(run=begin(cohort), by=None, seconds=0)
    IssueRun.objects.update(moved_at=timezone.now() - timezone.timedelta(hours=1))
    assert "Stopped at 1 of 3" in page(client, cohort)
    client.post(reverse("cohort_certificates_run", args=[cohort.pk, run.key, "go"]))
    shown = page(client, cohort)
    assert "Stopped at" not in shown
    assert "3 certificates are issued" in shown


def test_a_cancelled_run_says_what_was_issued(client, cohort):
    run = go_on(run=begin(cohort), by=None, seconds=0)
    address = reverse("cohort_certificates_run", args=[cohort.pk, run.key, "cancel"])
    said = client.post(address, follow=True).content.decode()
    assert "1 of 3 were issued; they stay valid." in said
    assert "2 people are to get a certificate" in said
    history = client.get(reverse("cohorts:history", args=[cohort.pk])).content.decode()
    assert "Began to issue certificates: 3 people" in history
    assert "Cancelled the issue: 1 of 3 were issued" in history


def test_who_has_the_same_certificate_already_is_told_with_number_and_day(client, cohort, course, people):
    go_on(run=begin(cohort), by=None)
    again = make_closed_cohort(course, people[:1], title="Autumn cohort")
    number = Certificate.objects.get(holder=people[0]).number
    shown = page(client, again)
    assert "1 person has a certificate already" in shown
    assert f"{number} of {timezone.localdate():%d.%m.%Y}" in shown
    assert "Issue 1 certificate" not in shown


def test_who_does_not_qualify_is_named_with_the_reason(client, course, people):
    cohort = make_closed_cohort(course, people, qualified=people[1:])
    shown = page(client, cohort)
    assert "1 person does not qualify" in shown
    assert "Lesson 1" in shown


def test_a_sample_is_a_picture_or_a_file_and_nothing_is_kept(client, cohort, people):
    address = [cohort.pk, place(cohort, people[0]).pk]
    picture = client.get(reverse("cohort_certificates_sample", args=[*address, "png"]), {"second": "ru"})
    assert picture.content.startswith(b"\x89PNG")
    file = client.get(reverse("cohort_certificates_sample", args=[*address, "pdf"]))
    assert file.content.startswith(b"%PDF")
    assert not Certificate.objects.exists()


def test_a_sample_that_cannot_be_printed_says_why(client, cohort, people):
    people[0].name_native = "山本"
    people[0].save()
    address = reverse("cohort_certificates_sample", args=[cohort.pk, place(cohort, people[0]).pk, "png"])
    answer = client.get(address)
    assert answer.status_code == 422
    assert "“山” (U+5C71)" in answer.content.decode()


def test_a_cohort_that_is_open_still_says_when_it_can_issue(client, course, people):
    cohort = make_closed_cohort(course, people)
    type(cohort).objects.update(closed_at=None, state="open")
    shown = page(client, cohort, kind="attendance")
    assert "Close the cohort first" in shown


def test_the_page_costs_the_same_for_two_people_and_for_twelve(client, course):
    few, many = make_people(2, prefix="f"), make_people(12, prefix="m")
    counts = []
    for one in (few, many):
        cohort = make_closed_cohort(course, one)
        page(client, cohort)
        with CaptureQueriesContext(connection) as queries:
            page(client, cohort)
        counts.append(len(queries))
    assert counts[0] == counts[1]
