"""The bars of a chart. Pure."""

from dataclasses import dataclass

FULL = 1000


@dataclass(frozen=True)
class DrawnBar:
    """`length` is in thousandths of the longest bar; what is not nothing can always be seen."""

    label: str
    value: int
    length: int


def bars(values: list[tuple[str, int]]) -> list[DrawnBar]:
    """Return the bars of (label, value) in their order.

    >>> [bar.length for bar in bars([("a", 4), ("b", 1), ("c", 0)])]
    [1000, 250, 0]
    """
    longest = max((value for _label, value in values), default=0) or 1
    return [DrawnBar(label, value, _length(value, longest)) for label, value in values]


def _length(value: int, longest: int) -> int:
    return max(round(FULL * value / longest), 4) if value else 0
