"""Files that go out: an empty list to fill in, and what was found in a list that came in."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import get_language, get_language_info, pgettext
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from cms.roster import fields
from cms.roster.checking.findings import ERROR, NOTE, QUESTION
from cms.roster.presenting import Told

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD, _FILL = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor="FF0F4C4A")
_EXAMPLE = {
    fields.NUMBER: "00123",
    fields.NAME: "Әлібекова Айгүл",
    fields.LATIN: "ALIBEKOVA Aigul",
    fields.SEX: "ж",
    fields.BORN: "31.12.1990",
    fields.LANGUAGE: "kk",
    fields.COUNTRY: "KZ",
    fields.UNIT: "Қорғас",
    fields.RANK: "капитан",
    fields.EMAIL: "",
    fields.SUPERIOR: "",
}


def template_workbook() -> bytes:
    """Return a workbook with the headings of the active language, an example and a sheet that explains them."""
    book = Workbook()
    sheet = book.active
    sheet.title = pgettext("a column of a report", "People")[:31]
    _write(sheet, [[str(fields.LABELS[field]) for field in _EXAMPLE], list(_EXAMPLE.values())], 22)
    for column in range(1, len(_EXAMPLE) + 1):
        # Text columns keep leading zeros and dates as they are typed.
        sheet.cell(2, column).number_format = "@"
        sheet.cell(2, column).font = Font(italic=True, color="FF777777")
    explained = book.create_sheet(_("Explanations")[:31])
    rows = [[str(fields.LABELS[field]), text] for field, text in _explanations().items()]
    _write(explained, [[_("Column"), _("What to write")], *rows], 60)
    return _saved(book)


def _explanations() -> dict[str, str]:
    return {
        fields.NUMBER: _(
            "Needed. The number by which the person signs in. Delete the example row before you begin."
        ),
        fields.NAME: _(
            "Needed. In the person’s own script; surname, given name and patronymic may be in three columns."
        ),
        fields.LATIN: _("As in the passport. Left empty it is proposed, and the person confirms it."),
        fields.SEX: _("ж or м, female or male. May be left empty."),
        fields.BORN: _("31.12.1990. Only to tell namesakes apart; printed nowhere."),
        fields.LANGUAGE: _("en, ru, kk, ky, tg, tk, uz or fa-af. Left empty it is that of the cohort."),
        fields.COUNTRY: _("KZ, KG, TJ, TM or UZ. Left empty it is that of the cohort."),
        fields.UNIT: _("Where the person serves."),
        fields.RANK: _("Rank or post."),
        fields.EMAIL: _("Not needed."),
        fields.SUPERIOR: _("The service number of somebody in the list or in your academy."),
    }


def findings_workbook(told: Iterable[Told], file_name: str) -> bytes:
    """Return what was found, a line a finding, errors first."""
    levels = {ERROR: _("error"), QUESTION: _("question"), NOTE: _("note")}
    order = list(levels)
    book = Workbook()
    sheet = book.active
    sheet.title = _("Findings")[:31]
    head = [_("Row"), _("Column"), _("Kind"), _("In the file"), _("What is wrong"), _("What to do")]
    lines = sorted(told, key=lambda one: (order.index(one.level), one.row))
    rows = [[one.row, one.column, levels[one.level], one.found, one.what, one.advice] for one in lines]
    _write(sheet, [head, *rows], 28)
    book.properties.title = file_name
    return _saved(book)


def _write(sheet, rows: list[list], width: int) -> None:
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = get_language_info(get_language())["bidi"]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            _put(sheet.cell(number, column), value)
    for cell in sheet[1]:
        cell.font, cell.fill = _HEAD, _FILL
        sheet.column_dimensions[cell.column_letter].width = width


def _put(cell, value) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    # What came out of a stranger's file stays text, whatever it begins with (OWASP, CSV injection).
    cell.data_type, cell.quotePrefix = "s", value[:1] in ("=", "+", "-", "@")


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
