"""Does the document have the shape of CourseStructure.xsd? Our own reading of it, so that each fault has its line.

Not checked here: what values mean (course.py) and how addresses are written (addresses.py).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assessments.packages.cmi5.reading import faults
from assessments.packages.cmi5.reading.faults import Fault, fault
from assessments.packages.cmi5.reading.xml import Element

_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
LAUNCH_METHOD = ("AnyWindow", "OwnWindow")


def _is_mastery(value: str) -> bool:
    # 13.1.4: between 0 and 1, with up to four decimal places.
    places = value.partition(".")[2].rstrip("0")
    return bool(_DECIMAL.fullmatch(value)) and 0 <= float(value) <= 1 and len(places) <= 4


_VALUES = {
    "moveOn": lambda value: value in MOVE_ON,
    "launchMethod": lambda value: value in LAUNCH_METHOD,
    "masteryScore": _is_mastery,
    "lang": _LANGUAGE.fullmatch,
}
_ALLOWED = {
    "moveOn": ", ".join(MOVE_ON),
    "launchMethod": ", ".join(LAUNCH_METHOD),
    "masteryScore": "0 … 1, 0.0001",
    "lang": "en, ru, fa-AF",
}


@dataclass(frozen=True)
class _Shape:
    """What may stand in an element: groups of names in their order, each (names, at least, at most)."""

    groups: tuple[tuple[tuple[str, ...], int, int | None], ...] = ()
    attributes: Mapping[str, bool] = field(default_factory=dict)  # {name: is it required}
    is_ordered: bool = True
    has_text: bool = False
    is_open: bool = False  # anything may be in it


_ONE, _MAYBE, _MANY = (1, 1), (0, 1), (1, None)


def _group(*names: str, many: tuple[int, int | None] = _ONE):
    return (names, *many)


_TITLES = (_group("title"), _group("description"))
_UNITS = _group("au", "block", many=_MANY)
_REFERENCES = _group("objectives", many=_MAYBE)
_SHAPES: Mapping[tuple[str, ...], _Shape] = {
    ("courseStructure",): _Shape((_group("course"), _REFERENCES, _UNITS)),
    ("course",): _Shape(_TITLES, {"id": True}),
    ("courseStructure", "objectives"): _Shape((_group("objective", many=_MANY),)),
    ("courseStructure", "objectives", "objective"): _Shape(_TITLES, {"id": True}, is_ordered=False),
    ("block",): _Shape((*_TITLES, _REFERENCES, _UNITS), {"id": True}),
    ("au",): _Shape(
        (
            *_TITLES,
            _REFERENCES,
            _group("url"),
            _group("launchParameters", many=_MAYBE),
            _group("entitlementKey", many=_MAYBE),
        ),
        {"id": True, "moveOn": False, "masteryScore": False, "launchMethod": False, "activityType": False},
    ),
    ("objectives",): _Shape((_group("objective", many=_MANY),)),
    ("objective",): _Shape(attributes={"idref": False}),
    ("title",): _Shape((_group("langstring", many=_MANY),)),
    ("description",): _Shape((_group("langstring", many=_MANY),)),
    ("langstring",): _Shape(attributes={"lang": False}, has_text=True),
    ("url",): _Shape(has_text=True),
    ("launchParameters",): _Shape(is_open=True),
    ("entitlementKey",): _Shape(is_open=True),
}


def check_shape(root: Element) -> Iterator[Fault]:
    """Yield what is not as the schema says, in the order of the document."""
    if root.name != "courseStructure":
        yield fault(faults.ROOT, root.line, name=root.name or "", namespace="")
        return
    yield from _check(root, ("courseStructure",))


def _check(element: Element, way: tuple[str, ...]) -> Iterator[Fault]:
    shape = _shape_of(way)
    if shape.is_open:
        return
    yield from _check_attributes(element, shape)
    if element.text and not shape.has_text:
        yield fault(faults.TEXT, element.line, element=element.name, text=element.text)
    yield from _check_children(element, shape)
    known = {name for names, _least, _most in shape.groups for name in names}
    for child in element.children:
        if child.name in known:
            yield from _check(child, (*way, child.name))


def _shape_of(way: tuple[str, ...]) -> _Shape:
    # The longest end of the way that is known: objectives of the course are not those that a unit points at.
    return next(_SHAPES[way[start:]] for start in range(len(way)) if way[start:] in _SHAPES)


def _check_attributes(element: Element, shape: _Shape) -> Iterator[Fault]:
    for name, is_required in shape.attributes.items():
        if is_required and not element.attributes.get(name):
            yield fault(faults.ATTRIBUTE_MISSING, element.line, element=element.name, attribute=name)
    for name, value in element.attributes.items():
        if name not in shape.attributes:
            yield fault(faults.ATTRIBUTE_UNKNOWN, element.line, element=element.name, attribute=name)
        elif name in _VALUES and not _VALUES[name](value):
            yield fault(
                faults.VALUE,
                element.line,
                element=element.name,
                attribute=name,
                value=value,
                allowed=_ALLOWED[name],
            )


def _check_children(element: Element, shape: _Shape) -> Iterator[Fault]:
    places = {name: place for place, (names, _least, _most) in enumerate(shape.groups) for name in names}
    yield from _check_order(element, shape, places)
    for names, least, most in shape.groups:
        found = element.all(*names)
        if len(found) < least:
            code = faults.NO_UNITS if "au" in names else faults.MISSING
            yield fault(code, element.line, element=element.name, missing=names[0])
        if most is not None and len(found) > most:
            yield fault(faults.TWICE, found[most].line, element=element.name, name=names[0])


def _check_order(element: Element, shape: _Shape, places: Mapping[str, int]) -> Iterator[Fault]:
    reached, last = 0, ""
    for child in element.children:
        if child.name is None:
            # Elements of a vendor's own stand after all others.
            reached, last = len(places) + 1, last or ""
        elif child.name not in places:
            yield fault(faults.UNKNOWN, child.line, element=element.name, name=child.name)
        elif places[child.name] < reached and shape.is_ordered:
            yield fault(faults.ORDER, child.line, element=element.name, name=child.name, after=last)
        else:
            reached, last = max(reached, places[child.name]), child.name
