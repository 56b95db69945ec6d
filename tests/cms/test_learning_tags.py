"""What templates of learning ask of the values they print."""

from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from uuid import uuid4

import pytest

from cms.templatetags.learning_tags import SEVERITIES, marks, positions, to_continue
from courses.learning import states

READING = states.Reading("en", "ltr")


NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def course_with(*lesson_states, is_enrolled=True, opened=()):
    """Return a course of lessons in these states; `opened` is the hour after noon when each of the first ones was."""
    lessons = tuple(
        states.LessonLine(
            uuid4(), f"M1.{n}", "Lesson", "/", 10, "lesson", state, hour and NOON + timedelta(hours=hour)
        )
        for n, (state, hour) in enumerate(zip_longest(lesson_states, opened), start=1)
    )
    module = states.ModuleState(uuid4(), "M1", "Module", "", "/", 10, lessons, READING)
    return states.CourseState(uuid4(), "C", "Course", "", "", "/", (module,), is_enrolled, READING)


def test_a_course_that_was_begun_is_offered_before_one_that_was_not():
    fresh, begun = course_with("todo", "todo"), course_with("done", "todo", opened=[1])
    assert to_continue((fresh, begun)) is begun


def test_of_two_courses_begun_the_one_last_opened_is_offered():
    yesterday, today = course_with("doing", opened=[1]), course_with("doing", opened=[20])
    assert to_continue((yesterday, today)) is today


@pytest.mark.parametrize(
    ("lesson_states", "opened", "expected"),
    [
        (["todo", "todo"], [], 0),
        (["done", "todo"], [1], 1),
        (["doing", "doing", "todo"], [1, 2], 1),
        (["doing", "doing", "todo"], [2, 1], 0),
        (["doing", "done", "todo"], [1, 2], 0),
    ],
)
def test_one_goes_on_with_the_lesson_last_opened_else_with_the_first_not_begun(
    lesson_states, opened, expected
):
    course = course_with(*lesson_states, opened=opened)
    assert course.resume is course.lessons[expected]


def test_a_course_not_begun_is_offered_when_nothing_else_is_open():
    done, fresh = course_with("done"), course_with("todo")
    assert to_continue((done, fresh)) is fresh


@pytest.mark.parametrize("courses", [(), (course_with("done"),), (course_with("todo", is_enrolled=False),)])
def test_nothing_is_offered_when_there_is_nothing_to_go_on_with(courses):
    assert to_continue(courses) is None


def test_steps_are_marked_by_where_one_stands():
    assert marks(2, 3) == ["is-past", "is-here", "is-ahead"]


def test_a_step_beyond_the_expected_number_leaves_all_behind():
    assert marks(4, 3) == ["is-past"] * 3


def test_an_item_can_take_as_many_places_as_there_are_items():
    assert list(positions(("a", "b", "c"))) == [1, 2, 3]


def test_every_severity_has_a_sign_of_its_own():
    assert len({word.sign for word in SEVERITIES.values()}) == len(SEVERITIES) == 6
