"""A cmi5.xml becomes a course: its blocks and units in their order, or all that is wrong with it (sections 13, 14)."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.packages.cmi5.reading import faults
from assessments.packages.cmi5.reading.addresses import check_address, is_insecure
from assessments.packages.cmi5.reading.faults import Fault, fault
from assessments.packages.cmi5.reading.schema import check_shape
from assessments.packages.cmi5.reading.xml import MOST_BYTES, Element, Unreadable, read_xml
from assessments.packages.structure import Block, Objective, Structure, UnitPlace

MOST_UNITS = 20_000
# RFC 3987: a scheme, and nothing that may not stand in an IRI. "w3id.org/…" is a reference to one.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+")


@dataclass(frozen=True)
class Unit:
    """One assignable unit as the course tells of it; `launch_parameters` "" when there are none."""

    publisher_id: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    url: str
    launch_parameters: str = ""
    launch_method: str = "AnyWindow"
    move_on: str = "NotApplicable"
    mastery_score: Decimal | None = None
    entitlement_key: str = ""
    activity_type: str = ""


@dataclass(frozen=True)
class Course:
    """What a cmi5.xml says. `units` stand in the order of the document, however deep they are in blocks."""

    publisher_id: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    structure: Structure
    units: tuple[Unit, ...]


@dataclass
class Reading:
    """What came out of reading: `course` is None when something grave is wrong."""

    course: Course | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(one.is_grave for one in self.faults)


def read_course(content: bytes, *, inside: Container[str] | None) -> Reading:
    """Read a cmi5.xml; `inside` are the paths of the package it came in, None when it came alone."""
    if len(content) > MOST_BYTES:
        return Reading(faults=[fault(faults.TOO_MUCH, most=MOST_BYTES, deepest=0)])
    try:
        root = read_xml(content)
    except Unreadable as error:
        return Reading(faults=[error.fault])
    found = list(check_shape(root))
    if found:
        # What is no course structure has no units to look at; and whoever mends it sends it again.
        return Reading(faults=found)
    reader = _Reader(inside)
    course = reader.course(root)
    reader.faults.extend(_insecure(course))
    reading = Reading(course, sorted(reader.faults, key=lambda one: one.line))
    return Reading(None, reading.faults) if reading.is_refused else reading


def _insecure(course: Course) -> list[Fault]:
    """Say once how many addresses are: a course may have a thousand of them."""
    found = [unit.url for unit in course.units if is_insecure(unit.url)]
    return [fault(faults.INSECURE, url=found[0], count=len(found))] if found else []


class _Reader:
    """Goes through a document of the right shape once."""

    def __init__(self, inside: Container[str] | None):
        self._inside = inside
        self._units: list[Unit] = []
        self._seen: dict[str, set[str]] = {}
        self.faults: list[Fault] = []

    def course(self, root: Element) -> Course:
        course = root.child("course")
        objectives = self._objectives(root.child("objectives"))
        children = self._children(root)
        if len(self._units) > MOST_UNITS:
            self.faults.append(fault(faults.TOO_MUCH, root.line, most=MOST_UNITS, deepest=0))
        return Course(
            publisher_id=self._iri(course, "id"),
            titles=self._titles(course),
            descriptions=_texts(course.child("description")),
            structure=Structure(children=children, objectives=objectives),
            units=tuple(self._units),
        )

    def _objectives(self, element: Element | None) -> tuple[Objective, ...]:
        found = [] if element is None else element.all("objective")
        return tuple(
            Objective(
                self._own_iri(one, faults.OBJECTIVE_TWICE),
                _texts(one.child("title")),
                _texts(one.child("description")),
            )
            for one in found
        )

    def _children(self, element: Element) -> tuple[Block | UnitPlace, ...]:
        return tuple(
            self._block(child) if child.name == "block" else self._unit(child)
            for child in element.all("au", "block")
        )

    def _block(self, element: Element) -> Block:
        return Block(
            id=self._own_iri(element, faults.BLOCK_TWICE),
            titles=self._titles(element),
            descriptions=_texts(element.child("description")),
            objectives=self._references(element),
            children=self._children(element),
        )

    def _unit(self, element: Element) -> UnitPlace:
        url = element.child("url")
        self.faults.extend(check_address(url.text, url.line, inside=self._inside))
        told = element.attributes
        mastery = told.get("masteryScore")
        self._units.append(
            Unit(
                publisher_id=self._own_iri(element, faults.UNIT_TWICE),
                titles=self._titles(element),
                descriptions=_texts(element.child("description")),
                url=url.text,
                launch_parameters=_text(element.child("launchParameters")),
                launch_method=told.get("launchMethod", "AnyWindow"),
                move_on=told.get("moveOn", "NotApplicable"),
                mastery_score=None if mastery is None else Decimal(mastery),
                entitlement_key=_text(element.child("entitlementKey")),
                activity_type=self._iri(element, "activityType"),
            )
        )
        return UnitPlace(len(self._units) - 1, self._references(element))

    def _references(self, element: Element) -> tuple[str, ...]:
        objectives = element.child("objectives")
        if objectives is None:
            return ()
        found = []
        for one in objectives.all("objective"):
            if idref := self._iri(one, "idref"):
                found.append(idref)
                if idref not in self._seen.get(faults.OBJECTIVE_TWICE, ()):
                    self.faults.append(fault(faults.NO_SUCH_OBJECTIVE, one.line, id=idref))
        return tuple(found)

    def _titles(self, element: Element) -> dict[str, str]:
        titles = _texts(element.child("title"))
        if not any(titles.values()):
            self.faults.append(fault(faults.NO_TITLE, element.line, element=element.name))
        return titles

    def _own_iri(self, element: Element, code: str) -> str:
        """Return the id of an element, which no other of its kind may have."""
        iri = self._iri(element, "id")
        seen = self._seen.setdefault(code, set())
        if iri in seen:
            self.faults.append(fault(code, element.line, id=iri))
        seen.add(iri)
        return iri

    def _iri(self, element: Element, attribute: str) -> str:
        value = element.attributes.get(attribute, "")
        if value and not _IRI.fullmatch(value):
            self.faults.append(
                fault(faults.IRI, element.line, element=element.name, attribute=attribute, value=value)
            )
        return value


def _texts(element: Element) -> dict[str, str]:
    """Return {language tag: text}; "" is the language of what names none."""
    return {one.attributes.get("lang", ""): one.text for one in element.all("langstring")}


def _text(element: Element | None) -> str:
    return "" if element is None else element.text
