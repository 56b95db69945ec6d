"""What a data model means: judged on the server, by the marks of the manifest before the words of the unit."""

from decimal import Decimal

import pytest

from assessments.packages.scorm.changes import answered, not_lowered
from assessments.packages.scorm.durations import as_hours, as_iso, seconds_of
from assessments.packages.scorm.outcomes import outcome_of
from assessments.packages.scorm.prerequisites import is_met
from assessments.packages.scorm.starting import Start, begins_anew, data_model, entry_of


@pytest.mark.parametrize(
    ("status", "raw", "mastery", "expected"),
    [
        ("", "", None, (False, None, False)),
        ("incomplete", "90", "0.8", (False, None, False)),
        ("browsed", "", None, (False, None, False)),
        ("completed", "", None, (True, None, True)),
        ("passed", "", None, (True, True, True)),
        ("failed", "", None, (False, False, False)),
        ("completed", "50", "0.8", (True, False, False)),
        ("failed", "90", "0.8", (False, True, True)),
        ("passed", "79.9", "0.8", (True, False, False)),
        ("completed", "80", "0.8", (True, True, True)),
    ],
)
def test_the_status_of_1_2_and_its_mastery_score(status, raw, mastery, expected):
    cmi = {"cmi.core.lesson_status": status, "cmi.core.score.raw": raw}
    found = outcome_of("scorm12", cmi, mastery=None if mastery is None else Decimal(mastery))
    assert (found.is_completed, found.success, found.is_satisfied) == expected


@pytest.mark.parametrize(
    ("completion", "success", "scaled", "progress", "expected"),
    [
        ("unknown", "unknown", "", "", (False, None, False)),
        ("completed", "unknown", "", "", (True, None, False)),
        ("completed", "passed", "0.5", "", (True, False, False)),
        ("incomplete", "failed", "0.9", "", (False, True, True)),
        ("incomplete", "unknown", "", "0.95", (True, None, False)),
        ("completed", "unknown", "", "0.5", (False, None, False)),
    ],
)
def test_the_thresholds_of_2004_go_before_its_words(completion, success, scaled, progress, expected):
    cmi = {
        "cmi.completion_status": completion,
        "cmi.success_status": success,
        "cmi.score.scaled": scaled,
        "cmi.progress_measure": progress,
    }
    found = outcome_of("scorm2004", cmi, mastery=Decimal("0.7"), threshold=Decimal("0.9"))
    assert (found.is_completed, found.success) == expected[:2]
    if scaled:
        assert found.is_satisfied is expected[2]


def test_a_score_of_1_2_is_a_part_of_its_range():
    found = outcome_of("scorm12", {"cmi.core.score.raw": "15", "cmi.core.score.max": "20"}).score
    assert found.scaled == Decimal("0.75")
    assert (found.raw, found.low, found.high) == (Decimal(15), None, None)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0001:30:00.50", 5400.5),
        ("00:00:07", 7),
        ("PT1H30M0.5S", 5400.5),
        ("PT1.74S", 1.74),
        ("P1DT2H", 93_600),
        ("P", None),
        ("1:2", None),
        ("", None),
    ],
)
def test_times_of_both_editions_are_read(text, seconds):
    assert seconds_of(text) == seconds


def test_times_are_written_as_each_edition_has_them():
    assert (as_hours(3725), as_iso(3725)) == ("0001:02:05.00", "PT1H2M5S")


@pytest.mark.parametrize(
    ("before", "after", "held"),
    [
        ("passed", "failed", "passed"),
        ("completed", "incomplete", "completed"),
        ("failed", "passed", "passed"),
        ("incomplete", "", "incomplete"),
        ("", "incomplete", "incomplete"),
    ],
)
def test_a_status_never_falls_within_an_attempt(before, after, held):
    name = "cmi.core.lesson_status"
    assert not_lowered("scorm12", {name: before}, {name: after} if after else {})[name] == held


def test_answers_of_1_2_take_the_form_of_xapi():
    cmi = {
        "cmi.interactions.0.id": "q1",
        "cmi.interactions.0.type": "choice",
        "cmi.interactions.0.student_response": "{a,b}",
        "cmi.interactions.0.result": "wrong",
        "cmi.interactions.1.id": "q2",
        "cmi.interactions.1.type": "matching",
        "cmi.interactions.1.student_response": "1.a,2.b",
        "cmi.interactions.2.id": "q3",
        "cmi.interactions.2.type": "true-false",
        "cmi.interactions.2.student_response": "t",
        "cmi.interactions.2.result": "neutral",
        "cmi.interactions.3.id": "q4",
    }
    found = [(one.id, one.type, one.response, one.success) for one in answered("scorm12", {}, cmi)]
    assert found == [
        ("q1", "choice", "a[,]b", False),
        ("q2", "matching", "1[.]a[,]2[.]b", None),
        ("q3", "true-false", "true", None),
    ]
    assert list(answered("scorm12", cmi, cmi)) == []


@pytest.mark.parametrize(
    ("text", "satisfied", "met"),
    [
        ("", "", True),
        ("A", "", False),
        ("A", "A", True),
        ("A&B", "A", False),
        ("A&B", "AB", True),
        ("A|B", "B", True),
        ("(A|B)&C", "AC", True),
        ("(A|B)&C", "AB", False),
        ("~A", "", True),
        ("2*{A,B,C}", "", True),
        ("X", "", True),
        ("A&", "", True),
    ],
)
def test_prerequisites_are_heeded_as_far_as_they_are_understood(text, satisfied, met):
    assert is_met(text, set(satisfied), {"A", "B", "C"}) is met


class TestStarting:
    START = Start("key", "Aigul", "ru", "normal", "ab-initio", seconds=90, launch_data="x=1", mastery="80")

    def test_a_unit_of_1_2_finds_who_learns_and_what_was_kept(self):
        kept = {"cmi.core.lesson_location": "p2", "cmi.core.exit": "suspend", "cmi.core.session_time": "1"}
        told = data_model("scorm12", kept, self.START)
        assert told["cmi.core.student_name"] == "Aigul"
        assert told["cmi.core.total_time"] == "0000:01:30.00"
        assert told["cmi.student_data.mastery_score"] == "80"
        assert told["cmi.core.lesson_location"] == "p2"
        assert not {"cmi.core.exit", "cmi.core.session_time"} & told.keys()
        assert "" not in told.values()

    @pytest.mark.parametrize(
        ("cmi", "is_ended", "entry"),
        [
            ({}, True, "ab-initio"),
            ({"cmi.core.exit": "suspend"}, True, "resume"),
            ({"cmi.core.lesson_location": "2"}, False, "resume"),
            ({"cmi.core.lesson_location": "2"}, True, ""),
        ],
    )
    def test_a_session_that_broke_off_is_gone_on_with(self, cmi, is_ended, entry):
        assert entry_of("scorm12", cmi, is_ended=is_ended) == entry

    def test_only_a_finished_unit_of_2004_begins_anew(self):
        done = {"cmi.completion_status": "completed"}
        assert begins_anew("scorm2004", done, is_ended=True)
        assert not begins_anew("scorm2004", done, is_ended=False)
        assert not begins_anew("scorm2004", done | {"cmi.exit": "suspend"}, is_ended=True)
        assert not begins_anew("scorm2004", {"cmi.completion_status": "incomplete"}, is_ended=True)
        assert not begins_anew("scorm12", {"cmi.core.lesson_status": "completed"}, is_ended=True)
