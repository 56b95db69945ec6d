"""What templates of learning ask of the values they print."""

from uuid import uuid4

import pytest

from cms.templatetags.learning_tags import SEVERITIES, marks, positions, to_continue
from courses.learning import states

READING = states.Reading("en", "ltr")


def course_with(*lesson_states, is_enrolled=True):
    lessons = tuple(
        states.LessonLine(uuid4(), f"M1.{n}", "Lesson", "/", 10, "lesson", state)
        for n, state in enumerate(lesson_states, start=1)
    )
    module = states.ModuleState(uuid4(), "M1", "Module", "", "/", 10, lessons, READING)
    return states.CourseState(uuid4(), "C", "Course", "", "", "/", (module,), is_enrolled, READING)


def test_a_course_that_was_begun_is_offered_before_one_that_was_not():
    fresh, begun = course_with("todo", "todo"), course_with("done", "todo")
    assert to_continue((fresh, begun)) is begun


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
    assert len({word.sign for word in SEVERITIES.values()}) == len(SEVERITIES) == 5
