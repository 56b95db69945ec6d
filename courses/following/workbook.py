"""The overview as an XLSX workbook: people × units, and who is stuck."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from courses.following.matrix import Cell
from courses.following.presenting import Overview
from courses.following.wording import cell_words

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def workbook_of(overview: Overview) -> bytes:
    """Return the workbook of the page as it stands."""
    book = Workbook(write_only=True)
    _sheet(book, _("Overview"), _head(overview), [28, 28, 14, 8, 8], _rows(overview))
    _sheet(
        book,
        _("Who is stuck"),
        [
            pgettext("of a person", "Name"),
            _("Name in Latin letters"),
            _("Service number"),
            _("Reason"),
            _("What to do"),
        ],
        [28, 28, 14, 60, 60],
        _stuck(overview),
    )
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, title: str, head: list, widths: Sequence[int], rows: Iterable[list]) -> None:
    sheet = book.create_sheet(title[:31])
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.append([_cell(sheet, text, font=_HEAD) for text in head])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet, value, font: Font | None = None):
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    # Words are words: what begins with "=" is no formula (OWASP, CSV injection, holds for XLSX too).
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = _WRAPPED
    if font:
        cell.font = font
    return cell


def _head(overview: Overview) -> list[str]:
    head = [
        pgettext("of a person", "Name"),
        _("Name in Latin letters"),
        _("Service number"),
        _("Lessons completed"),
        _("Lessons in all"),
    ]
    for part in overview.heads:
        head.append(_("%(module)s: lessons") % {"module": part["module"].code})
        head += [f"{unit.lesson.code} {unit.lesson.title}" for unit in part["units"]]
    return head


def _rows(overview: Overview) -> Iterable[list]:
    for row in overview.ordered:
        person = row.person
        line = [person.native, person.latin, person.number, row.done, row.total]
        for part in row.parts:
            line.append(_("%(done)d of %(total)d") % {"done": part.done, "total": part.total})
            line += [_told(cell) for cell in part.cells]
        yield line


def _told(cell: Cell) -> str:
    words = cell_words(cell)
    if cell.percent is None:
        return words
    return _("%(percent)d %%, %(words)s") % {"percent": cell.percent, "words": words}


def _stuck(overview: Overview) -> Iterable[list]:
    for line in overview.stuck:
        for reason in line.reasons:
            person = line.person
            yield [person.native, person.latin, person.number, reason.text, reason.advice]
