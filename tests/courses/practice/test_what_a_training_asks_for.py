"""Pages stand where the cohort's rule asks for them, for their own person; what is shown there, and at what cost."""

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.practice.asking import asked_of, needed_by
from courses.practice.conduct.commitments import digest_in
from courses.practice.conduct.signing import sign_conduct
from courses.practice.plans.writing import save_plan
from courses.practice.scenarios.reviewing import name_scenario
from courses.practice.standing import PracticeStanding, practice_of, practice_of_one
from tests.factories.drafts import make_document, make_draft
from tests.factories.people import make_person
from tests.factories.practice import (
    NOON,
    PLAN,
    make_lesson,
    make_rule,
    make_training,
    mark,
    place_of,
)

pytestmark = pytest.mark.django_db

PAGES = {
    "conduct": "my_conduct",
    "session_plan": "my_plan",
    "own_scenario": "my_own_scenario",
    "practice": "my_practice",
}


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_stands_where_the_rule_asks_for_it_and_only_for_its_person(trainee, other_trainee, kind):
    make_training(trainee, other_trainee, kinds=[kind])
    place = place_of(trainee)
    for other, address in PAGES.items():
        expected = 200 if other == kind else 404
        url = reverse(address, args=[place.registration])
        assert signed_in(trainee).get(url).status_code == expected
        assert signed_in(other_trainee).get(url).status_code == 404


def test_after_closing_the_rule_as_it_was_then_decides(trainee):
    cohort = make_training(trainee, kinds=["conduct"])
    cohort.frozen_rule = {"content": {"requirements": [{"kind": "session_plan"}]}}
    cohort.state = "closed"
    cohort.save()
    assert asked_of(cohort) == ("session_plan",)
    cohort.frozen_rule = None
    assert asked_of(cohort) == ("conduct",)


def test_the_numbers_of_the_rule_are_told(trainee):
    cohort = make_training(trainee)
    make_rule(practice={"assessors": 2, "average": 2.5, "least": 1})
    cohort.rule.refresh_from_db()
    assert (float(needed_by(cohort).average), needed_by(cohort).lowest) == (2.5, 1)
    page = signed_in(trainee).get(reverse("my_practice", args=[place_of(trainee).registration]))
    assert "2.50 of 4" in page.content.decode()


def test_the_list_links_what_is_asked_for_with_how_far_it_is(trainee):
    make_training(trainee)
    place = place_of(trainee)
    sign_conduct(enrolment=place, language="en", digest=digest_in("en"), at=NOON)
    save_plan(enrolment=place, fields=PLAN, language="en", opened=None, at=NOON, handing_in=True)
    (training,) = signed_in(trainee).get(reverse("my_training")).context["trainings"]
    assert [(item.state, str(item.word)) for item in training.items] == [
        ("done", "signed"),
        ("doing", "with your lecturer"),
        ("todo", "to be named"),
        ("todo", "not planned yet"),
    ]
    assert [item.url for item in training.items] == [
        reverse(address, args=[place.registration]) for address in PAGES.values()
    ]


def test_a_cohort_without_a_rule_asks_for_nothing_here(trainee):
    cohort = make_training(trainee)
    cohort.rule = None
    cohort.save()
    answer = signed_in(trainee).get(reverse("my_training"))
    assert (answer.status_code, answer.context["trainings"]) == (200, [])


def test_the_person_sees_the_result_when_both_have_handed_in_with_what_to_do(
    trainee, lecturer, administrator
):
    make_training(trainee, lecturers=[lecturer])
    lesson = make_lesson(trainee, lecturer, administrator)
    url = reverse("my_practice", args=[place_of(trainee).registration])
    mark(lesson, lecturer, 4, comments={"debrief": "Let them speak first."})
    page = signed_in(trainee).get(url).content.decode()
    assert "Let them speak first." not in page
    assert "1 assessor has not handed in the marks yet." in page
    mark(lesson, administrator, 4, wrong_message=True)
    page = signed_in(trainee).get(url).content.decode()
    assert "Let them speak first." in page
    assert "That anybody may be sent back." in page
    assert "2.00" in page
    assert "You can give the lesson once more." in page


def test_after_the_repeat_the_page_says_what_comes_then(trainee, lecturer, administrator):
    make_training(trainee, lecturers=[lecturer])
    for _try in range(2):
        lesson = make_lesson(trainee, lecturer, administrator)
        mark(lesson, lecturer, 2)
        mark(lesson, administrator, 2)
    answer = signed_in(trainee).get(reverse("my_practice", args=[place_of(trainee).registration]))
    assert [lesson.is_the_last for lesson in answer.context["lessons"]] == [False, True]
    assert "appeal within 14 days" in answer.content.decode()


def test_everybody_of_a_cohort_has_a_standing(trainee, other_trainee, lecturer, administrator):
    cohort = make_training(trainee, other_trainee, lecturers=[lecturer])
    lesson = make_lesson(trainee, lecturer, administrator)
    mark(lesson, lecturer, 3)
    mark(lesson, administrator, 4)
    standings = practice_of(cohort)
    assert standings[place_of(other_trainee).pk] == PracticeStanding()
    mine = standings[place_of(trainee).pk]
    assert (mine.lesson_has_passed, mine.best.shown, mine.may_repeat) == (True, "3.50", False)
    assert practice_of_one(place_of(trainee)) == mine


def filled(people, staff, **fields):
    """Return a cohort of these people who have all done everything."""
    cohort = make_training(*people, lecturers=staff[:1], **fields)
    for person in people:
        place = place_of(person)
        lesson = make_lesson(person, *staff)
        for assessor in staff:
            mark(lesson, assessor)
        save_plan(enrolment=place, fields=PLAN, language="en", opened=None, at=NOON, handing_in=True)
        sign_conduct(enrolment=place, language="en", digest=digest_in("en"), at=NOON)
        code = f"SC-9{person.pk}"
        draft = make_draft(by=person, doc=make_document(code=code), code=code)
        name_scenario(enrolment=place, title=code, draft_key=draft.scenario.key, at=NOON)
    return cohort


def costs(cohort, person) -> tuple[int, int]:
    """Return how many queries the standings of the cohort cost, and its tab."""
    # The log of queries has an end, where nothing is counted any more.
    reset_queries()
    with CaptureQueriesContext(connection) as standings:
        assert all(one.scenario_is_named for one in practice_of(cohort).values())
    client, url = signed_in(person), reverse("cohort_practice", args=[cohort.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as tab:
        assert client.get(url).status_code == 200
    return len(standings), len(tab)


def test_standings_and_the_tab_cost_the_same_for_two_people_and_for_six(lecturer, administrator):
    few = [make_person(username=f"few-{number}") for number in range(2)]
    many = [make_person(username=f"many-{number}") for number in range(6)]
    staff = [lecturer, administrator]
    of_few = costs(filled(few, staff, title="Two"), administrator)
    of_many = costs(filled(many, staff, title="Six"), administrator)
    assert of_few == of_many
    assert of_many[0] <= 11
