"""What stands in a draft beside its texts is told in words, not in the keys of the document."""

import pytest
from django.utils import translation

from assessments.studio.editor.facts import told, told_choice

CHOICE = {
    "rank": 1,
    "points": 2,
    "severity": "best",
    "next": "d2",
    "critical_error": "",
    "sources": ["P24"],
    "when": [],
}


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (["head", "sign_offs"], ["legal", "child"], "legal officer, child-protection officer"),
        (["head", "policy"], {"mode": "certifying", "tries": 3, "cooldown_minutes": 0}, "end; Tries: 3"),
        (["head", "minutes"], 0, "0"),
        (["head", "content_notice"], False, "no"),
        (["scenes", "d1", "image"], "", "–"),
        (["scenes", "d1", "choices", "a", "severity"], "poor", "Poor"),
        (
            ["values", "told"],
            {"rank": 1, "kind": "yes_no", "start": True, "min": 0, "max": 1},
            "yes or no, Start: yes",
        ),
        (
            ["scenes", "d1", "choices", "a", "when"],
            [{"value": "trust", "is": "at_least", "than": 1}],
            "trust is at least 1",
        ),
        (
            ["scenes", "d1", "choices", "a", "effects"],
            [{"value": "trust", "add": -1}, {"value": "told", "set": True}],
            "trust changes by \u2066-1\u2069; told becomes yes",
        ),
        (
            ["scenes", "d1", "choices", "a", "routes"],
            [{"when": [{"value": "told", "is": "equals", "than": False}], "next": "end-a"}],
            "told is no then to end-a",
        ),
    ],
)
def test_a_fact_is_told_without_keys_or_brackets(path, value, words):
    with translation.override("en"):
        assert told(path, value).endswith(words)


def test_a_whole_choice_names_only_what_it_has():
    with translation.override("en"):
        assert told_choice(CHOICE) == "Points: 2; How good is this choice?: Best; Leads to: d2; Sources: P24"


def test_a_fact_is_told_in_the_readers_language():
    with translation.override("ru"):
        assert told(["head", "content_notice"], True) == "да"
