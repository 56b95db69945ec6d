"""The report on authors and licences as an XLSX workbook: all works, and those without a licence."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from assessments.h5p.desk.crediting import Account, Work

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a cell of XLSX takes.
_LONGEST = 32_000
_HEAD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDTHS = [36, 9, 14, 24, 26, 40, 40, 36, 28, 12, 40, 40, 40]


def credits_workbook(accounts: Iterable[Account]) -> bytes:
    """Return the workbook. A row is a work; what has no licence stands on a sheet of its own, too."""
    book = Workbook(write_only=True)
    every, gaps = _sheet(book, _("Works")), _sheet(book, _("Without a licence"))
    for account in accounts:
        for work in account.works:
            row = list(_row(account, work))
            every.append([_cell(every, value) for value in row])
            if work.is_gap:
                gaps.append([_cell(gaps, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, title: str):
    sheet = book.create_sheet(title[:31])
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJKLM"[index]].width = width
    sheet.freeze_panes = "B2"
    sheet.append([_cell(sheet, text, font=_HEAD) for text in _head()])
    return sheet


def _head() -> list[str]:
    return [
        _("Content"),
        _("Version"),
        _("Language"),
        _("Type"),
        _("What"),
        _("Name"),
        _("Where"),
        _("Authors"),
        _("Licence"),
        _("Years"),
        _("Source"),
        _("More about the licence"),
        _("Changes"),
    ]


def _row(account: Account, work: Work) -> Iterator[str | int]:
    credit = work.credit
    yield account.content.title
    yield account.version.number
    yield account.language
    yield str(account.kind)
    yield str(work.kind)
    yield credit.name
    yield " › ".join(work.where)
    yield "; ".join(work.authors)
    yield work.licence
    yield credit.years
    yield work.source
    yield credit.extras
    yield "; ".join(" ".join(filter(None, (each.date, each.author, each.log))) for each in credit.changes)


def _cell(sheet, value, font: Font | None = None) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST])
    # Words are words: what begins with "=" is no formula.
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = _WRAPPED
    if font:
        cell.font = font
    return cell
