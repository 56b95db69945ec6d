"""What a browser says of the data model is taken within bounds, and only what a SCO may say at all."""

import pytest

from assessments.packages.scorm.elements import OutOfBounds, read_elements


def test_what_only_the_lms_says_is_left_out():
    told = {
        "cmi.core.student_name": "Somebody else",
        "cmi.core.credit": "credit",
        "cmi.student_data.mastery_score": "1",
        "cmi.core.lesson_location": "p2",
        "panah": "x",
    }
    assert read_elements("scorm12", told) == {"cmi.core.lesson_location": "p2"}
    assert read_elements("scorm2004", {"cmi.learner_id": "x", "cmi.mode": "normal", "cmi.location": "2"}) == {
        "cmi.location": "2"
    }


@pytest.mark.parametrize(
    ("standard", "told", "says"),
    [
        ("scorm12", {"cmi.core.score.raw": "999", "cmi.core.score.max": "1"}, "not between"),
        ("scorm12", {"cmi.core.score.raw": "101"}, "not between 0 and 100"),
        ("scorm12", {"cmi.core.score.raw": "NaN"}, "no number"),
        ("scorm12", {"cmi.core.lesson_status": "excellent"}, "not one of its words"),
        ("scorm12", {"cmi.suspend_data": "x" * 64_001}, "longer than 64000"),
        ("scorm12", {"cmi.core.lesson_location": "x" * 4001}, "longer than 4000"),
        ("scorm12", {"cmi.core.lesson_location": 5}, "no text"),
        ("scorm12", {"cmi.core.lesson_location": "a\0b"}, "no text"),
        ("scorm12", {"cmi.core.lesson_location": "\ud800"}, "no text"),
        ("scorm12", [], "no data model"),
        ("scorm12", {f"x{n}": "" for n in range(8001)}, "no data model"),
        ("scorm2004", {"cmi.score.scaled": "1.01"}, "not between -1 and 1"),
        ("scorm2004", {"cmi.progress_measure": "2"}, "not between 0 and 1"),
        ("scorm2004", {"cmi.score.raw": "999", "cmi.score.min": "0", "cmi.score.max": "1"}, "not between"),
        ("scorm2004", {"cmi.objectives.3.score.scaled": "-1.5"}, "not between"),
        (
            "scorm2004",
            {f"cmi.interactions.{n}.description": "x" * 4000 for n in range(200)},
            "more than 524288 bytes",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_name(standard, told, says):
    with pytest.raises(OutOfBounds, match=says):
        read_elements(standard, told)


def test_as_much_suspend_data_as_authoring_tools_write_is_taken():
    assert len(read_elements("scorm12", {"cmi.suspend_data": "x" * 64_000})["cmi.suspend_data"]) == 64_000
