"""The cells of a sheet -> rows of named cells, with every fault of the frame: names, formulas, dates, merged cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.studio.exchange.faults import Fault
from assessments.studio.exchange.workbook.columns import COLUMNS, REQUIRED, WORDS, word_column
from assessments.studio.exchange.workbook.opening import Cell, Grid

ROWS_TO_LOOK_IN = 10
UNUSABLE = "unusable"


@dataclass(frozen=True)
class Row:
    """One row of data: `number` is its row in the sheet, `cells` are those with something in them, by name."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Table:
    """A sheet as rows under names. `columns` is {name: number of the column}."""

    grid: Grid
    columns: dict[str, int]
    rows: list[Row] = field(repr=False)

    def place(self, row: Row, name: str) -> str:
        """Return the address of a cell of a row, also of one that is empty."""
        return self.grid.place(row.number, self.columns.get(name, 1))


def read_table(grid: Grid, *, languages: set[str], faults: list[Fault]) -> Table:
    """Return the table of a sheet. Faults are added to `faults`; a sheet without names gives no rows."""
    known = {column.name for column in COLUMNS[grid.title]}
    known |= {word_column(field, code) for field in WORDS[grid.title] for code in languages}
    top = _row_of_names(grid, known)
    if top is None:
        wanted = ", ".join(column.name for column in COLUMNS[grid.title])
        message = _("The row with the names of the columns is not there. It must have: %(names)s.")
        faults.append(Fault(grid.place(1, 1), message % {"names": wanted}))
        return Table(grid, {}, [])
    columns = _columns(grid, top, known, faults)
    for name in REQUIRED[grid.title]:
        if name not in columns:
            faults.append(Fault(grid.place(top, 1), _("The column “%(name)s” is missing.") % {"name": name}))
    faults += _merged_faults(grid, top)
    names = {number: name for name, number in columns.items()}
    # A column whose name is not known was told already, at its name.
    names |= dict.fromkeys(grid.cells[top].keys() - names.keys(), "")
    rows = [_row(number, own, names, faults) for number, own in grid.cells.items() if number > top]
    return Table(grid, columns, [row for row in rows if row.cells])


def usable(cell: Cell, faults: list[Fault]) -> bool:
    """Return whether a cell holds a plain value; what it holds else is added to `faults`."""
    if cell.kind == "f":
        message = _("This is a formula. Put its result here as a plain text or number.")
    elif cell.kind == "d":
        message = _("This was made a date. Format the cell as text and write it again.")
    elif cell.kind == "e":
        message = _("This cell holds the error %(value)s of the spreadsheet.") % {"value": cell.value}
    else:
        return True
    faults.append(Fault(cell.place, message))
    return False


def _row_of_names(grid: Grid, known: set[str]) -> int | None:
    """Return the row among the first with the most names; what columns are called may look like a name or two."""
    counts = {
        number: sum(_name(cell) in known for cell in grid.cells[number].values())
        for number in sorted(grid.cells)[:ROWS_TO_LOOK_IN]
    }
    best = max(counts, key=counts.get, default=None)
    return best if best is not None and counts[best] else None


def _columns(grid: Grid, top: int, known: set[str], faults: list[Fault]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in grid.cells[top].items():
        name = _name(cell)
        if name not in known:
            message = _("The column “%(name)s” is not known. Take it out or correct its name.")
            faults.append(Fault(cell.place, message % {"name": cell.value}))
        elif name in found:
            faults.append(Fault(cell.place, _("The column “%(name)s” is there twice.") % {"name": name}))
        else:
            found[name] = number
    return found


def _name(cell: Cell) -> str:
    """Return a name as it is meant: “ Critical error ” is critical_error, “Text (RU)” is text (ru)."""
    if not isinstance(cell.value, str):
        return ""
    name = re.sub(r"\s*\(", " (", cell.value.strip().casefold())
    head, bracket, rest = name.partition(" (")
    return re.sub(r"\s+", "_", head) + bracket + rest


def _row(number: int, own: dict[int, Cell], names: dict[int, str], faults: list[Fault]) -> Row:
    cells = {}
    for column, cell in own.items():
        if isinstance(cell.value, str) and not cell.value.strip():
            continue
        if column not in names:
            faults.append(Fault(cell.place, _("This cell stands in a column without a name.")))
        elif names[column]:
            # The row keeps an unusable cell, so that it is not told to be missing besides.
            cells[names[column]] = cell if usable(cell, faults) else Cell(cell.place, None, UNUSABLE)
    return Row(number, cells)


def _merged_faults(grid: Grid, top: int) -> Iterator[Fault]:
    for reference in grid.merged:
        first, last = reference.split(":")
        if int(re.search(r"\d+", last)[0]) > top:
            message = _("The cells %(range)s are merged. Separate them: each cell is read by itself.")
            yield Fault(f"{grid.title}!{first}", message % {"range": reference})
