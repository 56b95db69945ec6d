import pytest

from assessments.studio.drafting.document import digest
from assessments.studio.translating.listing import places_of, scenes_in_play_order, texts_to_translate
from assessments.studio.translating.states import (
    DRAFT,
    MISSING,
    REVIEWED,
    SOURCE,
    STALE,
    Place,
    Progress,
    progress,
    state_of,
)
from assessments.wordwise import readable_difference
from tests.factories.assessments import choice, ending, scene, structure
from tests.factories.drafts import make_document

HEADING = Place("d1", "heading")


def with_entry(**entry):
    doc = make_document()
    doc["states"] = {"ru": {"d1": {"heading": entry}}}
    return doc


def source_of(doc):
    return digest(doc["words"]["en"]["d1"]["heading"])


def test_a_text_that_is_not_there_or_blank_is_missing():
    doc = make_document()
    assert state_of(doc, "kk", HEADING) == MISSING
    doc["words"]["kk"] = {"d1": {"heading": " \n"}}
    assert state_of(doc, "kk", HEADING) == MISSING


@pytest.mark.parametrize(("kept", "shown"), [("draft", DRAFT), ("reviewed", REVIEWED), ("", DRAFT)])
def test_a_text_made_from_todays_source_is_what_was_kept(kept, shown):
    doc = with_entry(state=kept, source=source_of(make_document()))
    assert state_of(doc, "ru", HEADING) == shown


@pytest.mark.parametrize("kept", ["draft", "reviewed"])
def test_a_text_whose_source_was_changed_or_taken_away_is_stale(kept):
    doc = with_entry(state=kept, source=source_of(make_document()))
    doc["words"]["en"]["d1"]["heading"] = "Another heading"
    assert state_of(doc, "ru", HEADING) == STALE
    del doc["words"]["en"]["d1"]["heading"]
    assert state_of(doc, "ru", HEADING) == STALE


def test_blanks_around_the_source_do_not_make_a_text_stale():
    doc = with_entry(state="reviewed", source=source_of(make_document()))
    doc["words"]["en"]["d1"]["heading"] += "\n"
    assert state_of(doc, "ru", HEADING) == REVIEWED


def test_a_text_nobody_said_anything_about_is_a_draft_and_the_source_has_no_state():
    assert state_of(make_document(), "ru", HEADING) == DRAFT
    assert state_of(make_document(), "en", HEADING) == SOURCE


def test_progress_counts_each_state():
    doc = with_entry(state="reviewed", source=source_of(make_document()))
    places = [HEADING, Place("d1", "situation"), Place("d1", "nothing")]
    assert progress(doc, "ru", places) == Progress(missing=1, draft=1, reviewed=1)
    assert progress(doc, "ru", places).percent == 33
    assert not progress(doc, "ru", places).is_complete
    assert Progress().percent == 100


@pytest.mark.parametrize(
    ("name", "address", "field"),
    [(".title", "", "title"), ("d1.heading", "d1", "heading"), ("d1/a.text", "d1/a", "text")],
)
def test_a_place_has_a_name_and_is_found_by_it(name, address, field):
    assert Place.of(name) == Place(address, field)
    assert Place.of(name).name == name


@pytest.mark.parametrize("name", ["", "d1", "d1."])
def test_what_names_no_place_is_refused(name):
    with pytest.raises(ValueError, match=f"^{name}$"):
        Place.of(name)


def test_scenes_stand_in_the_order_a_player_meets_them_and_endings_after_the_rest():
    made = structure(
        scene("start", choice("a", 2, to="near"), choice("b", 0, to="bad")),
        ending("bad", "critical"),
        scene("lost", choice("a", 2, to="good")),
        scene("far", choice("a", 2, to="good")),
        scene("near", choice("a", 2, to="far"), choice("b", 0, to="start")),
        ending("good"),
    )
    assert scenes_in_play_order(make_document(made)) == ["start", "near", "far", "bad", "good", "lost"]


def test_a_route_and_a_start_that_leads_nowhere_do_not_stop_the_list():
    doc = make_document()
    doc["head"]["start"] = "gone"
    assert set(scenes_in_play_order(doc)) == set(doc["scenes"])
    doc["head"]["start"] = "d1"
    doc["scenes"]["d1"]["choices"]["a"]["routes"] = [{"when": [], "next": "end-ref"}]
    assert scenes_in_play_order(doc)[0] == "d1"


def test_what_either_language_has_is_listed():
    doc = make_document()
    doc["words"]["kk"] = {"d1": {"booth": "Терезе алдында"}}
    groups = texts_to_translate(doc, "en", "kk")
    assert groups[0].scene == ""
    assert groups[1].scene == "d1"
    assert Place("d1", "booth") in places_of(groups)
    assert Place("d1", "booth") not in places_of(texts_to_translate(doc, "en", "ru"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The father opens the door.", "The mother opens a door!"),
        ("", "New"),
        ("Gone now", ""),
        ("Wholly other words here", "Nothing alike  in\n\nthis one "),
        ("The same.", "The same."),
    ],
)
def test_differences_keep_both_texts_whole(old, new):
    parts = readable_difference(old, new)
    assert "".join(text for mark, text in parts if mark != "new") == old
    assert "".join(text for mark, text in parts if mark != "gone") == new


def test_changed_words_that_stand_together_are_shown_as_one_run():
    assert readable_difference("a small child waits", "a big dog waits") == (
        ("same", "a "),
        ("gone", "small child"),
        ("new", "big dog"),
        ("same", " waits"),
    )
