"""What differs between two content.json, and where: in the words of the semantics."""

import json

import pytest

from assessments.h5p.differences import MISSING, Difference, Position, differences
from assessments.h5p.labels import Word, localised, pointed, spot
from tests.factories.h5p_packages import (
    CHOICE,
    CHOICE_ID,
    LIBRARIES,
    NOTE,
    OTHER_CHOICE_ID,
    SERIES,
    answer,
    choice,
    note,
    series,
    sub_content,
)


def semantics(folder: str) -> list:
    return json.loads((LIBRARIES / folder / "semantics.json").read_text())


SEMANTICS = {folder.replace("-", " "): semantics(folder) for folder in (NOTE, CHOICE, SERIES)}


def words(*path, params=None) -> tuple[Word, ...]:
    return spot(
        path, series() if params is None else params, SEMANTICS["H5P.PanahSeries 1.0"], SEMANTICS
    ).words


def a_question(text: str, key: str = CHOICE_ID) -> dict:
    return sub_content(CHOICE, choice(question=text), key, title="First words")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": "x"}, {"a": "x"}, []),
        ({"a": "x"}, {"a": "y"}, [Difference(("a",), ("a",), "x", "y")]),
        ({"a": True}, {"a": False}, [Difference(("a",), ("a",), True, False)]),
        ({"a": "x"}, {}, [Difference(("a",), None, "x", MISSING)]),
        ({}, {"a": {"b": ["x"]}}, [Difference(None, ("a", "b", 0), MISSING, "x")]),
        # What is empty is not worth a line, and what only names a part neither.
        ({}, {"a": "", "b": [], "subContentId": "0"}, []),
        # The first of two entries goes: the second is the same.
        ({"a": ["x", "y"]}, {"a": ["y"]}, [Difference(("a", 0), None, "x", MISSING)]),
        ({"a": ["x", "y"]}, {"a": ["x", "z"]}, [Difference(("a", 1), ("a", 1), "y", "z")]),
        # Of a file, the size in pixels comes along with the file; of anything else it counts.
        (
            {"path": "a.png", "mime": "image/png", "width": 1},
            {"path": "b.png", "mime": "image/png", "width": 2},
            [Difference(("path",), ("path",), "a.png", "b.png")],
        ),
        ({"width": 1}, {"width": 2}, [Difference(("width",), ("width",), 1, 2)]),
        # A text became a list.
        (
            {"a": "x"},
            {"a": ["x"]},
            [Difference(("a",), None, "x", MISSING), Difference(None, ("a", 0), MISSING, "x")],
        ),
    ],
)
def test_values_are_compared(old, new, expected):
    assert differences(old, new) == expected


def test_a_part_put_in_before_others_is_all_that_differs():
    old = series(parts=[a_question("One", "1"), a_question("Two", "2")])
    new = series(parts=[a_question("New", "3"), a_question("One", "1"), a_question("Two", "2")])
    assert {each.after[:2] for each in differences(old, new)} == {("parts", 0)}
    assert all(each.old is MISSING for each in differences(old, new))


def test_a_part_that_moved_is_followed():
    old = series(parts=[a_question("One", "1"), a_question("Two", "2")])
    new = series(parts=[a_question("Two", "2"), a_question("One!", "1")])
    found = differences(old, new)
    assert Difference(("parts", 1), ("parts", 0), Position(2), Position(1)) in found
    place = ("params", "question")
    assert Difference(("parts", 0, *place), ("parts", 1, *place), "One", "One!") in found


def test_nodes_of_a_branching_scenario_are_followed_by_what_they_hold():
    def nodes(*texts):
        return [
            {"type": {**a_question(text, text), "params": {"t": text}}, "nextContentId": -1} for text in texts
        ]

    [gone] = [each for each in differences(nodes("a", "b"), nodes("b")) if each.old == "a"]
    assert gone.before == (0, "type", "params", "t")


def test_two_same_sub_content_ids_do_no_harm():
    twice = [a_question("One", "1"), a_question("Two", "1")]
    assert differences(series(parts=twice), series(parts=twice[:1])) != []


def test_a_way_is_told_in_labels_numbers_and_titles():
    assert words("parts", 1, "params", "answers", 0, "correct") == (
        Word("Parts"),
        Word("Part", number=2, title="First words"),
        Word("Answers"),
        Word("Answer", number=1),
        Word("Right"),
    )


def test_a_group_of_one_field_is_kept_as_its_value():
    fields = [
        {
            "name": "g",
            "type": "group",
            "label": "Group",
            "fields": [{"name": "t", "type": "text", "label": "Text"}],
        }
    ]
    assert spot(("g",), {"g": "x"}, fields, {}).words == (Word("Group"),)
    listed = [
        {
            "name": "g",
            "type": "group",
            "fields": [{"name": "l", "type": "list", "entity": "line", "field": {}}],
        }
    ]
    assert spot(("g", 0), {"g": ["x"]}, listed, {}).words[1] == Word("line", number=1)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), ()),
        (("unheard",), (Word("unheard", is_key=True),)),
        (("parts", 9), (Word("Parts"), Word("Part", number=10))),
        (("parts", 0, "metadata", "license"), (Word("metadata", is_key=True), Word("license", is_key=True))),
    ],
)
def test_what_semantics_do_not_know_is_named_by_its_key(path, expected):
    assert words(*path)[-len(expected) :] == expected if expected else words(*path) == ()


def test_a_library_that_is_not_there_is_told_by_keys():
    params = series(parts=[{"library": "H5P.Gone 1.0", "params": {"a": 1}, "subContentId": OTHER_CHOICE_ID}])
    assert words("parts", 0, "params", "a", params=params)[-1] == Word("a", is_key=True)


def test_pointers_are_read():
    assert pointed("") == []
    assert pointed("/parts/0/a~1b~0c") == ["parts", 0, "a/b~c"]


def test_labels_are_those_of_the_language_file():
    overlay = json.loads((LIBRARIES / CHOICE / "language" / "ru.json").read_text())["semantics"]
    fields = localised(SEMANTICS["H5P.PanahChoice 1.0"], overlay)
    told = spot(("answers", 1, "text"), choice(), fields, {}).words
    assert [word.text for word in told] == ["Ответы", "Ответ", "Текст"]
    # A broken file changes nothing, and what is short leaves the rest as it is.
    assert localised(fields, {"no": "list"}) == fields
    assert localised(fields, [None, {"label": 7}]) == fields


def test_everything_at_once_is_compared():
    old, new = note(), choice(answers=[answer("One"), answer("Two")])
    assert {each.new for each in differences(old, new) if each.new is not MISSING} >= {"One", "Two", "Check"}
