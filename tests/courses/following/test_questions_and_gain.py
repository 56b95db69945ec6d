"""The page of questions and gain: constant queries, words in the reader's language, few people said so, no names."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from assessments.attempts.models import CheckAttempt
from courses.content.questions import questions_by_check
from courses.measuring.asking import questions_for
from courses.models import Enrolment, TestTry
from tests.factories.following import make_class
from tests.factories.progress import NOON

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def client(lecturer):
    client = Client()
    client.force_login(lecturer, backend=BACKEND)
    return client


def page_of(client, cohort, query=""):
    return client.get(reverse("cohort_questions", args=[cohort.pk]) + query)


def take_tests(cohort, *, before: int, after: int) -> None:
    """Let everybody answer that many questions rightly, before and after."""
    questions = questions_for(cohort, "en")
    rows = []
    for enrolment in Enrolment.objects.filter(cohort=cohort):
        for occasion, right in (("before", before), ("after", after)):
            results = {
                each.key: {
                    "module": str(each.module.key),
                    "objective": each.objective,
                    "right": number < right,
                }
                for number, each in enumerate(questions)
            }
            rows.append(
                TestTry(
                    enrolment=enrolment,
                    occasion=occasion,
                    answers={},
                    results=results,
                    right_count=right,
                    question_count=len(questions),
                    language="ru",
                    made_at=NOON,
                )
            )
    TestTry.objects.bulk_create(rows)


def miss_a_question(cohort, *, number: int = 1):
    """Let everybody choose the same wrong answer in the first question of a check; return (question, its words)."""
    modules = {each.module.key for each in questions_for(cohort, "en")}
    check_key, questions = next(
        (key, found)
        for key, found in questions_by_check("en").items()
        if found[0].module.key in modules and found[0].question.kind == "single"
    )
    first = questions[0]
    wrong = next(key for key in first.question.options if key not in first.question.correct)
    answers = {each.key: list(each.question.correct) for each in questions} | {first.key: [wrong]}
    CheckAttempt.objects.bulk_create(
        CheckAttempt(
            check_key=check_key,
            user_id=enrolment.user_id,
            registration=enrolment.registration,
            number=number,
            answers=answers,
            correct_count=len(questions) - 1,
            question_count=len(questions),
            percent=80,
            passed=True,
            language="ru",
            made_at=NOON,
        )
        for enrolment in Enrolment.objects.filter(cohort=cohort)
    )
    return first, wrong


def test_a_missed_question_is_shown_in_the_language_of_the_reader_with_what_was_chosen(
    client, lecturer, manual_key
):
    UserProfile.objects.update_or_create(user=lecturer, defaults={"preferred_language": "ru"})
    cohort = make_class(course_keys=[manual_key], count=6)
    first, wrong = miss_a_question(cohort)
    (line,) = page_of(client, cohort).context["page"].missed
    assert (line.missed.wrong, line.missed.tries, line.missed.is_few) == (6, 6, False)
    russian = questions_by_check("ru")[first.check_key][0]
    assert line.place.words.text == russian.words.text != first.words.text
    assert [(each.text, each.count) for each in line.chosen] == [(russian.words.options[wrong], 6)]
    assert russian.lesson.url in page_of(client, cohort).content.decode()


def test_later_tries_are_shown_when_asked_for(client, manual_key):
    cohort = make_class(course_keys=[manual_key], count=2)
    miss_a_question(cohort, number=2)
    assert page_of(client, cohort).context["page"].missed == []
    (line,) = page_of(client, cohort, "?tries=all").context["page"].missed
    assert line.missed.is_few


def test_the_answers_of_another_cohort_do_not_count(client, manual_key):
    cohort = make_class(course_keys=[manual_key], count=1)
    miss_a_question(make_class(course_keys=[manual_key], count=3, title="Other"))
    assert page_of(client, cohort).context["page"].missed == []


def test_gain_is_told_by_module_and_objective_with_a_drawing_and_its_words(client, manual_key):
    cohort = make_class(course_keys=[manual_key], count=6)
    take_tests(cohort, before=1, after=3)
    answer = page_of(client, cohort)
    page = answer.context["page"]
    assert (page.total.points, page.total.gain.people) == ("+50", 6)
    assert [line.points for line in page.gains[0][1]] == ["0", "+100", "+100", "0"]
    html = answer.content.decode()
    assert "<svg" in html
    assert "M4: 25" in html.split('id="gain-text"')[1].split("</desc>")[0]


def test_fewer_than_five_people_are_said_to_be_few(client, manual_key):
    cohort = make_class(course_keys=[manual_key], count=4)
    take_tests(cohort, before=1, after=3)
    assert page_of(client, cohort).context["page"].total.gain.is_few


def test_no_name_stands_on_the_page(client, manual_key):
    cohort = make_class(course_keys=[manual_key], count=6)
    take_tests(cohort, before=1, after=3)
    miss_a_question(cohort)
    html = page_of(client, cohort).content.decode()
    assert "Человек" not in html
    assert "PERSON" not in html


def test_the_queries_are_the_same_for_two_and_for_twenty(client, manual_key, code_key):
    small = make_class(course_keys=[manual_key], count=2)
    large = make_class(course_keys=[manual_key, code_key], count=20, title="Large")
    counts = []
    for cohort in (small, large):
        take_tests(cohort, before=1, after=3)
        miss_a_question(cohort)
        page_of(client, cohort)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, cohort)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_empty_page_says_when_there_will_be_something(client, manual_key):
    html = page_of(client, make_class(course_keys=[manual_key], count=1)).content.decode()
    assert html.count("following-empty") == 2
