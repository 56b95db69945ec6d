"""Which questions make the test: one per objective, spread over the modules, about twenty, always the same."""

from dataclasses import dataclass

import pytest

from assessments.xapi.keys import stable_key
from courses.content.outline import course_outlines
from courses.content.questions import objectives_by_module, questions_by_check
from courses.measuring.asking import questions_for
from courses.measuring.choosing import chosen
from tests.factories.cohorts import make_cohort


@dataclass(frozen=True)
class Asked:
    key: str
    objective: str = ""


def module(name: str, *objectives: str) -> list[Asked]:
    return [Asked(f"{name}{number}", objective) for number, objective in enumerate(objectives, start=1)]


CASES = [
    ("no module", [], []),
    ("a module without questions", [[]], []),
    ("the first question of each objective", [module("a", "x", "x", "y", "", "y")], ["a1", "a3"]),
    ("no objective said", [module("a", "", "")], ["a1"]),
    ("in the order of the modules", [module("b", "x", "y"), module("a", "x")], ["b1", "b2", "a1"]),
    (
        "twenty, in turns",
        [module(name, "1", "2", "3", "4", "5") for name in "abcdef"],
        [
            *("a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4"),
            *(f"{name}{number}" for name in "cdef" for number in (1, 2, 3)),
        ],
    ),
    (
        "more than twenty modules give one each",
        [module(f"m{number}-", "1", "2") for number in range(23)],
        [f"m{number}-1" for number in range(23)],
    ),
]


@pytest.mark.parametrize(("modules", "keys"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_questions_are_chosen(modules, keys):
    assert [question.key for question in chosen(modules)] == keys


@pytest.mark.django_db
def test_the_questions_of_a_cohort_are_those_of_its_route_in_every_language(manual_key, code_key):
    cohort = make_cohort(course_keys=[manual_key, code_key])
    found = {language: questions_for(cohort, language) for language in ("en", "ru", "fa-af", "kk")}
    keys = [question.key for question in found["en"]]
    assert {question.module.code for question in found["en"]} == {"M4", "C2"}
    assert len({question.objective for question in found["en"]}) == len(keys) == 8
    assert all([question.key for question in each] == keys for each in found.values())
    assert found["ru"][0].words.text != found["en"][0].words.text
    assert {question.language for question in found["ru"]} == {"ru"}


@pytest.mark.django_db
def test_the_whole_curriculum_is_tested_by_about_twenty_questions():
    cohort = make_cohort(course_keys=[course.key for course in course_outlines("en")], route=None)
    assert 20 <= len(questions_for(cohort, "en")) <= 24


@pytest.mark.django_db
def test_every_objective_a_question_names_is_one_of_its_module():
    objectives = objectives_by_module("en")
    questions = [each for found in questions_by_check("en").values() for each in found]
    named = [each for each in questions if each.objective]
    assert len(named) >= 0.95 * len(questions)
    assert all(each.objective in {one.key for one in objectives[each.module.key]} for each in named)
    m4 = objectives[stable_key("module", "m4")]
    assert m4[0].text == "Define refoulement in all its forms."
