"""The register of a year as an XLSX workbook."""

from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from cms.papers.register import RegisterFacts, RegisterRow

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (26, 32, 32, 40, 32, 12, 12, 16, 44)


def register_workbook(facts: RegisterFacts) -> bytes:
    """Return the workbook: a row a number, days as days."""
    book = Workbook(write_only=True)
    with translation.override(facts.language):
        sheet = book.create_sheet(_("Register")[:31])
        sheet.sheet_view.rightToLeft = translation.get_language_bidi()
        for letter, width in zip("ABCDEFGHI", _WIDTHS, strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
        sheet.append([_text(sheet, text, Font(bold=True)) for text in _heads()])
    for row in facts.rows:
        sheet.append(_cells(sheet, row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _heads() -> list[str]:
    return [
        _("Number"),
        _("name in native script"),
        _("name in Latin letters"),
        _("Title"),
        _("Cohort"),
        _("Issued on"),
        _("Valid until"),
        _("State"),
        _("Remark"),
    ]


def _cells(sheet, row: RegisterRow) -> list:
    words = [_text(sheet, text) for text in (row.number, row.name, row.name_latin, row.title, row.cohort)]
    return [*words, row.issued_on, row.valid_until, _text(sheet, row.state), _text(sheet, row.since)]


def _text(sheet, value: str, font: Font | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    # Words are words: what begins with "=" is no formula.
    cell.data_type = "s"
    cell.quotePrefix = True
    if font:
        cell.font = font
    return cell
