"""Files that are no lists, or that were made to do harm: each is told what it is, and nothing is opened."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from cms.roster.reading.lists import read_list
from cms.roster.reading.refused import ListRefused
from tests.factories import lists


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def opened(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


LIST = lists.xlsx([["Т/н", "ФИО"], ["7", "Ким Алла"]])
BOMB = opened(LIST) | {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 70_000_000 + b"</worksheet>"}
ENTITIES = opened(LIST)["xl/worksheets/sheet1.xml"].replace(
    b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet', 1
)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf  <HTML>", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (b"{\\rtf1 }", "text document"),
        (b"PK\x03\x04 and no zip", "no XLSX workbook"),
        (zipped({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "no XLSX workbook"),
        (zipped(BOMB), "unpacks to far more"),
        (zipped(opened(LIST) | {"xl/vbaProject.bin": b"\0"}), "macros"),
        (zipped(opened(LIST) | {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}), "damaged"),
        (zipped(opened(LIST) | {"xl/worksheets/sheet1.xml": ENTITIES}), "damaged"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "damaged"),
        (LIST[: len(LIST) // 2], "no XLSX workbook"),
        (b"\0\1\2\3" * 400, "known encoding"),
        (b'a;b\n"' + b"x" * 200_000, "damaged"),
        (b";".join([b"x"] * 400) + b"\n", "columns"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_told_what_it_is(content, told):
    with pytest.raises(ListRefused, match=told):
        read_list(content)


def test_a_sheet_that_says_it_is_empty_and_one_that_says_it_is_endless_are_read_as_they_are():
    parts = opened(LIST)
    sheet = parts["xl/worksheets/sheet1.xml"]
    for dimension in (b'<dimension ref="A1"/>', b'<dimension ref="A1:XFD1048576"/>'):
        lied = sheet.replace(b"<sheetData>", dimension + b"<sheetData>", 1)
        assert lied != sheet
        assert len(read_list(zipped(parts | {"xl/worksheets/sheet1.xml": lied})).rows) == 1


def test_a_row_far_down_is_read_without_the_rows_between():
    book = Workbook()
    book.active["A1"], book.active["B1"] = "Т/н", "ФИО"
    book.active["A1000000"], book.active["B1000000"] = "7", "Ким Алла"
    out = BytesIO()
    book.save(out)
    assert read_list(out.getvalue()).rows == [(1_000_000, ["7", "Ким Алла"])]


def test_a_very_wide_row_of_a_workbook_is_refused():
    with pytest.raises(ListRefused, match="more than 100 columns"):
        read_list(lists.xlsx([["x"] * 300]))
