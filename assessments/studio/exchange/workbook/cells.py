"""One cell -> the value it stands for, or what is wrong with it. The column says what it must hold."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from assessments.studio.exchange.workbook import columns, notation
from assessments.studio.exchange.workbook.columns import Column
from assessments.studio.exchange.workbook.opening import Cell

_ID = re.compile(r"[\w-]{1,40}")
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0", "")


class CellUnreadable(ValueError):
    """A cell does not hold what its column asks for; the message says what to do."""


def read_cell(cell: Cell | None, column: Column):
    """Return the value of a cell; an empty one gives the empty value of the column. Raises CellUnreadable."""
    if cell is None:
        return _EMPTY.get(column.holds, "")
    if column.options:
        return _option(cell, column)
    return _READERS[column.holds](cell)


def read_text(cell: Cell) -> str:
    """Return the text of a cell, lines kept, spaces around it not. Raises CellUnreadable."""
    value = cell.value
    if isinstance(value, bool):
        value = "yes" if value else "no"
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    elif isinstance(value, float):
        raise CellUnreadable(_("This is a number. Format the cell as text and write it again."))
    # How spreadsheets write the other half of a line's end (ECMA-376 part 1, section 22.9.2.19).
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _option(cell: Cell, column: Column) -> str:
    text = read_text(cell)
    for option in column.options:
        if text.casefold() == option.casefold():
            return option
    message = _("“%(value)s” is not one of: %(options)s.")
    raise CellUnreadable(message % {"value": text, "options": ", ".join(column.options)})


def _id(cell: Cell) -> str:
    text = read_text(cell)
    if not _ID.fullmatch(text):
        message = _("“%(value)s” cannot be an id: use letters, digits, - and _, 40 characters at most.")
        raise CellUnreadable(message % {"value": text})
    return text


def _whole(cell: Cell) -> int:
    try:
        number = int(read_text(cell).replace("−", "-"))  # a minus as people write it
    except (ValueError, CellUnreadable):
        message = _("“%(value)s” is not a whole number.")
        raise CellUnreadable(message % {"value": cell.value}) from None
    if abs(number) > 1_000_000:
        raise CellUnreadable(_("This number is too large."))
    return number


def _yes_no(cell: Cell) -> bool:
    text = read_text(cell).casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise CellUnreadable(_("“%(value)s” is neither yes nor no.") % {"value": text})


def _amount(cell: Cell) -> int | bool:
    text = read_text(cell).casefold()
    if text in ("yes", "no", "true", "false"):
        return _yes_no(cell)
    return _whole(cell)


def _list(cell: Cell) -> list[str]:
    parts = re.split(r"[,;\n،]", read_text(cell))
    return [part.strip() for part in parts if part.strip()]


def _in_notation(read: Callable[[str], list[dict]], example: str):
    def reader(cell: Cell) -> list[dict]:
        try:
            return read(read_text(cell))
        except notation.NotationUnclear as error:
            message = _("“%(part)s” cannot be read. Write it like this: %(example)s")
            raise CellUnreadable(message % {"part": error.part, "example": example}) from error

    return reader


_READERS: dict[str, Callable] = {
    columns.TEXT: read_text,
    columns.ID: _id,
    columns.WHOLE: _whole,
    columns.YES_NO: _yes_no,
    columns.LIST: _list,
    columns.AMOUNT: _amount,
    columns.EFFECTS: _in_notation(notation.read_effects, "trust -1; child_identified = yes"),
    columns.CONDITIONS: _in_notation(notation.read_conditions, "trust >= 1 and child_identified = yes"),
    columns.ROUTES: _in_notation(notation.read_routes, "end-late if time_lost >= 2; end-b if trust <= -1"),
}
_EMPTY = {
    columns.WHOLE: 0,
    columns.YES_NO: False,
    columns.LIST: [],
    columns.AMOUNT: 0,
    columns.EFFECTS: [],
    columns.CONDITIONS: [],
    columns.ROUTES: [],
}
