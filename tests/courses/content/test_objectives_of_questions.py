"""A question names an objective of its module: by name in the data, by number in the CMS, and is no text."""

import pytest
from wagtail_localize.segments.extract import extract_segments

from assessments.xapi.keys import stable_key
from courses.content.curriculum.objectives import named, numbered, unknown
from courses.content.models import LessonPage
from courses.content.outline import checks_in

OBJECTIVES = ["o1", "o2", "7d0b9a51-3f0f-4c55-9a6e-0d4f3a1c2b11"]


def check(*names) -> list:
    questions = [
        {"id": f"q{number}", "kind": "single", **({"objective": name} if name else {}), "cites": []}
        for number, name in enumerate(names, start=1)
    ]
    return [{"id": "s1", "type": "text"}, {"id": "check", "type": "knowledge_check", "questions": questions}]


@pytest.mark.parametrize(
    ("names", "numbers"), [(["o2", "", "o1"], [2, None, 1]), ([OBJECTIVES[2]], [3]), ([""], [None])]
)
def test_names_become_numbers_and_numbers_names(names, numbers):
    screens = numbered(check(*names), OBJECTIVES)
    assert [question.get("objective") for question in screens[1]["questions"]] == numbers
    assert named(screens, OBJECTIVES) == check(*names)


def test_a_number_the_module_has_not_is_left_out_of_the_data():
    assert named(check(9), OBJECTIVES) == check("")


def test_a_name_the_module_has_not_is_told_with_its_place():
    assert unknown(check("o1", "o8"), OBJECTIVES) == [("check", "q2", "o8")]


@pytest.mark.django_db
def test_the_objective_of_a_question_is_the_same_in_all_languages_and_never_translated():
    pages = LessonPage.objects.filter(translation_key=stable_key("lesson", "m4-check"))
    found = {
        language: next(iter(checks_in(pages.get(locale__language_code=language)).values()))
        for language in ("en", "ru")
    }
    assert list(found["en"].objectives.values()) == [1, 2, 3, 3, 1, 4, 4, 3]
    assert found["ru"].objectives == found["en"].objectives
    paths = [segment.path for segment in extract_segments(pages.get(locale__language_code="en"))]
    assert any(".questions" in path for path in paths)
    assert not any("objective" in path for path in paths)
