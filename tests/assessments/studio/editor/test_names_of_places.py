"""Places in a scenario are called what the editor calls them, not by ids that machines made."""

from assessments.studio.editor.field_names import field_name, place_name
from tests.factories.drafts import make_document


def test_a_choice_is_called_by_its_place_in_the_scene():
    doc = make_document()
    doc["scenes"]["d2"]["choices"]["b"]["rank"] = 0.5
    assert field_name(["words", "ru", "d2/b", "text"], doc) == "Choice 1: Text of the choice"
    assert field_name(["scenes", "d2", "choices", "a"], doc) == "Choice 2"


def test_a_choice_that_is_gone_is_found_in_the_document_before_or_called_by_its_id():
    old, new = make_document(), make_document()
    del new["scenes"]["d2"]["choices"]["b"]
    assert field_name(["scenes", "d2", "choices", "b"], new, old) == "Choice 2"
    assert field_name(["scenes", "d9", "choices", "x"], new, old) == "Choice x"


def test_an_address_is_told_by_heading_and_choice_in_the_readers_language_or_the_source():
    doc = make_document()
    assert place_name("d1/b", doc, "ru") == "ru d1 heading › Choice 2"
    assert place_name("d1", doc, "tg") == "en d1 heading"
    assert place_name("d9", doc, "en") == "d9"
    assert place_name("", doc, "en") == ""
