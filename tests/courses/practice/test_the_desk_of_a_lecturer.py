"""The tab "Practice" in the admin: planning, results, session plans, reviews; who may act and who only looks."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.cohorts.enrolling import withdraw
from courses.models import OwnScenario, PracticeLesson, SessionPlan
from courses.practice.plans.forms import stamp
from courses.practice.plans.writing import save_plan
from courses.practice.scenarios.reviewing import name_scenario
from tests.factories.practice import NOON, PLAN, make_lesson, make_training, mark, place_of

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def cohort(trainee, lecturer):
    return make_training(trainee, lecturers=[lecturer])


@pytest.fixture
def client(cohort, lecturer):
    return signed_in(lecturer)


def address(name, cohort, *more) -> str:
    return reverse(name, args=[cohort.pk, *more])


def planned(*assessors, **more) -> dict:
    return {
        "topic": "The first two minutes",
        "held_on": "2026-03-04",
        "minutes": "25",
        "assessors": [person.pk for person in assessors],
        **more,
    }


def is_lost(client, url) -> bool:
    """Return whether there is no such page: it is looked for under a language before that is said."""
    return client.get(url, follow=True).status_code == 404


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_lesson_is_planned_in_the_form(client, cohort, trainee, lecturer, administrator):
    url = address("cohort_plan_lesson", cohort, place_of(trainee).pk)
    answer = client.post(url, planned(lecturer, administrator), follow=True)
    lesson = PracticeLesson.objects.get()
    assert (lesson.planned_by, lesson.minutes) == (lecturer, 25)
    assert "The first two minutes" in answer.content.decode()


def test_other_than_twenty_to_thirty_minutes_is_warned_of_and_planned(
    client, cohort, trainee, lecturer, administrator
):
    url = address("cohort_plan_lesson", cohort, place_of(trainee).pk)
    answer = client.post(url, planned(lecturer, administrator, minutes="45"), follow=True)
    assert any("20 to 30 minutes" in text for text in told(answer))
    assert PracticeLesson.objects.get().minutes == 45


def test_a_superior_among_the_assessors_is_refused_by_name_in_the_form(
    client, cohort, trainee, lecturer, administrator
):
    trainee.superior = administrator
    trainee.save()
    url = address("cohort_plan_lesson", cohort, place_of(trainee).pk)
    answer = client.post(url, planned(lecturer, administrator))
    (message,) = answer.context["form"].errors["assessors"]
    assert answer.status_code == 422
    assert str(administrator) in message
    assert "superior" in message
    assert not PracticeLesson.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"topic": ""}, "topic"),
        ({"held_on": "31.02.2026"}, "held_on"),
        ({"minutes": "0"}, "minutes"),
        ({"assessors": []}, "assessors"),
        ({"assessors": ["999999", "999998"]}, "assessors"),
    ],
)
def test_what_cannot_be_planned_is_said_in_its_place(
    client, cohort, trainee, lecturer, administrator, changed, field
):
    url = address("cohort_plan_lesson", cohort, place_of(trainee).pk)
    answer = client.post(url, planned(lecturer, administrator, **changed))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_an_assessor_is_replaced_on_the_page_of_the_lesson(
    client, cohort, trainee, lecturer, administrator, other_lecturer
):
    lesson = make_lesson(trainee, lecturer, administrator)
    url = address("cohort_practice_lesson", cohort, lesson.pk)
    client.post(url, {"leaving": administrator.pk, "coming": other_lecturer.pk})
    assert set(lesson.assessors.all()) == {lecturer, other_lecturer}
    mark(lesson, lecturer)
    assert client.get(url).context["form"] is None


def test_the_result_is_seen_when_both_have_handed_in(client, cohort, trainee, lecturer, administrator):
    lesson = make_lesson(trainee, lecturer, administrator)
    url = address("cohort_practice_lesson", cohort, lesson.pk)
    mark(lesson, administrator, 2, comments={"all": "Hardly anybody spoke."})
    assert "Hardly anybody spoke." not in client.get(url).content.decode()
    mark(lesson, lecturer, 3)
    page = client.get(url).content.decode()
    assert "Hardly anybody spoke." in page
    assert "The average is 2.50; 3.00 is needed." in page


def test_a_plan_is_read_returned_and_accepted(client, cohort, trainee):
    place = place_of(trainee)
    url = address("cohort_session_plan", cohort, place.pk)
    arguments = {"enrolment": place, "language": "ru", "at": NOON}
    save_plan(fields=PLAN, opened=None, **arguments)
    assert is_lost(client, url)
    save_plan(fields=PLAN, opened=NOON, handing_in=True, **arguments)
    assert PLAN["plan_b"] in client.get(url).content.decode()
    sent = {"handed_in": stamp(NOON), "comment": ""}
    assert client.post(url, {**sent, "return": "1"}).status_code == 422
    client.post(url, {**sent, "comment": "How is it checked?", "return": "1"})
    plan = SessionPlan.objects.get()
    assert (plan.comment, plan.returned_at is not None) == ("How is it checked?", True)
    # While it is with its writer nobody reads along, and it is not accepted.
    assert PLAN["plan_b"] not in client.get(url).content.decode()
    client.post(url, {**sent, "accept": "1"})
    assert SessionPlan.objects.get().accepted_at is None
    save_plan(fields={**PLAN, "check": "Each shows it"}, opened=NOON, handing_in=True, **arguments)
    client.post(url, {"handed_in": stamp(NOON), "comment": "", "accept": "1"})
    assert SessionPlan.objects.get().accepted_at is not None


def test_the_peer_review_is_passed_by_a_lecturer(client, cohort, trainee, lecturer):
    name_scenario(enrolment=place_of(trainee), title="The last bus", draft_key=None, at=NOON)
    client.post(address("cohort_peer_review", cohort, place_of(trainee).pk))
    assert OwnScenario.objects.get().peer_reviewed_by == lecturer


def test_a_lecturer_of_the_academy_who_is_not_of_the_cohort_looks_and_does_not_act(
    cohort, trainee, other_lecturer, lecturer, administrator
):
    lesson = make_lesson(trainee, lecturer, administrator)
    client = signed_in(other_lecturer)
    place = place_of(trainee)
    assert client.get(address("cohort_practice", cohort)).status_code == 200
    assert client.get(address("cohort_practice_lesson", cohort, lesson.pk)).context["form"] is None
    for name, pk in [
        ("cohort_plan_lesson", place.pk),
        ("cohort_practice_lesson", lesson.pk),
        ("cohort_peer_review", place.pk),
    ]:
        answer = client.post(address(name, cohort, pk), planned(other_lecturer, administrator))
        assert answer.status_code in (302, 403)
    assert set(lesson.assessors.all()) == {lecturer, administrator}


def test_people_who_left_the_cohort_are_not_in_the_tab(client, cohort, trainee):
    place = place_of(trainee)
    withdraw(enrolment=place)
    assert client.get(address("cohort_practice", cohort)).context["lines"] == []
    assert is_lost(client, address("cohort_plan_lesson", cohort, place.pk))


def test_a_lesson_or_place_of_another_cohort_is_not_found_here(
    client, cohort, trainee, other_trainee, lecturer, administrator
):
    other = make_training(other_trainee, title="Another cohort", lecturers=[lecturer])
    lesson = make_lesson(other_trainee, lecturer, administrator)
    for name, pk in [
        ("cohort_practice_lesson", lesson.pk),
        ("cohort_plan_lesson", place_of(other_trainee).pk),
    ]:
        assert client.get(address(name, other, pk)).status_code == 200
        assert is_lost(client, address(name, cohort, pk))


def test_a_cohort_whose_rule_asks_for_nothing_says_so(client, cohort):
    cohort.rule = None
    cohort.save()
    answer = client.get(address("cohort_practice", cohort))
    assert (answer.context["kinds"], answer.context["lines"]) == ((), [])
    assert "asks for no practice lesson" in answer.content.decode()


def test_what_is_done_stands_in_the_history_of_the_cohort(cohort, trainee, lecturer, administrator):
    lesson = make_lesson(trainee, lecturer, administrator, by=administrator)
    mark(lesson, lecturer)
    page = signed_in(administrator).get(reverse("cohorts:history", args=[cohort.pk])).content.decode()
    assert "Planned a practice lesson of k-1001" in page
    assert "Handed in the marks of the practice lesson of k-1001" in page
