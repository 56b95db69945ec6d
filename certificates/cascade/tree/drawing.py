"""The tree as its template draws it: boxes with words in them, lines between them."""

from dataclasses import dataclass

from certificates.cascade.tree.growing import Node
from certificates.cascade.tree.layout import BOX_HEIGHT, BOX_WIDTH, Picture, lay_out, shortened
from certificates.cascade.tree.wording import told

# As many letters as fit into a box at the size of its words.
_NAME, _LINE = 18, 26
_PADDING = 10


@dataclass(frozen=True)
class Drawn:
    """One box: its words cut to its width, in full for a pointer and a screen reader (`whole`)."""

    kind: str
    is_reference: bool
    x: float
    y: float
    text_x: float
    name: str
    line: str
    whole: str


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    box_width: float
    box_height: float
    boxes: tuple[Drawn, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One line of the nested list, which says the same as the picture."""

    kind: str
    name: str
    line: str
    is_reference: bool
    children: tuple["Item", ...]


def drawing_of(roots: tuple[Node, ...], *, rtl: bool) -> Drawing:
    picture: Picture = lay_out(roots, rtl=rtl)
    return Drawing(
        width=picture.width,
        height=picture.height,
        box_width=BOX_WIDTH,
        box_height=BOX_HEIGHT,
        boxes=tuple(_drawn(box, rtl) for box in picture.boxes),
        paths=tuple(
            f"M{link.x1:g} {link.y1:g}H{link.bend:g}V{link.y2:g}H{link.x2:g}" for link in picture.links
        ),
    )


def _drawn(box, rtl: bool) -> Drawn:
    name, line = told(box.node)
    return Drawn(
        kind=box.node.kind,
        is_reference=box.node.is_reference,
        x=box.x,
        y=box.y,
        text_x=box.x + (BOX_WIDTH - _PADDING if rtl else _PADDING),
        name=shortened(name, _NAME),
        line=shortened(line, _LINE),
        whole=f"{name} · {line}",
    )


def items_of(roots: tuple[Node, ...]) -> tuple[Item, ...]:
    """Return the tree as a nested list."""
    return tuple(Item(node.kind, *told(node), node.is_reference, items_of(node.children)) for node in roots)
