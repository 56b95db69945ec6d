"""The cells of a list, whatever file they came in."""

import re
from dataclasses import dataclass, field

# A cell is its text. What has no text is a dict: {"formula": "=A1"} that was never computed, {"error": "#N/A"}.
Cell = str | dict

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000, 100, 2_000
# A title, a stamp of approval, a header in two rows: what can stand above the people.
MOST_ABOVE = 30

_TEXT_FORMULA = re.compile(r'^=\s*"((?:[^"]|"")*)"$')
_WHITE = re.compile(r"[\s\u00a0\u2007\u202f]+")


@dataclass(frozen=True)
class Table:
    """Rows as (number in the file, cells); rows without anything are left out. `source` says how it was read."""

    rows: list[tuple[int, list[Cell]]]
    merged: tuple[
        tuple[int, int, int, int], ...
    ] = ()  # first row, first column, last row, last column; from 1
    source: dict = field(default_factory=dict)


def tidy(text: str) -> str:
    """Return the text of a cell as it was meant: one blank between words, no quirks of a spreadsheet around it."""
    text = text_of_formula(text) or text
    text = _WHITE.sub(" ", text.replace("_x000D_", " ")).strip()
    # '00123 is how a spreadsheet is told that digits are text; ʻ and ’ begin a name and stay.
    return text[1:].lstrip() if re.match(r"'[\d'=+\-]", text) else text


def text_of_formula(text: str) -> str:
    """Return 00123 for ="00123", which is how leading zeros are kept in CSV; "" for anything else."""
    found = _TEXT_FORMULA.match(text.strip())
    return found[1].replace('""', '"') if found else ""


def trimmed(cells: list[Cell]) -> list[Cell]:
    """Return the cells without the empty ones at the end; [] for a row without anything."""
    end = len(cells)
    while end and cells[end - 1] == "":
        end -= 1
    return cells[:end]
