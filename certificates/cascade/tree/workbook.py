"""The table of trainers as an XLSX workbook."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from certificates.cascade.tree.sorting import NUMBERS
from certificates.cascade.tree.wording import column_names

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = {"A": 36, "B": 20}


def workbook_of(lines: Sequence) -> bytes:
    """Return the workbook: a row a trainer."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Onward training")[:31])
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    names = column_names()
    head = [_("Trainer"), _("Service number"), *(names[code] for code in NUMBERS)]
    sheet.append([_cell(sheet, text, Font(bold=True)) for text in head])
    for line in lines:
        numbers = [number(line) for number in NUMBERS.values()]
        sheet.append([_cell(sheet, line.person.name), _cell(sheet, line.person.number), *numbers])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, value: str, font: Font | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    # Words are words: what begins with "=" is no formula (OWASP, CSV injection, holds for XLSX too).
    cell.data_type = "s"
    cell.quotePrefix = True
    if font:
        cell.font = font
    return cell
