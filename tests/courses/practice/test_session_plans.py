"""A session plan is kept as a draft, handed in when it is whole, and lost by no double click and no second window."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.models import SessionPlan
from courses.practice.plans.fields import CODES, missing, vague_objectives
from courses.practice.plans.forms import stamp
from courses.practice.plans.writing import (
    NoComment,
    PlanConflict,
    PlanIncomplete,
    PlanIsWithLecturer,
    PlanNotHandedIn,
    accept_plan,
    return_plan,
    save_plan,
)
from tests.factories.practice import NOON, PLAN, make_training, place_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(trainee, lecturer):
    make_training(trainee, lecturers=[lecturer])
    return place_of(trainee)


@pytest.fixture
def client(trainee):
    client = Client()
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def url(place):
    return reverse("my_plan", args=[place.registration])


def save(place, *, opened=None, at=NOON, handing_in=False, **changed) -> SessionPlan:
    fields = {**PLAN, **changed}
    return save_plan(
        enrolment=place, fields=fields, language="ru", opened=opened, at=at, handing_in=handing_in
    )


def test_a_draft_may_have_gaps_and_a_plan_that_is_handed_in_has_none(place):
    plan = save(place, plan_b=" ")
    assert "plan_b" not in plan.fields
    with pytest.raises(PlanIncomplete) as caught:
        save(place, plan_b="", handing_in=True)
    assert caught.value.codes == ("plan_b",)
    assert SessionPlan.objects.get().handed_in_at is None
    assert save(place, opened=plan.saved_at, handing_in=True).handed_in_at == NOON


def test_all_ten_fields_are_asked_for():
    assert len(CODES) == 10
    assert missing({}) == CODES
    assert missing({**PLAN, "check": "\n \t"}) == ("check",)


def test_what_is_handed_in_waits_unchanged(place):
    save(place, handing_in=True)
    with pytest.raises(PlanIsWithLecturer):
        save(place, opened=NOON, aim="Another aim")


def test_handing_in_twice_hands_in_once(place):
    save(place, handing_in=True)
    again = save(place, handing_in=True, at=timezone.now())
    assert (again.handed_in_at, SessionPlan.objects.count()) == (NOON, 1)


def test_two_windows_do_not_overwrite_each_other(place):
    first = save(place)
    later = NOON.replace(hour=13)
    save(place, opened=first.saved_at, at=later, aim="Written in the second window")
    with pytest.raises(PlanConflict) as caught:
        save(place, opened=first.saved_at, aim="Written in the first window")
    assert caught.value.plan.fields["aim"] == "Written in the second window"
    assert SessionPlan.objects.get().saved_at == later


def test_two_windows_that_both_began_with_nothing_do_not_overwrite_each_other_either(place):
    save(place, aim="In one window")
    with pytest.raises(PlanConflict):
        save(place, opened=None, aim="In another window")


def test_a_double_click_is_no_conflict(place):
    first = save(place)
    save(place, opened=first.saved_at, aim="New", at=NOON.replace(hour=13))
    save(place, opened=first.saved_at, aim="New", at=NOON.replace(hour=13, minute=1))
    assert SessionPlan.objects.get().fields["aim"] == "New"


def test_a_returned_plan_is_changed_and_handed_in_again_until_it_is_accepted(place, lecturer):
    plan = save(place, handing_in=True)
    with pytest.raises(NoComment):
        return_plan(plan=plan, handed_in_at=NOON, comment=" ", by=lecturer, at=NOON)
    plan = return_plan(plan=plan, handed_in_at=NOON, comment="How is it checked?", by=lecturer, at=NOON)
    later = NOON.replace(hour=15)
    plan = save(place, opened=plan.saved_at, check="Each shows it once", at=later, handing_in=True)
    assert (plan.returned_at, plan.handed_in_at, plan.comment) == (None, later, "How is it checked?")
    plan = accept_plan(plan=plan, handed_in_at=later, comment="", by=lecturer, at=later)
    assert (plan.accepted_at, plan.looked_at_by) == (later, lecturer)
    with pytest.raises(PlanIsWithLecturer):
        save(place, opened=plan.saved_at, aim="After all")


def test_a_lecturer_accepts_only_what_was_read(place, lecturer):
    plan = save(place)
    with pytest.raises(PlanNotHandedIn):
        accept_plan(plan=plan, handed_in_at=None, comment="", by=lecturer, at=NOON)
    plan = save(place, opened=plan.saved_at, handing_in=True)
    return_plan(plan=plan, handed_in_at=NOON, comment="Again", by=lecturer, at=NOON)
    save(place, opened=plan.saved_at, aim="Changed", at=NOON.replace(hour=16), handing_in=True)
    with pytest.raises(PlanNotHandedIn):
        accept_plan(plan=plan, handed_in_at=NOON, comment="", by=lecturer, at=NOON)


def test_the_form_keeps_a_draft_and_says_which_fields_are_missing(place, client, url):
    assert client.post(url, {"title": "The first two minutes", "draft": "1"}).status_code == 302
    opened = stamp(SessionPlan.objects.get().saved_at)
    sent = {**PLAN, "plan_b": "", "opened": opened, "hand_in": "1"}
    answer = client.post(url, sent)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"plan_b"})
    plan = SessionPlan.objects.get()
    assert (plan.fields["aim"], plan.handed_in_at) == (PLAN["aim"], None)
    # The form that came back begins with what it has saved itself.
    sent = {**sent, "opened": answer.context["form"]["opened"].value(), "plan_b": "Read aloud"}
    assert client.post(url, sent).status_code == 302
    assert SessionPlan.objects.get().handed_in_at is not None


def test_a_conflict_shows_both_and_the_next_save_decides(place, client, url):
    first = save(place)
    save(place, opened=first.saved_at, at=NOON.replace(hour=13), aim="From the office")
    sent = {**PLAN, "aim": "From the phone", "opened": stamp(first.saved_at), "draft": "1"}
    answer = client.post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From the office" in page
    assert "From the phone" in page
    assert [line["code"] for line in answer.context["conflict"]] == ["aim"]
    assert SessionPlan.objects.get().fields["aim"] == "From the office"
    client.post(url, {**sent, "opened": answer.context["form"]["opened"].value()})
    assert SessionPlan.objects.get().fields["aim"] == "From the phone"


def test_leaving_the_page_keeps_a_draft_that_the_next_save_continues(place, client, url):
    answer = client.post(url, {"title": "One", "opened": "", "quiet": "1"})
    assert answer.status_code == 204
    sent = {"title": "Two", "opened": answer["Panah-Saved-At"], "quiet": "1"}
    assert client.post(url, sent).status_code == 204
    assert client.post(url, {**sent, "title": "Three"}).status_code == 409


@pytest.mark.parametrize("opened", ["", "yesterday", "2026-03-04T12:00:00", "\x00"])
def test_a_stamp_that_is_none_is_no_stamp(place, client, url, opened):
    save(place)
    answer = client.post(url, {**PLAN, "aim": "Another", "opened": opened, "draft": "1"})
    assert answer.status_code in (409, 422)
    assert SessionPlan.objects.get().fields["aim"] == PLAN["aim"]


def test_a_plan_to_print_has_every_field(place, client):
    paper = reverse("my_plan_paper", args=[place.registration])
    assert client.get(paper).status_code == 404
    save(place)
    page = client.get(paper).content.decode()
    assert all(text in page for text in PLAN.values())


def test_a_closed_cohort_shows_the_plan_and_takes_none(place, client, url):
    save(place)
    place.cohort.state = "closed"
    place.cohort.save()
    assert PLAN["aim"] in client.get(url).content.decode()
    client.post(url, {**PLAN, "aim": "Late", "opened": stamp(NOON), "draft": "1"})
    assert SessionPlan.objects.get().fields["aim"] == PLAN["aim"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Understands asylum\nNames the first step", ("Understands asylum",)),
        ("Opens a first contact in two minutes", ()),
        ("acknowledges a request", ()),
        ("", ()),
    ],
)
def test_an_objective_that_nobody_can_observe_gets_a_hint(text, lines):
    assert vague_objectives(text) == lines
