"""Where the nodes of a tree stand in a picture. Pure.

Each generation has a column of its own, from the beginning of the line to its end; a node stands beside the first of
those below it, so that the picture begins in its corner however large it is. Nothing overlaps: every leaf has a row to
itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.cascade.tree.growing import Node

BOX_WIDTH, BOX_HEIGHT = 184, 44
COLUMN, ROW = BOX_WIDTH + 28, BOX_HEIGHT + 10
MARGIN = 8


@dataclass(frozen=True)
class Box:
    """A node and the left upper corner of its box."""

    node: Node
    x: float
    y: float


@dataclass(frozen=True)
class Link:
    """A line from the edge of one box to that of another, with a bend half-way."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def bend(self) -> float:
        return (self.x1 + self.x2) / 2


@dataclass(frozen=True)
class Picture:
    width: float
    height: float
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]


def lay_out(roots: Sequence[Node], *, rtl: bool = False) -> Picture:
    """Return the picture of the trees below each other; from right to left where the language is."""
    laying = _Laying()
    for root in roots:
        laying.place(root, depth=0)
    width = 2 * MARGIN + laying.columns * COLUMN - (COLUMN - BOX_WIDTH) if laying.columns else 2 * MARGIN
    height = 2 * MARGIN + laying.rows * ROW - (ROW - BOX_HEIGHT) if laying.rows else 2 * MARGIN
    boxes, links = laying.boxes, laying.links
    if rtl:
        boxes = [Box(box.node, width - box.x - BOX_WIDTH, box.y) for box in boxes]
        links = [Link(width - link.x1, link.y1, width - link.x2, link.y2) for link in links]
    return Picture(width, height, tuple(boxes), tuple(links))


class _Laying:
    def __init__(self):
        self.boxes: list[Box] = []
        self.links: list[Link] = []
        self.rows = 0
        self.columns = 0

    def place(self, node: Node, depth: int) -> float:
        """Place the node and all below it; return its y."""
        self.columns = max(self.columns, depth + 1)
        x = MARGIN + depth * COLUMN
        below = [self.place(child, depth + 1) for child in node.children]
        if below:
            y = below[0]
        else:
            y = MARGIN + self.rows * ROW
            self.rows += 1
        middle = BOX_HEIGHT / 2
        self.links += [Link(x + BOX_WIDTH, y + middle, x + COLUMN, child + middle) for child in below]
        self.boxes.append(Box(node, x, y))
        return y


def shortened(text: str, most: int) -> str:
    """Return the text cut to so many characters, an ellipsis where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
