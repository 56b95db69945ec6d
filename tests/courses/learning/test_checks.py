"""A knowledge check on the page: nothing tells what is right, nothing chosen is lost, three tries and more by leave."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.models import CheckAttempt
from courses.content.outline import checks_in
from courses.learning import checks
from courses.learning.check_forms import seed, shown_options
from courses.models import Enrolment, UnitResult
from courses.progress.recording import grant_tries
from tests.factories.cohorts import make_cohort
from tests.factories.curriculum import edit
from tests.factories.progress import place_in

pytestmark = pytest.mark.django_db
# int() refuses more than 4,300 digits.
ORDER_TOO_LONG = {
    "try_number": "1",
    **{f"q{question}-{value}": "1" * 5000 + str(value) for question in range(1, 9) for value in range(1, 9)},
}
PAGE = "/ru/manual/m4-non-refoulement/knowledge-check/"


@pytest.fixture
def place(trainee, manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee])
    enrolment = Enrolment.objects.select_related("user", "cohort").get(cohort=cohort)
    lessons = place_in(enrolment, manual_key).course.lessons
    return place_in(
        enrolment, manual_key, lesson=next(i for i, one in enumerate(lessons) if one.kind == "check")
    )


@pytest.fixture
def check(place):
    return next(iter(checks_in(checks.page_of(place)).values()))


@pytest.fixture
def client(trainee):
    client = Client()
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def form_for(place, check, *, number, right=True):
    """Return the fields of a try, all answered, rightly or all wrongly."""
    data = {"try_number": str(number)}
    for index, question in enumerate(check.questions, start=1):
        shown = shown_options(question, seed(place, check, number))
        value_of = {key: value for value, key in shown.items()}
        if question.kind == "ordering":
            order = question.correct if right else tuple(reversed(question.correct))
            data |= {f"q{index}-{value_of[key]}": str(spot) for spot, key in enumerate(order, start=1)}
        else:
            keys = (
                question.correct
                if right
                else [key for key in question.options if key not in question.correct][:1]
            )
            data[f"q{index}"] = [value_of[key] for key in keys]
    return data


def send(client, place, check, data):
    return client.post(reverse("learning:check", args=[place.lesson.key, check.key]), data)


def test_all_right_passes_and_completes_the_lesson(client, place, check):
    assert send(client, place, check, form_for(place, check, number=1)).status_code == 302
    assert CheckAttempt.objects.get().passed is True
    assert place.enrolment.lesson_progress.get(lesson_key=place.lesson.key).completed_at


def test_the_page_does_not_tell_what_is_right(client, place, check):
    html = client.get(PAGE).content.decode()
    for question in check.questions:
        for key in question.options:
            assert key not in html  # option keys are language-independent ids; the page only has places
        for feedback in [
            check.words[question.key].right,
            *check.words[question.key].option_feedback.values(),
        ]:
            assert not feedback or feedback not in html


def test_the_same_form_sent_twice_is_one_try(client, place, check):
    data = form_for(place, check, number=1, right=False)
    send(client, place, check, data)
    send(client, place, check, data)
    assert CheckAttempt.objects.count() == 1
    assert UnitResult.objects.get().tries == 1


def test_an_incomplete_form_comes_back_with_what_was_chosen(client, place, check):
    data = form_for(place, check, number=1)
    del data["q1"]
    response = send(client, place, check, data)
    html = response.content.decode()
    assert response.status_code == 422
    assert not CheckAttempt.objects.exists()
    assert html.count(" checked") == sum(len(data[name]) for name in data if re.fullmatch(r"q\d+", name))


def test_an_incomplete_form_names_the_questions_without_an_answer_where_the_reader_lands(
    client, place, check
):
    data = form_for(place, check, number=1)
    del data["q1"]
    html = send(client, place, check, data).content.decode()
    assert (
        f'action="{reverse("learning:check", args=[place.lesson.key, check.key])}#check-{check.key}"' in html
    )
    assert re.findall(r'href="#(q\d+)"', html) == ["q1"]
    assert 'id="q1"' in html


def test_a_lesson_stays_begun_when_its_form_comes_back(client, place, check):
    client.get(PAGE)
    html = send(client, place, check, {"try_number": "1"}).content.decode()
    assert "is-doing" in html
    assert "is-todo" not in html


@pytest.mark.parametrize(
    "junk", [{}, {"try_number": "1", "q1": "99"}, {"try_number": "x"}, {"q6-1": "7"}, ORDER_TOO_LONG]
)
def test_junk_is_answered_with_the_form_and_recorded_nowhere(client, place, check, junk):
    assert send(client, place, check, junk).status_code == 422
    assert not CheckAttempt.objects.exists()


def test_after_three_tries_the_check_is_closed_until_the_academy_gives_more(client, place, check):
    for number in (1, 2, 3):
        send(client, place, check, form_for(place, check, number=number, right=False))
    send(client, place, check, form_for(place, check, number=4))
    assert CheckAttempt.objects.count() == 3
    assert 'name="try_number"' not in client.get(f"{PAGE}?retry=1").content.decode()
    grant_tries(result=UnitResult.objects.get())
    send(client, place, check, form_for(place, check, number=4))
    assert CheckAttempt.objects.filter(passed=True).count() == 1


def test_a_check_that_the_page_shown_lacks_is_not_found(client, place, check):
    """A translator who edits a page as a whole can leave a screen out; the source language still has it."""
    page = checks.page_of(place)
    edit(page, body=[block for block in page.body.raw_data if block["id"] != str(check.key)])
    with translation.override("ru"):
        assert send(client, place, check, form_for(place, check, number=1)).status_code == 404
    assert not CheckAttempt.objects.exists()


def test_feedback_answers_what_was_chosen_and_does_not_give_away_the_rest(client, place, check):
    send(client, place, check, form_for(place, check, number=1, right=False))
    html = client.get(PAGE).content.decode()
    single = next(question for question in check.questions if question.kind == "single")
    words = check.words[single.key]
    assert words.right not in html


def test_coming_back_from_signing_in_leads_to_the_lesson_not_to_an_error(client, place, check):
    for name, arguments in (
        ("learning:check", [place.lesson.key, check.key]),
        ("learning:complete", [place.lesson.key]),
    ):
        response = client.get(reverse(name, args=arguments))
        assert (response.status_code, response["Location"]) == (302, place.lesson.url.replace("/ru/", "/en/"))
