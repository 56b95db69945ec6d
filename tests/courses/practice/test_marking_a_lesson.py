"""Two assessors mark on their own; what is handed in stays, and is seen only when both have."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.cohorts.enrolling import CohortIsClosed
from courses.models import RubricMarks
from courses.practice.lessons.marking import (
    NotDeclared,
    NotSaidWhatWasWrong,
    NotTheAssessor,
    hand_in,
    save_draft,
)
from courses.practice.lessons.planning import AlreadyHandedIn, AssessorRefused
from courses.practice.rubric import RubricIncomplete
from tests.factories.practice import NOON, given, make_lesson, make_training, mark, rubric_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(trainee, lecturer, administrator):
    make_training(trainee, lecturers=[lecturer])
    return make_lesson(trainee, lecturer, administrator)


@pytest.fixture
def url(lesson):
    return reverse("teach_practice_lesson", args=[lesson.key])


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_what_is_missing_is_named_and_nothing_is_handed_in(lesson, lecturer):
    marks = given()
    del marks.criteria["timing"]
    cases = [
        (RubricIncomplete, marks),
        (NotSaidWhatWasWrong, given(wrong_message=True, comments={"wrong_message": ""})),
        (NotDeclared, given(is_no_superior=False)),
    ]
    for expected, handed in cases:
        with pytest.raises(expected):
            hand_in(lesson=lesson, assessor=lecturer, given=handed, at=NOON)
    assert not RubricMarks.objects.exists()


def test_what_is_handed_in_does_not_change(lesson, lecturer):
    mark(lesson, lecturer, 3)
    for act in (hand_in, save_draft):
        with pytest.raises(AlreadyHandedIn):
            act(lesson=lesson, assessor=lecturer, given=given(4), at=NOON)
    assert set(RubricMarks.objects.get().criteria.values()) == {3}


def test_only_the_assessors_of_the_lesson_mark_it(lesson, other_lecturer):
    with pytest.raises(NotTheAssessor):
        save_draft(lesson=lesson, assessor=other_lecturer, given=given(), at=NOON)


def test_who_became_the_superior_since_the_planning_hands_nothing_in(lesson, trainee, lecturer):
    trainee.superior = lecturer
    trainee.save()
    with pytest.raises(AssessorRefused):
        mark(lesson, lecturer)
    assert not RubricMarks.objects.exists()


def test_in_a_closed_cohort_nothing_is_marked(lesson, lecturer, url):
    cohort = lesson.enrolment.cohort
    cohort.state = "closed"
    cohort.save()
    with pytest.raises(CohortIsClosed):
        mark(lesson, lecturer)
    assert signed_in(lecturer).get(url).url == reverse("teach_practice")


def test_a_draft_may_have_gaps_and_is_there_again(lesson, lecturer, url):
    client = signed_in(lecturer)
    sent = {"mark_timing": "2", "comment_timing": "Seven minutes over", "draft": "1"}
    assert client.post(url, sent).status_code == 302
    row = RubricMarks.objects.get()
    assert (row.criteria, row.comments, row.handed_in_at) == (
        {"timing": 2},
        {"timing": "Seven minutes over"},
        None,
    )
    form = client.get(url).context["form"]
    assert (form["mark_timing"].value(), form["comment_timing"].value()) == (2, "Seven minutes over")
    assert form["mark_legal"].value() is None


def test_handing_in_with_gaps_says_where_and_keeps_the_draft(lesson, lecturer, url):
    sent = rubric_data(3, hand_in="1", wrong_message="1")
    del sent["mark_timing"], sent["is_no_superior"]
    answer = signed_in(lecturer).post(url, sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"mark_timing"}
    row = RubricMarks.objects.get()
    assert (len(row.criteria), row.wrong_message, row.handed_in_at) == (7, True, None)


def test_a_wrong_message_and_a_missing_declaration_are_asked_for_in_their_places(lesson, lecturer, url):
    client = signed_in(lecturer)
    answer = client.post(url, rubric_data(3, hand_in="1", wrong_message="1"))
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"wrong_words"})
    sent = rubric_data(3, hand_in="1")
    del sent["is_no_superior"]
    answer = client.post(url, sent)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"is_no_superior"})
    assert RubricMarks.objects.get().handed_in_at is None


def test_leaving_the_page_keeps_a_draft_without_a_word(lesson, lecturer, url):
    answer = signed_in(lecturer).post(url, {"mark_legal": "4", "quiet": "1"})
    assert answer.status_code == 204
    assert RubricMarks.objects.get().criteria == {"legal": 4}


def test_an_assessor_sees_the_marks_of_the_other_only_after_both_have_handed_in(
    lesson, lecturer, administrator, url
):
    mark(lesson, administrator, 2, comments={"all": "Hardly anybody spoke."})
    client = signed_in(lecturer)
    assert "Hardly anybody spoke" not in client.get(url).content.decode()
    client.post(url, rubric_data(4, hand_in="1"))
    page = client.get(url).content.decode()
    assert "Hardly anybody spoke." in page
    assert "3.00" in page


def test_the_one_who_was_first_sees_the_own_marks_while_waiting(lesson, lecturer, url):
    mark(lesson, lecturer, 4, comments={"all": "A calm opening."})
    answer = signed_in(lecturer).get(url)
    assert "A calm opening." in answer.content.decode()
    assert answer.context["shown"].sheets == ()


def test_who_does_not_assess_the_lesson_finds_no_page(lesson, trainee, other_lecturer, url):
    for person in (trainee, other_lecturer):
        assert signed_in(person).get(url).status_code == 404
        assert signed_in(person).post(url, rubric_data(4, hand_in="1")).status_code == 404


def test_the_list_of_an_assessor_has_what_is_to_mark_and_what_is_done(lesson, trainee, lecturer):
    client = signed_in(lecturer)
    answer = client.get(reverse("teach_practice"))
    assert (answer.context["waiting"], answer.context["done"]) == ([lesson], [])
    mark(lesson, lecturer)
    answer = client.get(reverse("teach_practice"))
    assert (answer.context["waiting"], answer.context["done"]) == ([], [lesson])


def test_handing_in_twice_hands_in_once(lesson, lecturer, url):
    client = signed_in(lecturer)
    client.post(url, rubric_data(3, hand_in="1"))
    assert client.post(url, rubric_data(4, hand_in="1")).status_code == 200
    assert set(RubricMarks.objects.get().criteria.values()) == {3}


def test_the_dashboard_counts_what_waits_for_the_persons_marks(lesson, lecturer, trainee):
    client = signed_in(lecturer)
    assert client.get(reverse("dashboard")).context["dashboard"].to_mark == 1
    mark(lesson, lecturer)
    assert client.get(reverse("dashboard")).context["dashboard"].to_mark == 0
    assert signed_in(trainee).get(reverse("dashboard")).context["dashboard"].to_mark == 0
