"""A file -> a list of people: which row holds the headings, which column holds what, which rows are people."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.roster.fields import NAMES, NUMBER
from cms.roster.reading.headings import field_of, named_columns
from cms.roster.reading.refused import ListRefused
from cms.roster.reading.separated import read_separated
from cms.roster.reading.table import MOST_ABOVE, MOST_ROWS, Cell, Table
from cms.roster.reading.workbooks import read_workbook, too_many_rows

_ZIP, _OLD = b"PK", b"\xd0\xcf\x11\xe0"
_FOREIGN = (
    (b"%PDF", gettext_lazy("a PDF document")),
    (b"{\\rtf", gettext_lazy("a text document")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"Rar!", gettext_lazy("an archive")),
    (b"7z\xbc\xaf", gettext_lazy("an archive")),
    (b"<!doctype html", gettext_lazy("a web page")),
    (b"<html", gettext_lazy("a web page")),
    (b"<?xml", gettext_lazy("an XML file")),
)


@dataclass(frozen=True)
class ReadList:
    """A list as it was read: `columns` is {field: index of the column}, `rows` are (number in the file, cells).

    `source` says how it was read; its "heads" are the names of all columns, "" where one has none.
    """

    rows: list[tuple[int, list[Cell]]]
    columns: dict[str, int]
    source: dict


@dataclass(frozen=True)
class _Header:
    """Headings in one row or two, at this place among the rows of a table."""

    at: int
    height: int
    heads: list[str]
    columns: dict[str, int]

    @property
    def weight(self) -> tuple[int, int]:
        is_list = NUMBER in self.columns and any(name in self.columns for name in NAMES)
        return (is_list, len(self.columns))


def read_list(content: bytes) -> ReadList:
    """Return the list in a file, told by what is in it and not by its name. Raises ListRefused."""
    tables = _tables(content)
    if not tables:
        raise ListRefused(_("There is nothing in the file."))
    headed = [(_header(table), table) for table in tables]
    header, table = max(headed, key=lambda pair: pair[0].weight)
    others = [one.source["sheet"] for one in tables if one is not table]
    return _list(table, header, others)


def _tables(content: bytes) -> list[Table]:
    if not content.strip():
        raise ListRefused(_("There is nothing in the file."))
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, kind in _FOREIGN:
        if start.startswith(mark.lower()):
            raise ListRefused(
                _("The file is %(kind)s, whatever its name says. Bring the list as .xlsx or .csv.")
                % {"kind": kind}
            )
    is_workbook = content.startswith((_ZIP, _OLD))
    tables = read_workbook(content) if is_workbook else [read_separated(content)]
    return [table for table in tables if table.rows]


def _header(table: Table) -> _Header:
    """Return the best header among the first rows; where no word is known, the first row of several cells."""
    tried = [_one_row(table, at) for at in range(min(len(table.rows), MOST_ABOVE))]
    tried += [_two_rows(table, at) for at in range(min(len(table.rows) - 1, MOST_ABOVE))]
    # max keeps the first of equals: one row is preferred to two, the upper to the lower.
    best = max(tried, key=lambda header: header.weight)
    if best.columns:
        return best
    return next((header for header in tried if sum(map(bool, header.heads)) > 1), tried[0])


def _one_row(table: Table, at: int) -> _Header:
    heads = [_text(cell) for cell in table.rows[at][1]]
    # A merged header is over one column for us, and its words belong to the first.
    return _Header(at, 1, heads, named_columns(heads))


def _two_rows(table: Table, at: int) -> _Header:
    """Read a header of two rows: "ФИО" over three columns, below it what each of them holds."""
    (number, upper), (next_number, lower) = table.rows[at], table.rows[at + 1]
    if next_number != number + 1:
        return _one_row(table, at)
    width = max(len(upper), len(lower))
    over = _spread([_text(cell) for cell in upper] + [""] * (width - len(upper)), number, table.merged)
    under = [_text(cell) for cell in lower] + [""] * (width - len(lower))
    heads = [
        f"{top} {bottom}".strip() if not field_of(bottom) and bottom != top else bottom
        for top, bottom in zip(over, under, strict=True)
    ]
    # The second row has to be headings itself, not the first person.
    if sum(bool(field_of(text)) for text in under) < 2:
        return _one_row(table, at)
    return _Header(at, 2, heads, named_columns(heads))


def _spread(texts: list[str], number: int, merged: Iterable[tuple[int, int, int, int]]) -> list[str]:
    """Repeat the words of a merged cell over all its columns."""
    wide = list(texts)
    for top, left, bottom, right in merged:
        if top <= number <= bottom and left <= len(texts):
            for column in range(left, min(right, len(wide))):
                wide[column] = wide[column] or texts[left - 1]
    return wide


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ""


def _list(table: Table, header: _Header, others: list[str]) -> ReadList:
    rows, skipped = [], []
    for number, cells in table.rows[header.at + header.height :]:
        if _is_counting(cells) or _is_header_again(cells, header):
            skipped.append(number)
        else:
            rows.append((number, cells))
    if not rows:
        raise ListRefused(_("There is no person in the list: nothing stands below its headings."))
    if len(rows) > MOST_ROWS:
        raise too_many_rows()
    width = max([len(header.heads), *(len(cells) for _number, cells in rows)])
    first = table.rows[header.at][0]
    source = {
        **table.source,
        "heads": header.heads + [""] * (width - len(header.heads)),
        "header_rows": list(range(first, first + header.height)),
        "skipped": skipped,
        "other_sheets": others,
    }
    return ReadList(rows, header.columns, source)


def _is_counting(cells: list[Cell]) -> bool:
    """Forms number their columns below the headings: 1, 2, 3."""
    return len(cells) > 2 and cells == [str(number) for number in range(1, len(cells) + 1)]


def _is_header_again(cells: list[Cell], header: _Header) -> bool:
    """A list printed page by page repeats its headings."""
    texts = [_text(cell) for cell in cells]
    return sum(map(bool, texts)) > 1 and texts == header.heads[: len(texts)]
