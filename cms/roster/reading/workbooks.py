"""XLSX -> the sheets of people in it. What could harm is refused before anything is opened."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from assessments.studio.exchange.faults import FileRefused
from assessments.studio.exchange.workbook.opening import UNREADABLE, merged_ranges, require_harmless
from cms.roster.reading.refused import ListRefused
from cms.roster.reading.table import (
    LONGEST_CELL,
    MOST_ABOVE,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Table,
    text_of_formula,
    tidy,
    trimmed,
)

_MACROS = re.compile(r"vbaProject\.bin$|^xl/macrosheets/", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_LEADING_ZEROS = re.compile(r"^0+$")


def read_workbook(content: bytes) -> list[Table]:
    """Return the visible sheets that hold anything, in their order. Raises ListRefused."""
    _require_list(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        tables = [_table(content, sheet) for sheet in seen]
    except (*UNREADABLE, InvalidFileException) as error:
        raise ListRefused(_("The file is damaged or no XLSX workbook. Save it again as .xlsx.")) from error
    found = [table for table in tables if table.rows]
    for table in found:
        table.source["hidden"] = hidden
    return found


def _require_list(content: bytes) -> None:
    try:
        require_harmless(
            content, _("The file unpacks to far more than a list of people can hold. It is not opened.")
        )
    except FileRefused as error:
        raise ListRefused(error.faults[0].message) from error
    with ZipFile(BytesIO(content)) as archive:
        if any(_MACROS.search(name) for name in archive.namelist()):
            raise ListRefused(
                _("The file has macros in it, which are never run. Save it as .xlsx without them.")
            )


def _table(content: bytes, sheet) -> Table:
    rows = []
    for number, cells in enumerate(_rows(content, sheet), start=1):
        own = trimmed(cells)
        if not own:
            continue
        rows.append((number, own))
        if len(own) > MOST_COLUMNS:
            raise ListRefused(
                _("Row %(row)s has more than %(most)s columns. Leave in the list only what it needs.")
                % {"row": number, "most": MOST_COLUMNS}
            )
        if len(rows) > MOST_ROWS + MOST_ABOVE:
            raise too_many_rows()
    merged = tuple(_corners(reference) for reference in merged_ranges(sheet, content))
    return Table(rows, merged, {"kind": "xlsx", "sheet": sheet.title})


def too_many_rows() -> ListRefused:
    """Return the error of a list that is too long."""
    return ListRefused(
        _("The list has more than %(most)s rows. Divide it and bring the parts one by one.")
        % {"most": "5,000"}
    )


def _corners(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference)
    return top, left, bottom, right


def _rows(content: bytes, sheet) -> Iterator[list[Cell]]:
    # What a file says about its own extent need not be true.
    sheet.reset_dimensions()
    with ZipFile(BytesIO(content)) as archive:
        has_formulas = bool(_FORMULA.search(archive.read(sheet._worksheet_path)))
    if not has_formulas:
        yield from ([_cell(cell) for cell in line] for line in sheet.iter_rows())
        return
    # A formula keeps what it came to when the file was saved by a spreadsheet; one written by a program has nothing.
    formulas = load_workbook(BytesIO(content), read_only=True, keep_links=False)[sheet.title]
    formulas.reset_dimensions()
    for line, written in zip(sheet.iter_rows(), formulas.iter_rows(), strict=True):
        yield [_cell(cell, formula) for cell, formula in zip(line, written, strict=True)]


def _cell(cell, written=None) -> Cell:
    value = cell.value
    if written is not None and written.data_type == "f" and (value is None or value == ""):
        # A formula over several cells is an object of openpyxl with its text in it.
        formula = getattr(written.value, "text", written.value) or "="
        return tidy(text_of_formula(formula)) or {"formula": formula[:80]}
    if value is None:
        return ""
    if isinstance(value, str):
        return {"error": value} if cell.data_type == "e" else tidy(value[:LONGEST_CELL])
    return _other(value, cell)


def _other(value: object, cell) -> str:
    """Return the text of what is no text: a number without the trace of having been a number, a date as 1990-12-31."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = str(value)
    shown = cell.number_format if isinstance(value, int) and not isinstance(value, bool) else ""
    return text.zfill(len(shown)) if _LEADING_ZEROS.match(shown or "") else text
