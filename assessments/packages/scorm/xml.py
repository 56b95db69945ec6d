"""Elements and attributes found by their local names, whatever the prefix, attributes whatever their case. Pure."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element  # only as a type: defusedxml parses


def name_of(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    return [one for one in element if isinstance(one.tag, str) and name_of(one) == name]


def child(element: Element, name: str) -> Element | None:
    return next(iter(children(element, name)), None)


def descendants(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if isinstance(one.tag, str) and name_of(one) == name)


def attribute(element: Element, name: str) -> str:
    """Return the value of an attribute, its ends stripped; "" where it is not there."""
    wanted = name.lower()
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2].lower() == wanted)
    return next(found, "").strip()


def text_of(element: Element | None) -> str:
    """Return the text of an element and of those in it, in one line; "" for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
