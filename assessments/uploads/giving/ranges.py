"""Which bytes a request asks for (RFC 9110, section 14). Pure."""

import re

_RANGE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})\s*")


class Unsatisfiable(Exception):
    """No byte of the range is there."""


def range_of(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte asked for; None: the whole. Raises Unsatisfiable.

    Several ranges at once, and what is no range, are answered with the whole, as the standard allows.
    """
    found = _RANGE.fullmatch(header)
    if found is None or not (found["first"] or found["last"]):
        return None
    first, last = _limits(found["first"], found["last"], size)
    if found["first"] and found["last"] and int(found["last"]) < int(found["first"]):
        return None
    if first >= size or last < first:
        raise Unsatisfiable
    return first, min(last, size - 1)


def _limits(first: str, last: str, size: int) -> tuple[int, int]:
    if first:
        return int(first), int(last) if last else size - 1
    wanted = int(last)  # the last so many bytes
    return (max(0, size - wanted), size - 1) if wanted else (size, size)
