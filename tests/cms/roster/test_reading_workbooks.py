"""XLSX as people bring it: titles, merged headings, numbers that became floats, formulas, hidden sheets."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from cms.roster.reading.lists import read_list
from cms.roster.reading.refused import ListRefused
from tests.factories import lists


def saved(book) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, change) -> bytes:
    """Return the zip with one part changed."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


def by_field(read, at=0):
    _number, cells = read.rows[at]
    return {field: cells[index] for field, index in read.columns.items() if index < len(cells)}


def test_a_list_with_title_merged_headings_and_numbered_columns(tmp_path):
    read = read_list(lists.mended_list(tmp_path / "list.xlsx").read_bytes())
    assert read.source["header_rows"] == [3, 4]
    assert read.source["skipped"] == [5]
    assert read.source["hidden"] == ["Служебное"]
    assert [row for row, _cells in read.rows][:2] == [lists.FIRST_ROW, lists.FIRST_ROW + 1]
    assert len(read.rows) == 30
    assert by_field(read) == {
        "number": "2001", "surname": "Абдрахманов", "given": "Ерлан", "patronymic": "Серікұлы", "sex": "м",
        "born_on": "31.12.1990", "language": "казахский", "country": "KZ", "rank": "майор",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shown", "read_as"),
    [
        (1001.0, "General", "1001"),
        (123, "00000", "00123"),
        ("'00123", "General", "00123"),
        ('="00123"', "@", "00123"),
        ("\u00a0А-17 ", "General", "А-17"),
        (datetime(1990, 12, 31), "dd.mm.yyyy", "1990-12-31"),  # noqa: DTZ001 - a cell has no zone
    ],
)
def test_quirks_of_a_spreadsheet_are_taken_out(value, shown, read_as):
    book = Workbook()
    book.active.append(["Т/н", "ФИО"])
    book.active["A2"], book.active["B2"] = value, "Ким Алла"
    if isinstance(value, str):
        book.active["A2"].data_type = "s"
    book.active["A2"].number_format = shown
    assert read_list(saved(book)).rows == [(2, [read_as, "Ким Алла"])]


def test_a_formula_gives_what_it_came_to_and_one_without_a_result_is_told_by_cell():
    book = Workbook()
    book.active.append(["Т/н", "ФИО"])
    book.active.append(["=1000+1", "Ким Алла"])
    empty = saved(book)
    assert read_list(empty).rows == [(2, [{"formula": "=1000+1"}, "Ким Алла"])]
    computed = with_part(
        empty,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<f>1000+1</f><v />", b"<f>1000+1</f><v>1001</v>").replace(
            b"<f>1000+1</f><v></v>", b"<f>1000+1</f><v>1001</v>"
        ),
    )
    assert read_list(computed).rows == [(2, ["1001", "Ким Алла"])]


def test_an_error_of_the_spreadsheet_is_no_text():
    book = Workbook()
    book.active.append(["Т/н", "ФИО"])
    book.active.append(["7", "#N/A"])
    book.active["B2"].data_type = "e"
    assert read_list(saved(book)).rows == [(2, ["7", {"error": "#N/A"}])]


def test_the_sheet_with_people_is_read_and_others_are_named():
    book = Workbook()
    book.active.title = "Обложка"
    book.active.append(["Академия", "Год"])
    people = book.create_sheet("Люди")
    people.append(["Т/н", "ФИО", "Пол"])
    people.append(["7", "Ким Алла", "ж"])
    read = read_list(saved(book))
    assert (read.source["sheet"], read.source["other_sheets"]) == ("Люди", ["Обложка"])


def test_empty_rows_and_columns_keep_the_numbers_of_the_others():
    book = Workbook()
    sheet = book.active
    sheet["B3"], sheet["D3"] = "Т/н", "ФИО"
    sheet["B7"], sheet["D7"] = "7", "Ким Алла"
    read = read_list(saved(book))
    assert read.rows == [(7, ["", "7", "", "Ким Алла"])]
    assert read.columns == {"number": 1, "name": 3}


def test_headings_that_come_again_on_each_printed_page_are_no_people():
    head, one = ["Т/н", "ФИО"], ["7", "Ким Алла"]
    read = read_list(lists.xlsx([head, one, head, ["8", "Ли Виктор"]]))
    assert [row for row, _cells in read.rows] == [2, 4]


def test_a_list_without_known_headings_is_read_and_its_columns_are_left_to_be_chosen():
    read = read_list(lists.xlsx([["A1", "B1"], ["7", "Ким Алла"]]))
    assert read.columns == {}
    assert read.source["heads"] == ["A1", "B1"]


def test_five_thousand_rows_are_read_and_one_more_is_too_many():
    assert len(read_list(lists.xlsx(lists.numbered(5_000))).rows) == 5_000
    with pytest.raises(ListRefused, match="5,000"):
        read_list(lists.xlsx(lists.numbered(5_001)))


@pytest.mark.parametrize("rows", [[], [["Т/н", "ФИО"]]])
def test_a_list_of_nobody_is_refused(rows):
    with pytest.raises(ListRefused, match="nothing|no person"):
        read_list(lists.xlsx(rows))
