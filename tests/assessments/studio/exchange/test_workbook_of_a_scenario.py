"""A scenario goes into a workbook and comes back as it was; what the workbook is like for those who fill it in."""

import pytest
from django.utils import translation

from assessments.studio.drafting.document import CHOICE, SCENE, VALUE, diff_changes, empty
from assessments.studio.exchange.content import overlay
from assessments.studio.exchange.example import example_document
from assessments.studio.exchange.workbook.writing import write_workbook
from assessments.studio.releasing.checking import judge_document
from tests.factories.drafts import make_document
from tests.factories.workbooks import altered, column_of, opened, read, saved


def rich_document():
    """A document that uses every field there is."""
    doc = make_document()
    doc["head"] |= {
        "modules": ["m3", "m5"],
        "policy": {"mode": "practice", "tries": 3, "cooldown_minutes": 30},
        "content_notice": True,
        "sign_offs": ["legal", "child"],
    }
    doc["values"] = {
        "trust": VALUE | {"rank": 1, "kind": "integer", "start": 1, "min": -2, "max": 2},
        "seen": VALUE | {"rank": 2, "start": True},
    }
    doc["scenes"]["d1"] |= {"notice": True, "image": "a" * 40}
    doc["scenes"]["d1"]["choices"]["a"] |= {
        "effects": [{"value": "trust", "add": -1}, {"value": "seen", "set": False}],
        "when": [{"value": "trust", "is": "at_least", "than": 0}],
        "routes": [{"when": [{"value": "seen", "is": "equals", "than": True}], "next": "end-pass"}],
        "sources": ["P19", "GK"],
        "principle": True,
    }
    doc["words"]["en"]["d1"] |= {
        "alt": "A counter",
        "notice": "Violence",
        "speaker": "Zarina",
        "notes": "Wait",
    }
    doc["words"]["en"]["d1/a"] |= {"text": "=1+1 is no formula\nsecond line", "consequence": "@ + - '"}
    doc["words"]["fa-af"] = {"d1": {"heading": "کنار باجه", "situation": "زنی با کودک «{{unhcr_contact}}»"}}
    return doc


def test_every_field_of_a_scenario_comes_back_from_its_workbook():
    doc = rich_document()
    content = read(write_workbook(doc))
    assert diff_changes(doc, overlay(empty(code="SC-90", source_language="en"), content)) == []
    assert content.notes == ()


def test_bringing_back_what_was_taken_out_changes_nothing():
    doc = rich_document()
    assert diff_changes(doc, overlay(doc, read(write_workbook(doc)))) == []


def test_a_workbook_saved_by_a_spreadsheet_program_reads_the_same():
    doc = rich_document()
    written = write_workbook(doc)
    assert overlay(doc, read(saved(opened(written)))) == overlay(doc, read(written))


def test_a_new_scene_between_two_changes_no_other_place():
    doc = make_document()

    def add(book):
        book["Scenes"].insert_rows(4)
        book["Scenes"]["A4"] = "d1-new"
        book["Scenes"]["B4"] = "mixed"

    new = overlay(doc, read(altered(doc, change=add)))
    assert [each["path"] for each in diff_changes(doc, new)] == [["scenes", "d1-new"]]
    order = sorted(new["scenes"], key=lambda key: new["scenes"][key]["rank"])
    assert order[:3] == ["d1", "d1-new", "d1-repair"]


def test_rows_that_change_places_change_one_rank():
    doc = make_document()

    def swap(book):
        sheet = book["Choices"]
        sheet.move_range("A3:Z3", rows=10)
        sheet.move_range("A4:Z13", rows=-1)

    changes = diff_changes(doc, overlay(doc, read(altered(doc, change=swap))))
    assert len(changes) == 1
    assert changes[0]["path"][-1] == "rank"


def test_text_that_begins_like_a_formula_stays_text():
    doc = make_document()
    doc["words"]["en"]["d1/a"]["text"] = "=HYPERLINK(1)"
    content = write_workbook(doc)
    cell = opened(content)["Choices"][f"{column_of(content, 'Choices', 'text (en)')}3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_the_names_stay_and_the_help_is_in_the_language_of_the_reader():
    doc = make_document()
    with translation.override("ru"):
        russian = opened(write_workbook(doc))["Scenes"]
    english = opened(write_workbook(doc))["Scenes"]
    assert [cell.value for cell in russian[2]] == [cell.value for cell in english[2]]
    assert russian.title == english.title == "Scenes"


def test_columns_of_dari_read_from_the_right():
    content = write_workbook(make_document(), languages=["fa-af"])
    letter = column_of(content, "Scenes", "situation (fa-af)")
    alignment = opened(content)["Scenes"][f"{letter}3"].alignment
    assert (alignment.horizontal, alignment.readingOrder) == ("right", 2)


def test_severity_ending_code_and_next_scene_are_chosen_from_lists():
    book = opened(write_workbook(make_document()))
    rules = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in book["Choices"].data_validations.dataValidation
    }
    assert rules["D3"] == '"best,acceptable,poor,harmful,critical"'
    assert rules["F3"] == "Scenes!$A$3:$A$1002"
    assert "CE-REF" in rules["E3"]
    assert book["Choices"].freeze_panes == "C3"


def test_the_template_with_its_example_can_be_taken_in_as_it_is():
    content = read(write_workbook(example_document(language="en"), languages=["ru"]))
    doc = overlay(empty(code=content.code, source_language="en"), content)
    blocking = {problem.code for problem in judge_document(doc).blocking}
    assert content.languages == ("en",)
    assert blocking <= {"missing_key", "missing_detail"}


def test_a_scene_can_be_written_without_words_and_values():
    doc = empty(code="SC-1", source_language="ru")
    doc["scenes"]["d1"] = SCENE | {"choices": {"a": CHOICE | {"rank": 1}}}
    content = read(write_workbook(doc))
    assert diff_changes(doc, overlay(empty(code="SC-1", source_language="ru"), content)) == []


@pytest.mark.parametrize("absent", ["severity", "effects", "text (ru)"])
def test_a_column_that_is_taken_out_leaves_the_draft_as_it_is(absent):
    doc = rich_document()

    def take_out(book):
        letter = column_of(write_workbook(doc), "Choices", absent)
        number = book["Choices"][f"{letter}2"].column
        book["Choices"].delete_cols(number)

    assert diff_changes(doc, overlay(doc, read(altered(doc, change=take_out)))) == []


def test_a_text_that_is_emptied_is_taken_away_and_a_language_that_is_not_there_stays():
    doc = rich_document()
    written = write_workbook(doc)
    letter = column_of(written, "Scenes", "heading (ru)")

    def empty_one(book):
        book["Scenes"][f"{letter}3"] = None
        for name in ("heading (fa-af)", "situation (fa-af)"):
            column = book["Scenes"][f"{column_of(written, 'Scenes', name)}2"]
            column.value = None
            book["Scenes"].cell(3, column.column).value = None

    changes = diff_changes(doc, overlay(doc, read(altered(doc, change=empty_one))))
    assert [each["path"] for each in changes] == [["words", "ru", "d1", "heading"]]
