import pytest

from assessments.scenarios.validation import problems
from assessments.studio.drafting.changes import (
    ChangesConflict,
    ChangesInvalid,
    apply_changes,
    inverse,
)
from assessments.studio.drafting.document import CHOICE, SCENE, compile_document, decompile, diff_changes
from tests.factories.assessments import structure, words_for
from tests.factories.drafts import change, make_document

LANGUAGES = {"en", "ru", "fa-af"}


def applied(doc, *changes):
    return apply_changes(doc, list(changes), languages=LANGUAGES)


def test_what_is_published_from_a_document_is_what_it_was_made_of():
    made = structure()
    words = words_for(made)
    doc = decompile(made, words, code="SC-90", minutes=10, source_language="en")
    compiled, again = compile_document(doc, max_points=4)
    assert again == words
    assert problems(compiled) == []
    assert decompile(compiled, again, code="SC-90", minutes=10, source_language="en") == doc


def test_a_batch_and_its_inverse_leave_the_document_as_it_was():
    doc = make_document()
    batch = [
        change("scenes", "d9", new=SCENE | {"rank": 9}),
        change("scenes", "d9", "choices", "a", new=CHOICE | {"next": "d1"}),
        change("words", "ru", "d9", "heading", new="Новая сцена"),
        change("scenes", "d1", "choices", "a", "points", old=2, new=1),
    ]
    changed = applied(doc, *batch)
    assert changed["words"]["ru"]["d9"] == {"heading": "Новая сцена"}
    assert applied(changed, *inverse(batch)) == doc


def test_taking_a_scene_away_takes_its_words_along_and_undo_brings_them_back():
    doc = make_document()
    batch = [
        change("scenes", "d2", old=doc["scenes"]["d2"]),
        *(
            change("words", language, address, name, old=text)
            for language, texts in doc["words"].items()
            for address, own in texts.items()
            if address.split("/")[0] == "d2"
            for name, text in own.items()
        ),
    ]
    changed = applied(doc, *batch)
    assert not [address for address in changed["words"]["en"] if address.startswith("d2")]
    assert applied(changed, *inverse(batch)) == doc


def test_the_same_batch_twice_is_the_same_as_once():
    batch = [change("words", "en", "d1", "heading", old="en d1 heading", new="The gate")]
    once = applied(make_document(), *batch)
    assert applied(once, *batch) == once


def test_two_who_change_different_things_both_win():
    doc = make_document()
    one = change("words", "en", "d1", "heading", old="en d1 heading", new="The gate")
    two = change("scenes", "d1", "choices", "b", "points", old=-1, new=0)
    assert applied(applied(doc, one), two) == applied(applied(doc, two), one)


def test_whoever_comes_second_to_the_same_text_is_told_and_nothing_is_written():
    doc = applied(
        make_document(), change("words", "en", "d1", "heading", old="en d1 heading", new="Their words")
    )
    mine = change("words", "en", "d1", "heading", old="en d1 heading", new="My words")
    other = change("head", "minutes", old=10, new=20)
    with pytest.raises(ChangesConflict) as raised:
        applied(doc, other, mine)
    (conflict,) = raised.value.conflicts
    assert (conflict.path, conflict.yours, conflict.theirs) == (
        ("words", "en", "d1", "heading"),
        "My words",
        "Their words",
    )
    assert doc["head"]["minutes"] == 10


def test_words_for_a_scene_that_somebody_deleted_are_a_conflict():
    doc = make_document()
    gone = applied(doc, *without_scene(doc, "d2"))
    with pytest.raises(ChangesConflict):
        applied(gone, change("words", "en", "d2", "heading", old="en d2 heading", new="Still here?"))


def without_scene(doc, key):
    """The batch of the editor that takes a scene away: the scene and all its words, as they are."""
    return [
        change("scenes", key, old=doc["scenes"][key]),
        *(
            change("words", language, address, name, old=text)
            for language, texts in doc["words"].items()
            for address, own in texts.items()
            if address.split("/")[0] == key
            for name, text in own.items()
        ),
    ]


@pytest.mark.parametrize(
    "written",
    [
        change("words", "en", "d2", "heading", old="en d2 heading", new="Written meanwhile"),
        change("words", "fa-af", "d2/a", "text", new="در این میان"),
    ],
)
def test_a_scene_is_not_deleted_with_a_text_that_a_colleague_wrote_meanwhile(written):
    doc = make_document()
    batch = without_scene(doc, "d2")
    with pytest.raises(ChangesConflict) as raised:
        applied(applied(doc, written), *batch)
    (conflict,) = raised.value.conflicts
    assert (conflict.path, conflict.theirs) == (tuple(written["path"]), written["new"])
    assert "d2" not in applied(doc, *batch)["scenes"]


def test_deleting_a_scene_that_is_gone_already_is_harmless():
    doc = make_document()
    batch = without_scene(doc, "d2")
    gone = applied(doc, *batch)
    assert applied(gone, *batch) == gone


@pytest.mark.parametrize(
    "bad",
    [
        change("head", "code", old="SC-90", new="SC-91"),
        change("head", "minutes", old=10, new=0),
        change("head", "minutes", old=10, new="ten"),
        change("head", "policy", new={"mode": "exam", "tries": 0, "cooldown_minutes": 0}),
        change("head", "relearn", new={"CE-XXX": "m4-1"}),
        change("nowhere", "x", new=1),
        change("scenes", "no spaces", new=SCENE),
        change("scenes", "d9", new={"rank": 1}),
        change("scenes", "d1", "ending", old="", new="happy"),
        change("scenes", "d1", "choices", "a", "severity", old="best", new="fatal"),
        change("scenes", "d1", "choices", "a", "when", old=[], new=[{"value": "trust"}]),
        change("scenes", "d1", "choices", "a", "effects", old=[], new=[{"value": "trust", "add": "1"}]),
        change("values", "trust", new={"rank": 1, "kind": "integer", "start": True, "min": 0, "max": 1}),
        change("words", "de", "d1", "heading", new="Halt"),
        change("words", "en", "d1", "text", new="A scene has no such text"),
        change("words", "en", "d1/a", "heading", new="A choice has no such text"),
        change("words", "en", "d1", "situation", old="en d1 situation", new="<script>alert(1)</script>"),
        change("words", "en", "d1", "heading", old="en d1 heading", new="x" * 201),
        change("words", "en", "d1", "situation", old="en d1 situation", new=5),
        {"path": ["head", "minutes"], "new": 5},
        {"path": "head", "old": 1, "new": 5},
        "not a change",
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_place(bad):
    with pytest.raises(ChangesInvalid) as raised:
        applied(make_document(), bad)
    assert len(raised.value.faults) == 1
    assert raised.value.faults[0].message


def test_the_differences_of_two_documents_make_one_the_other():
    old = make_document()
    new = applied(
        old,
        *without_scene(old, "d2"),
        change("scenes", "d3", new=SCENE | {"rank": 3, "choices": {"a": CHOICE}}),
        change("words", "fa-af", "d1", "heading", new="دروازه"),
        change("values", "child", new={"rank": 1, "kind": "yes_no", "start": False, "min": 0, "max": 0}),
        change("head", "minutes", old=10, new=15),
    )
    assert applied(old, *diff_changes(old, new)) == new
    assert applied(new, *diff_changes(new, old)) == old
    assert diff_changes(new, new) == []
