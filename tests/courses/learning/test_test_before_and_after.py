"""The learner's test before and after the course: offered, taken once, answers kept, a number as its result."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from courses.measuring.asking import NotOpen, hand_in, questions_for
from courses.models import Enrolment, TestTry
from tests.factories.cohorts import make_cohort
from tests.factories.progress import NOON, complete_course

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def enrolment(trainee, manual_key):
    make_cohort(course_keys=[manual_key], people=[trainee])
    return Enrolment.objects.select_related("cohort", "user").get(user=trainee)


@pytest.fixture
def client(enrolment):
    client = Client()
    client.force_login(enrolment.user, backend=BACKEND)
    return client


def address(enrolment, occasion="before", language="ru") -> str:
    return f"/{language}/my/test/{enrolment.registration}/{occasion}/"


def right_answers(html: str, enrolment, *, leave_out=()) -> dict:
    """Return the fields of the form with every question answered rightly, found by the words shown."""
    fields = {"edition": re.search(r'name="edition" value="(\w+)"', html)[1]}
    for number, place in enumerate(questions_for(enrolment.cohort, "ru"), start=1):
        if number in leave_out:
            continue
        part = html.split(f'id="q{number}"')[1].split("</fieldset>")[0]
        values = re.findall(rf'name="q{number}(?:-(\d+))?"(?: value="(\d+)")?', part)
        texts = re.findall(r"<span[^>]*>([^<]*)</span></label>", part)
        if place.question.kind == "ordering":
            texts = re.findall(r"</select></label><span[^>]*>([^<]*)</span>", part)
            order = [place.words.options[key] for key in place.question.correct]
            for (value, _none), text in zip(values, texts, strict=True):
                fields[f"q{number}-{value}"] = str(order.index(_plain(text)) + 1)
            continue
        right = {place.words.options[key] for key in place.question.correct}
        fields[f"q{number}"] = [
            value for (_none, value), text in zip(values, texts, strict=True) if _plain(text) in right
        ]
    return fields


def _plain(text: str) -> str:
    return text.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")


def test_it_is_offered_before_the_course_and_asks_for_nothing(client, enrolment):
    html = client.get("/ru/my/").content.decode()
    assert address(enrolment) in html
    assert "/ru/manual/m4-non-refoulement/" in html


def test_it_is_taken_once_and_shows_a_number(client, enrolment):
    html = client.get(address(enrolment)).content.decode()
    answer = client.post(address(enrolment), right_answers(html, enrolment), follow=True)
    test = TestTry.objects.get(enrolment=enrolment)
    assert (test.occasion, test.right_count, test.question_count, test.language) == ("before", 4, 4, "ru")
    assert {result["right"] for result in test.results.values()} == {True}
    assert len({result["objective"] for result in test.results.values()}) == 4
    assert "<strong>4</strong>" in answer.content.decode()
    assert address(enrolment) not in client.get("/ru/my/").content.decode()


def test_the_same_form_sent_twice_is_kept_once(client, enrolment):
    fields = right_answers(client.get(address(enrolment)).content.decode(), enrolment)
    first = client.post(address(enrolment), fields)
    again = client.post(address(enrolment), {**fields, "q1": "9"})
    assert (first.status_code, again.status_code) == (302, 200)
    assert TestTry.objects.get().right_count == 4


def test_an_incomplete_form_comes_back_with_what_was_chosen(client, enrolment):
    fields = right_answers(client.get(address(enrolment)).content.decode(), enrolment, leave_out=[2])
    answer = client.post(address(enrolment), fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#q2"' in html
    assert f'name="q1" value="{fields["q1"][0]}" checked' in html
    assert not TestTry.objects.exists()


def test_a_form_of_other_questions_is_not_scored(client, enrolment):
    fields = right_answers(client.get(address(enrolment)).content.decode(), enrolment)
    assert client.post(address(enrolment), {**fields, "edition": "0"}).status_code == 422
    assert not TestTry.objects.exists()


def test_the_order_of_answers_stays_for_a_person_in_every_language_and_is_anothers_for_another(
    client, enrolment, other_trainee
):
    """A form begun in one language can be sent in another: the same places stand for the same answers."""
    html = client.get(address(enrolment)).content.decode()
    fields = right_answers(html, enrolment)
    assert client.get(address(enrolment)).content.decode().count("<fieldset") == html.count("<fieldset")
    answer = client.post(address(enrolment, language="fa-af"), fields)
    assert answer.status_code == 302
    test = TestTry.objects.get()
    assert (test.right_count, test.language) == (4, "fa-af")


def test_in_dari_the_page_runs_from_right_to_left(client, enrolment):
    html = client.get(address(enrolment, language="fa-af")).content.decode()
    assert 'dir="rtl"' in html
    assert html.count("<fieldset") == 4


def test_after_the_course_the_same_questions_come_again_and_both_numbers_are_shown(
    client, enrolment, manual_key
):
    client.post(address(enrolment), right_answers(client.get(address(enrolment)).content.decode(), enrolment))
    complete_course(enrolment, manual_key)
    assert address(enrolment, "after") in client.get("/ru/my/").content.decode()
    html = client.get(address(enrolment, "after")).content.decode()
    client.post(address(enrolment, "after"), right_answers(html, enrolment))
    before, after = TestTry.objects.order_by("pk")
    assert before.results.keys() == after.results.keys()
    assert client.get(address(enrolment, "after")).content.decode().count("<strong>4</strong>") == 2


def test_before_its_time_and_after_it_the_page_says_when_it_is_open(client, enrolment, manual_key):
    early = client.get(address(enrolment, "after"))
    assert [template.name for template in early.templates][0] == "learning/test_closed.html"
    complete_course(enrolment, manual_key)
    late = client.get(address(enrolment))
    assert [template.name for template in late.templates][0] == "learning/test_closed.html"


def test_a_test_that_is_not_open_is_not_taken(enrolment, manual_key):
    complete_course(enrolment, manual_key)
    questions = questions_for(enrolment.cohort, "ru")
    with pytest.raises(NotOpen):
        hand_in(
            enrolment=enrolment,
            occasion="before",
            questions=questions,
            answers={},
            language="ru",
            at=NOON,
        )


def test_nobody_sees_the_test_of_another_or_one_that_is_none(client, enrolment, other_trainee):
    assert client.get(address(enrolment, "sometime")).status_code == 404
    stranger = Client()
    stranger.force_login(other_trainee, backend=BACKEND)
    url = reverse("course_test", args=[enrolment.registration, "before"])
    assert stranger.get(url).status_code == 404
    assert stranger.post(url).status_code == 404
