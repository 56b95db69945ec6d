"""A scenario goes out as H5P and comes back: nothing is lost that the loss report does not name."""

from copy import deepcopy
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import translation
from hypothesis import given, settings

from assessments.scenarios.reading import read_scenario
from assessments.studio.drafting.document import decompile, in_order
from assessments.studio.exchange.content import overlay
from assessments.studio.exchange.h5p.branching_out import write_branching
from assessments.studio.exchange.h5p.losses import explain
from assessments.studio.exchange.h5p.opening import H5PFile
from assessments.studio.exchange.h5p.reading import read_h5p
from assessments.studio.exchange.h5p.sketch import Known
from assessments.studio.exchange.h5p.texts import paragraphs_of
from assessments.xapi.keys import child_key
from tests.factories.assessments import words_for
from tests.factories.random_structures import structures

LIBRARY = Path("assessments/scenarios/library")
KEY = UUID("33333333-3333-4333-8333-333333333333")
FOLDERS = sorted(path.parent for path in LIBRARY.glob("*/structure.yaml"))
CASES = [(folder.name, words.stem) for folder in FOLDERS for words in sorted(folder.glob("[!s]*.yaml"))]


def document_of(name):
    source = read_scenario(LIBRARY / name)
    return decompile(
        source.structure, source.words, code=source.code, minutes=source.minutes, source_language="en"
    )


def sent_out(doc, language):
    with translation.override(language):
        return write_branching(
            doc, language=language, number=3, sub_content_id=lambda name: str(child_key(KEY, name))
        )


def brought_in(written, doc=None):
    def known(language):
        return (
            Known.of(doc, language, {key: str(child_key(KEY, key)) for key in doc["scenes"]})
            if doc
            else Known()
        )

    return read_h5p(H5PFile(written.package, written.params), known=known)


def lost(written, address=""):
    return {loss.code for loss in written.losses if loss.place == address}


def in_paragraphs(texts):
    return {
        address: {
            name: " ".join(text.split())
            if name in ("title", "heading", "text")
            else "\n\n".join(paragraphs_of(text))
            for name, text in own.items()
        }
        for address, own in texts.items()
    }


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_scenario_that_comes_back_to_its_own_draft_changes_nothing(name, language):
    doc = document_of(name)
    written = sent_out(doc, language)
    after = overlay(doc, brought_in(written, doc))
    respaced = {loss.place for loss in written.losses if loss.code == "spacing"}
    for address, own in after["words"][language].items():
        if address in respaced:
            own |= {
                field: doc["words"][language][address][field]
                for field, text in in_paragraphs({address: doc["words"][language][address]})[address].items()
                if own[field] == text
            }
    assert after == doc


def ends_nowhere(doc, key):
    """Whether a scene has one choice, and that leads nowhere: as H5P has it, the scene itself is an end."""
    targets = [choice["next"] for choice in doc["scenes"][key]["choices"].values()]
    return len(targets) == 1 and targets[0] not in doc["scenes"]


def scene_map(doc, content):
    """{scene id there: scene id here} by walking both at once from their starts; every way is there."""
    pairs, waiting = {}, [(doc["head"]["start"], content.head["start"])]
    while waiting:
        mine, theirs = waiting.pop()
        if mine in pairs:
            assert pairs[mine] == theirs
            continue
        pairs[mine] = theirs
        scene = doc["scenes"][mine]
        if scene["ending"] or ends_nowhere(doc, mine):
            continue
        choices = in_order(scene["choices"])
        found = list(content.scenes[theirs]["choices"].values())
        assert len(choices) == len(found)
        waiting += [
            (choice["next"], other["next"])
            for (_key, choice), other in zip(choices, found, strict=True)
            if choice["next"] in doc["scenes"]
        ]
    return pairs


def assert_nothing_unnamed_is_lost(doc, language):
    written = sent_out(doc, language)
    content = brought_in(written)
    mine = in_paragraphs(doc["words"][language])
    theirs = content.words[language]
    whole = lost(written)
    for field in ("title", "summary", "place", "notice"):
        assert theirs[""].get(field) == mine[""].get(field)
    for code, changed in (("policy", doc["head"]["policy"]["tries"]), ("modules", doc["head"]["modules"])):
        assert not changed or code in whole
    assert {"severity", "endings", "maximum", "minutes", "pass_percent", "ids"} <= whole
    assert bool(doc["values"]) == ("values" in whole)
    for key, other in scene_map(doc, content).items():
        if ends_nowhere(doc, key):
            assert "to_nowhere" in {loss.code for loss in written.losses if loss.place.startswith(f"{key}/")}
            continue
        assert_same_scene(doc, written, key, mine.get(key, {}), content.scenes[other], theirs.get(other, {}))
        for (name, choice), (other_name, found) in zip(
            [] if doc["scenes"][key]["ending"] else in_order(doc["scenes"][key]["choices"]),
            content.scenes[other]["choices"].items(),
            strict=True,
        ):
            address = f"{key}/{name}"
            assert_same_choice(
                written,
                address,
                choice,
                mine.get(address, {}),
                found,
                theirs.get(f"{other}/{other_name}", {}),
            )
    # What the report says can be said in words.
    assert len(explain(written.losses, going_out=True)) == len({loss.code for loss in written.losses})


def assert_same_scene(doc, written, key, mine, scene, theirs):
    named = lost(written, key)
    for field in ("heading", "situation", "speaker", "notice"):
        assert theirs.get(field, "") == mine.get(field, ""), (key, field)
    is_ending = bool(doc["scenes"][key]["ending"])
    assert bool(scene.get("ending")) == is_ending or "dead_end" in named
    if is_ending:
        assert theirs.get("booth", "") == mine.get("booth", "")
    for field, code in (("notes", "notes"), ("alt", "picture")):
        assert not mine.get(field) or code in named
    if mine.get("principle") or mine.get("legal"):
        assert {"ending_grounds", "scene_grounds"} & named
    assert ("skip" in named) == doc["scenes"][key]["notice"]


def assert_same_choice(written, address, choice, mine, found, theirs):
    named = lost(written, address)
    for field in ("text", "consequence"):
        assert theirs.get(field, "") == mine.get(field, "") or "to_nowhere" in named, (address, field)
    assert found["points"] == choice["points"] or "last_points" in named
    for field, code in (
        ("when", "when"),
        ("routes", "routes"),
        ("critical_error", "critical"),
        ("sources", "grounds"),
    ):
        assert not choice[field] or code in named, (address, field)
    if mine.get("principle") or mine.get("legal"):
        assert "grounds" in named


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_scenario_of_the_library_loses_nothing_unnamed(name, language):
    assert_nothing_unnamed_is_lost(document_of(name), language)


@settings(max_examples=150, deadline=None)
@given(structures())
def test_any_graph_loses_nothing_unnamed(made):
    doc = decompile(made, words_for(made, "ru"), code="SC-90", minutes=10, source_language="ru")
    assert_nothing_unnamed_is_lost(doc, "ru")


@settings(max_examples=150, deadline=None)
@given(structures())
def test_any_graph_comes_back_to_its_own_draft_as_it_was(made):
    doc = decompile(made, words_for(made, "ru"), code="SC-90", minutes=10, source_language="ru")
    written = sent_out(doc, "ru")
    after = overlay(doc, brought_in(written, doc))
    expected = deepcopy(doc)
    for loss in written.losses:
        if loss.code in ("to_nowhere", "dead_end", "last_points"):
            return
    assert after == expected
