"""Whatever is wrong with a workbook is told by its cell, all of it at once."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest

from assessments.studio.exchange.faults import FileRefused
from assessments.studio.exchange.workbook import opening
from assessments.studio.exchange.workbook.writing import write_workbook
from tests.factories.drafts import make_document
from tests.factories.workbooks import altered, column_of, other_workbook, read


def faults_of(content):
    with pytest.raises(FileRefused) as caught:
        read(content)
    return {fault.place: fault.message for fault in caught.value.faults}


def faults_with(cells=None, **more):
    return faults_of(altered(make_document(), cells, **more))


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        ("Choices!F3", "d9", "There is no scene “d9”"),
        ("Choices!K3", "d9 if trust >= 1", "There is no scene “d9”"),
        ("Scenario!B8", "d9", "There is no scene “d9”"),
        ("Choices!A3", "d9", "“d9” is not in the sheet"),
        ("Choices!B4", "a", "“d1/a” is there twice: it stands in Choices!B3"),
        ("Scenes!A4", "d1", "“d1” is there twice: it stands in Scenes!A3"),
        ("Choices!D3", "good", "“good” is not one of: best, acceptable"),
        ("Choices!E3", "CE-XXX", "“CE-XXX” is not one of"),
        ("Choices!C3", "two", "“two” is not a whole number"),
        ("Choices!C3", 1.5, "is not a whole number"),
        ("Choices!C3", 99, "cannot have this value"),
        ("Choices!H3", "perhaps", "neither yes nor no"),
        ("Choices!I3", "trust minus one", "“trust minus one” cannot be read"),
        ("Choices!J3", "trust > 1", "cannot be read. Write it like this: trust >= 1"),
        ("Choices!B3", "a b", "cannot be an id"),
        ("Scenes!B3", "happy", "“happy” is not one of: good, mixed, critical"),
        ("Scenes!D3", "photo.jpg", "cannot have this value"),
        ("Scenes!A3", datetime(2026, 2, 1), "made a date"),  # noqa: DTZ001 - spreadsheets know no zones
        ("Scenes!E3", "=A1", "This is a formula"),
        ("Choices!C3", "=1+1", "This is a formula"),
        ("Scenario!B6", "=1+1", "This is a formula"),
        ("Scenes!F3", "Come <b>here</b>", "HTML is not allowed"),
        ("Scenes!F3", "Call {{the_boss}}", "not a country token"),
        ("Scenes!E3", "x" * 201, "too long"),
        ("Scenario!B7", 0, "cannot have this value"),
        ("Scenario!B6", "long", "not a whole number"),
        ("Scenario!B13", 1000, "cannot have this value"),
        ("Scenario!B15", "m4-1", "cannot have this value"),
        ("Scenario!B5", "xx", "not one of the site"),
        ("Scenario!B4", None, "The code of the scenario is missing"),
        ("Scenario!A8", "begin", "The setting “begin” is not known"),
        ("Scenario!A8", "minutes", "The setting “minutes” is there twice"),
        ("Choices!C2", "score", "The column “score” is not known"),
        ("Choices!L2", "text (xx)", "The column “text (xx)” is not known"),
        ("Choices!M2", "text (en)", "“text (en)” is there twice"),
        ("Scenes!ZZ3", "note to self", "more rows or columns"),
        ("Scenes!AM3", "note to self", "a column without a name"),
        ("Choices!B3", None, "This row has no “id”"),
    ],
)
def test_a_fault_is_told_at_its_cell(place, value, says):
    found = faults_with({place: value})
    assert says in found.get(place, found.get(place.partition("!")[0], "")), found


def test_all_faults_are_told_at_once_in_the_order_of_the_sheets():
    content = altered(
        make_document(),
        {
            "Choices!F3": "d9",
            "Choices!D4": "good",
            "Scenes!B3": "happy",
            "Scenario!B6": "long",
            "Scenes!F4": "<i>",
        },
    )
    assert list(faults_of(content)) == ["Scenario!B6", "Scenes!B3", "Scenes!F4", "Choices!D4", "Choices!F3"]


def test_a_fault_of_an_id_is_not_told_again_by_everything_that_hangs_on_it():
    assert list(faults_with({"Scenes!E3": "=A1"})) == ["Scenes!E3"]


def test_merged_cells_are_named_by_their_range():
    found = faults_with(change=lambda book: book["Scenes"].merge_cells("E3:E4"))
    assert "E3:E4" in found["Scenes!E3"]


def test_cells_merged_above_the_names_do_not_matter():
    read(altered(make_document(), change=lambda book: book["Scenes"].merge_cells("A1:B1")))


def test_a_sheet_that_is_missing_is_named():
    assert faults_with(change=lambda book: book.remove(book["Choices"])) == {
        "Choices": "The sheet “Choices” is missing."
    }


def test_a_sheet_of_somebody_else_is_not_read_and_told():
    content = altered(make_document(), change=lambda book: book.create_sheet("Diary"))
    assert [note.place for note in read(content).notes] == ["Diary"]


def test_an_empty_severity_is_assumed_and_told():
    content = read(altered(make_document(), {"Choices!D3": None}))
    assert content.scenes["d1"]["choices"]["a"]["severity"] == "poor"
    assert [note.place for note in content.notes] == ["Choices!D3"]


def test_numbers_written_as_text_and_ids_written_as_numbers_are_understood():
    doc = make_document()
    content = read(
        altered(doc, {"Choices!C3": " 2 ", "Scenes!A8": 7, "Choices!H3": True, "Scenes!B8": "GOOD"})
    )
    assert content.scenes["d1"]["choices"]["a"]["points"] == 2
    assert content.scenes["7"]["ending"] == "good"


def test_names_may_be_written_with_blanks_and_capitals():
    content = read(altered(make_document(), {"Choices!E2": " Critical error ", "Choices!L2": "Text(EN)"}))
    assert content.scenes["d1"]["choices"]["c"]["critical_error"] == "CE-REF"
    assert content.words["en"]["d1/a"]["text"] == "en d1/a text"


@pytest.mark.parametrize("count", [1001, 2000])
def test_more_than_a_thousand_scenes_are_refused(count):
    def fill(book):
        for number in range(count):
            book["Scenes"].append([f"more-{number}"])

    assert "1000 are possible" in faults_with(change=fill)["Scenes"]


def zip_of(**parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def with_part(name, content):
    """A workbook with one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(write_workbook(make_document()))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><workbook>&b;</workbook>"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no XLSX workbook"),
        (b"PK\x03\x04 broken", "no XLSX workbook"),
        (b"code;minutes", "no XLSX workbook"),
        (zip_of(word__document="x"), "no XLSX workbook"),
        (zip_of(**{"[Content_Types].xml": "x", "xl__workbook.xml": "x"}), "damaged"),
        (with_part("xl/workbook.xml", BOMB), "damaged"),
        (with_part("xl/worksheets/sheet3.xml", "<worksheet"), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook", "old kind (.xls)"),
        (with_part("xl/media/image1.bin", b"\0" * 40_000_000), "unpacks to far more"),
        (b"PK" + b"\0" * (opening.MOST_BYTES + 1), "too large"),
    ],
)
def test_what_is_no_workbook_is_refused_whole(content, says):
    assert says in faults_of(content)[""]


SHEET = "xl/worksheets/sheet3.xml"  # Scenes


def sheet_with(text):
    """A workbook with something more at the end of its sheet “Scenes”."""
    with zipfile.ZipFile(BytesIO(write_workbook(make_document()))) as archive:
        content = archive.read(SHEET).decode()
    return with_part(SHEET, content.replace("</sheetData>", text))


def test_a_row_that_says_to_be_the_two_thousand_millionth_is_not_counted_up_to():
    content = sheet_with('<row r="2000000000"><c r="A2000000000"><v>1</v></c></row></sheetData>')
    assert "more rows" in faults_of(content)["Scenes"]


def test_a_comment_full_of_beginnings_of_merged_cells_is_gone_through_once():
    content = sheet_with("</sheetData><!--" + "<mergeCell x" * 75_000 + "-->")
    assert len(read(content).scenes) == 5


def test_a_broken_part_is_refused_however_it_was_packed():
    out = BytesIO()
    old = zipfile.ZipFile(BytesIO(write_workbook(make_document())))
    with old, zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        start = new.getinfo("xl/workbook.xml").header_offset
    content = bytearray(out.getvalue())
    content[start + 80 : start + 120] = b"\xff" * 40
    assert "damaged" in faults_of(bytes(content))[""]


def test_another_workbook_is_told_what_it_lacks():
    assert set(faults_of(other_workbook())) == {"Scenario", "Scenes", "Choices"}


def test_a_cell_at_the_far_end_of_a_sheet_does_not_matter_when_it_is_empty():
    def touch(book):
        book["Scenes"]["A1048576"].number_format = "0.00"

    assert len(read(altered(make_document(), change=touch)).scenes) == 5


def test_links_to_other_files_are_not_followed():
    doc = make_document()
    letter = column_of(write_workbook(doc), "Scenes", "heading (en)")
    found = faults_with({f"Scenes!{letter}3": "=[1]Sheet1!A1"})
    assert "formula" in found[f"Scenes!{letter}3"]
