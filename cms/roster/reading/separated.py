"""CSV and its kin -> a table: any common encoding and separator."""

import csv
import re
from io import StringIO

from django.utils.translation import gettext as _

from cms.roster.reading.encodings import decode
from cms.roster.reading.refused import ListRefused
from cms.roster.reading.table import LONGEST_CELL, MOST_ABOVE, MOST_COLUMNS, MOST_ROWS, Table, tidy, trimmed
from cms.roster.reading.workbooks import too_many_rows

_SEPARATORS = ";\t,|"
# Excel's own first line, which it does not show: "sep=;".
_SEP_LINE = re.compile(r'^"?sep=(.)"?[;,\t]*\r?\n', re.IGNORECASE)
_SAMPLE_LINES = 60


def read_separated(content: bytes) -> Table:
    """Return the rows of a text file; a row is one record, counted as a spreadsheet shows it. Raises ListRefused."""
    text, encoding = decode(content)
    if not text or "\0" in text:
        raise ListRefused(
            _(
                "The file is neither a workbook nor a text in a known encoding. Save it as .xlsx or as CSV UTF-8."
            )
        )
    text = text.removeprefix("\ufeff")
    told = _SEP_LINE.match(text)
    if told:
        text = text[told.end() :]
    separator = told[1] if told else separator_of(text)
    rows = []
    for number, cells in enumerate(_records(text, separator), start=1):
        own = trimmed([tidy(cell[:LONGEST_CELL]) for cell in cells])
        if own:
            rows.append((number, own))
        if len(own) > MOST_COLUMNS:
            raise ListRefused(
                _("Row %(row)s has more than %(most)s columns. Leave in the list only what it needs.")
                % {"row": number, "most": MOST_COLUMNS}
            )
        if len(rows) > MOST_ROWS + MOST_ABOVE:
            raise too_many_rows()
    return Table(rows, (), {"kind": "csv", "encoding": encoding, "separator": separator})


def _records(text: str, separator: str):
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise ListRefused(
            _("The file is damaged: a quotation mark is opened and not closed, or a line is far too long.")
        ) from error


def separator_of(text: str) -> str:
    """Return the sign that parts most lines into the same number of cells, more than one; ";" where none does."""
    lines = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    return max(_SEPARATORS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: str, separator: str) -> tuple[int, int]:
    try:
        widths = [len(cells) for cells in csv.reader(StringIO(lines), delimiter=separator) if len(cells) > 1]
    except csv.Error:
        return (0, 0)
    if not widths:
        return (0, 0)
    usual = max(set(widths), key=widths.count)
    return (widths.count(usual), usual)
