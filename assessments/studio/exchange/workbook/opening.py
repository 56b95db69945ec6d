"""A file that was brought -> the cells of its sheets, after everything that could harm was refused.

An XLSX file is a zip of XML parts (ECMA-376 part 1, chapter 12). It is read row by row, formulas as formulas,
and nothing that it points to outside of itself is followed.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO
from lzma import LZMAError
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from assessments.studio.exchange.faults import Fault, FileRefused
from assessments.studio.exchange.workbook.columns import SHEETS

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED, MOST_PARTS = 60 * 1024 * 1024, 2_000
# XML of a full workbook shrinks to about a tenth; what shrinks a hundred times and is large was made to burst.
MOST_RATIO, SMALL_PART = 100, 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 13_000, 250
# The last row there can be (ECMA-376 part 1, 18.3.1.73 leaves it open; every program ends here).
LAST_ROW = 1_048_576
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# No "<" inside of a tag: so a comment full of beginnings is not searched once from each of them.
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}[0-9]+:[A-Z]{1,3}[0-9]+)"')
# What openpyxl lets through when the parts of a file do not fit together.
UNREADABLE = (
    InvalidFileException,
    BadZipFile,
    ParseError,
    ZlibError,
    LZMAError,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    NotImplementedError,
)


@dataclass(frozen=True)
class Cell:
    """One cell with something in it: `kind` is openpyxl's, s text, n number, b yes/no, d date, f formula, e error."""

    place: str
    value: object
    kind: str


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet by row and column (both from 1), and the ranges that were merged, as "A3:B4"."""

    title: str
    cells: dict[int, dict[int, Cell]] = field(repr=False)
    merged: tuple[str, ...] = ()

    def place(self, row: int, column: int) -> str:
        """Return the address of a cell, "Choices!C7"."""
        return f"{self.title}!{get_column_letter(column)}{row}"


def open_workbook(
    content: bytes, sheets: tuple[str, ...] = SHEETS
) -> tuple[dict[str, Grid], tuple[str, ...]]:
    """Return ({sheet of ours: its cells}, the names of other sheets). Raises FileRefused."""
    require_harmless(content)
    try:
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        names = {sheet.casefold(): sheet for sheet in sheets}
        grids = {
            names[title.casefold()]: _grid(workbook[title], names[title.casefold()], content)
            for title in workbook.sheetnames
            if title.casefold() in names
        }
        others = tuple(title for title in workbook.sheetnames if title.casefold() not in names)
    except UNREADABLE as error:
        raise _refused(_("The file is damaged or no XLSX workbook. Save it again as .xlsx.")) from error
    return grids, others


def _refused(message: str, place: str = "") -> FileRefused:
    return FileRefused([Fault(place, message)])


def require_harmless(content: bytes, too_much: str = "") -> None:
    """Refuse what is no workbook or could do harm by being opened; `too_much` says it of one that bursts.

    Raises FileRefused.
    """
    if len(content) > MOST_BYTES:
        raise _refused(_("The file is too large: at most 10 MB."))
    if content.startswith(_OLE):
        # An encrypted workbook is a stream of this name in a file of the old kind (MS-OFFCRYPTO 2.3.4).
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _refused(
                _("The file is protected by a password. Take the password away and save it again.")
            )
        raise _refused(_("The file is of the old kind (.xls). Save it as .xlsx."))
    try:
        with ZipFile(BytesIO(content)) as archive:
            _require_small(archive, too_much)
    except (BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise _refused(_("The file is no XLSX workbook. Save it as .xlsx and bring it again.")) from error


def _require_small(archive: ZipFile, too_much: str) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise _refused(_("The file is protected by a password. Take the password away and save it again."))
    total = sum(part.file_size for part in parts)
    bursts = any(
        part.file_size > SMALL_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if total > MOST_UNPACKED or len(parts) > MOST_PARTS or bursts:
        raise _refused(
            too_much or _("The file unpacks to far more than a scenario can hold. It is not opened.")
        )
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise _refused(_("The file is no XLSX workbook. Save it as .xlsx and bring it again."))


def _grid(sheet, title: str, content: bytes) -> Grid:
    cells: dict[int, dict[int, Cell]] = {}
    # What a file says about its own extent need not be true.
    sheet.reset_dimensions()
    for number, line in enumerate(sheet.iter_rows(), start=1):
        own = {
            cell.column: Cell(f"{title}!{cell.coordinate}", cell.value, cell.data_type)
            for cell in line
            if cell.value is not None and cell.value != ""
        }
        if own:
            cells[next(cell.row for cell in line if cell.value is not None)] = own
        # Rows that are not in the file come along empty, up to the number that the next one gives itself.
        if number > LAST_ROW or len(cells) > MOST_ROWS or (own and max(own) > MOST_COLUMNS):
            raise _refused(_("The sheet has more rows or columns than a scenario can hold."), title)
    return Grid(title, cells, merged_ranges(sheet, content))


def merged_ranges(sheet, content: bytes) -> tuple[str, ...]:
    """Return the ranges of a sheet (opened to be read row by row) that were merged, as "A3:B4"."""
    # openpyxl does not tell merged cells when it reads row by row; it has no public name for the part either.
    with ZipFile(BytesIO(content)) as archive:
        found = _MERGED.findall(archive.read(sheet._worksheet_path))
    return tuple(reference.decode() for reference in found)
