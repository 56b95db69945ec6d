"""Strings <-> a workbook: one row a string, only the column of the translation is read when it comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from assessments.studio.exchange.faults import Fault, FileRefused
from assessments.studio.exchange.workbook.opening import Grid, open_workbook
from cms.translation.board.states import NAMES
from cms.translation.handoff.strings import Phrase

SHEET = "Strings"
# The names by which columns are found again, whatever order they came back in.
PLACE, PAGE, SOURCE, TARGET, STATE, TERMS, DIGEST, LANGUAGE = (
    "place",
    "page",
    "source",
    "translation",
    "state",
    "terms",
    "fingerprint",
    "language",
)
COLUMNS = (
    (PAGE, 12),
    (SOURCE, 60),
    (TARGET, 60),
    (TERMS, 30),
    (STATE, 14),
    (PLACE, 18),
    (DIGEST, 18),
    (LANGUAGE, 10),
)
NEEDED = (PLACE, TARGET, DIGEST, LANGUAGE)
LONGEST = 32_000
_DARK = "FF0F4C4A"
_RIGHT_TO_LEFT = 2


@dataclass(frozen=True)
class Returned:
    """One row that came back; `row` is its number in the sheet."""

    row: int
    place: str
    target: str
    digest: str
    language: str


def write_workbook(phrases: Iterable[Phrase], language: str) -> bytes:
    """Return an XLSX file with the strings of a language."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.freeze_panes = "A2"
    for number, (name, width) in enumerate(COLUMNS, start=1):
        head = sheet.cell(1, number, name)
        head.font, head.fill = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor=_DARK)
        sheet.column_dimensions[head.column_letter].width = width
    is_rtl = get_language_info(language)["bidi"]
    for row, phrase in enumerate(phrases, start=2):
        values = {
            PAGE: phrase.code,
            SOURCE: phrase.source,
            TARGET: phrase.target,
            TERMS: "\n".join(phrase.terms),
            STATE: str(NAMES[phrase.state]),
            PLACE: phrase.place,
            DIGEST: phrase.digest,
            LANGUAGE: language,
        }
        for number, (name, _width) in enumerate(COLUMNS, start=1):
            _put(sheet.cell(row, number), values[name], is_rtl=is_rtl and name == TARGET)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell, text: str, *, is_rtl: bool) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    # A text that begins with = stays a text, here and after it is edited.
    cell.data_type, cell.quotePrefix, cell.number_format = "s", text[:1] in ("=", "+", "-", "@"), "@"
    cell.alignment = Alignment(
        wrap_text=True,
        vertical="top",
        horizontal="right" if is_rtl else None,
        readingOrder=_RIGHT_TO_LEFT if is_rtl else 0,
    )


def read_workbook(content: bytes) -> list[Returned]:
    """Return the rows of a file that came back. Raises FileRefused with what is wrong with it as a whole."""
    grids, _others = open_workbook(content, sheets=(SHEET,))
    if SHEET not in grids:
        raise FileRefused([Fault("", _("The sheet “%(name)s” is missing.") % {"name": SHEET})])
    grid = grids[SHEET]
    columns = {str(cell.value).strip().casefold(): number for number, cell in grid.cells.get(1, {}).items()}
    if missing := [name for name in NEEDED if name not in columns]:
        message = _("The first row must name the columns; these are missing: %(names)s.")
        raise FileRefused([Fault(f"{SHEET}!1", message % {"names": ", ".join(missing)})])
    rows = [
        Returned(
            row=row,
            place=_text(grid, row, columns[PLACE]),
            target=_text(grid, row, columns[TARGET]),
            digest=_text(grid, row, columns[DIGEST]),
            language=_text(grid, row, columns[LANGUAGE]),
        )
        for row in sorted(grid.cells)
        if row > 1
    ]
    if not rows:
        raise FileRefused([Fault(SHEET, _("There is no text in the file."))])
    return rows


def _text(grid: Grid, row: int, column: int) -> str:
    cell = grid.cells[row].get(column)
    # How spreadsheets write the other half of a line's end (ECMA-376 part 1, section 22.9.2.19).
    return str(cell.value).replace("_x000D_", "").replace("\r\n", "\n").strip() if cell else ""
