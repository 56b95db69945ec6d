"""The report as an XLSX workbook: a sheet for what it is about, one for each table, one for what the words mean."""

import re
from collections.abc import Iterable
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from cms.reports.document import Cell, Document, Row, Table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STRONG = Font(bold=True)
# What a name of a sheet may not hold (ECMA-376, 18.2.19), and what it is measured by.
UNFIT = re.compile(r"[\[\]:*?/\\']")
LETTERS = 31


def workbook_of(document: Document) -> bytes:
    """Return the workbook. Hidden numbers are said to be hidden, never left empty."""
    book = Workbook(write_only=True)
    with translation.override(document.language):
        _sheet(book, document, _("Report"), [34, 60], _overview(document))
    for table in document.tables:
        _sheet(book, document, table.title, _widths(table), _lines(table))
    words = ([(term, STRONG), (text, None)] for term, text in document.definitions)
    _sheet(book, document, document.definitions_title, [28, 100], words)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, document: Document, title: str, widths: list[int], rows: Iterable) -> None:
    taken = {sheet.title for sheet in book.worksheets}
    sheet = book.create_sheet(_name(title, taken))
    sheet.sheet_view.rightToLeft = document.is_rtl
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    for row in rows:
        sheet.append([_cell(sheet, value, font) for value, font in row])


def _name(title: str, taken: set[str]) -> str:
    """Return a name for a sheet that no other has."""
    name = UNFIT.sub(" ", title)[:LETTERS].strip()
    number = 2
    while name in taken:
        name = f"{UNFIT.sub(' ', title)[: LETTERS - 3].strip()} {number}"
        number += 1
    return name


def _cell(sheet, value: str | float, font: Font | None) -> WriteOnlyCell:
    if isinstance(value, str):
        # Words are words: what begins with "=" is no formula (OWASP, CSV injection, holds for XLSX too).
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type, cell.quotePrefix, cell.number_format = "s", value[:1] in tuple("=+-@"), "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "#,##0" if isinstance(value, int) else "0.0"
        cell.alignment = Alignment(vertical="top")
    if font:
        cell.font = font
    return cell


def _overview(document: Document) -> Iterable:
    yield [(document.title, STRONG)]
    yield from ([(what, None), (value, None)] for what, value in document.told)
    yield [(document.hidden, None)]
    if document.empty:
        yield [(document.empty, STRONG)]
    yield from ([(figure.name, STRONG), (_value(figure.cell), None)] for figure in document.figures)


def _lines(table: Table) -> Iterable:
    yield [(text, STRONG) for text in table.head]
    yield from (_line(row) for row in table.rows)
    if table.note:
        yield [(table.note, None)]


def _line(row: Row) -> list:
    font = STRONG if row.is_total else None
    # Depth in words of the table, not in a format: a reader may sort the rows.
    label = f"    {row.label}" if row.level > 1 else row.label
    return [(label, font), *((_value(cell), font) for cell in row.cells)]


def _value(cell: Cell) -> str | float:
    return cell.text if cell.number is None else cell.number


def _widths(table: Table) -> list[int]:
    return [44, *([24] * (len(table.head) - 1))]
