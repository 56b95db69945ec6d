"""An export that broke off goes on: what its file has whole stays, a line that was cut goes."""

from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext_lazy

from assessments.lrs.models import Statement
from assessments.xapi.reading import UnreadableJson, read_json

_PIECE = 1024 * 1024
_NOT_OURS = gettext_lazy("The file does not end in a statement of this store.")


class NotResumable(Exception):
    """The file is no export of this store; the text says so, and is translatable."""


def last_exported(path: Path) -> tuple[int, Statement | None]:
    """Cut off what follows the last whole line; return the number of lines and the statement of the last.

    Of a file without a line: (0, None).
    """
    lines, end, start = 0, 0, 0
    with path.open("r+b") as file:
        # Where the last whole line begins and ends; the file may be larger than the memory.
        position = 0
        while piece := file.read(_PIECE):
            found = piece.count(b"\n")
            if found:
                lines += found
                last = piece.rfind(b"\n")
                before = piece.rfind(b"\n", 0, last)
                start = position + before + 1 if before >= 0 else end
                end = position + last + 1
            position += len(piece)
        file.seek(start)
        line = file.read(end - start)
        # Nobody's file is cut that only looks like ours.
        found = _statement(line) if lines else _nothing_of_ours(file.read(1))
        file.truncate(end)
    return lines, found


def _statement(line: bytes) -> Statement:
    try:
        return Statement.objects.get(statement_id=UUID(str(read_json(line)["id"])))
    except (UnreadableJson, KeyError, TypeError, ValueError, Statement.DoesNotExist):
        raise NotResumable(_NOT_OURS) from None


def _nothing_of_ours(beginning: bytes) -> None:
    if beginning not in (b"", b"{"):
        raise NotResumable(_NOT_OURS)
