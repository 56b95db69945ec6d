import pytest

from courses.messaging.filling import fill


@pytest.mark.parametrize(
    ("text", "facts", "filled"),
    [
        ("Lesson: %(lesson)s.", {"lesson": "M4.2"}, "Lesson: M4.2."),
        ("One\nPlace: %(place)s\nThree", {"place": ""}, "One\nThree"),
        ("One\nPlace: %(place)s\nThree", {}, "One\nThree"),
        ("%(a)s and %(a)s", {"a": "x"}, "x and x"),
        # What fills a gap is not looked at again.
        ("%(a)s", {"a": "100 % of %(b)s", "b": "y"}, "100 % of %(b)s"),
        ("80 % of it", {}, "80 % of it"),
    ],
)
def test_gaps_are_filled_and_lines_without_their_facts_left_out(text, facts, filled):
    assert fill(text, facts) == filled
