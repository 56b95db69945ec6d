"""An XLIFF 2 file -> texts, each with its line. Document types and entities are refused before they are read."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _

from assessments.studio.drafting.shapes import unprintable
from assessments.studio.translating.handoff.units import FileFault, HandoffInvalid, Incoming, Returned
from assessments.studio.translating.handoff.xliff_writing import PANAH, XLIFF
from assessments.studio.translating.states import DRAFT, REVIEWED

_LINE = "{urn:panah:line}line"
# Marks without a text of their own; what stands in them is read, they are not.
_MARKS = {"mrk", "sm", "em"}
_DONE = {"reviewed", "final"}
# Marks in marks; no translation program comes near.
_DEEPEST = 50


class _Builder(ET.TreeBuilder):
    """Builds elements that know their line."""

    parser = None

    def start(self, tag, attrs):
        return super().start(tag, {**attrs, _LINE: str(self.parser.parser.CurrentLineNumber)})


def read_xliff(content: bytes) -> Incoming:
    """Return what a file holds. Raises HandoffInvalid with every fault and its line."""
    root = _parse(content)
    if root.tag != f"{{{XLIFF}}}xliff":
        raise HandoffInvalid(FileFault(_("This is not an XLIFF 2 file."), 1))
    faults: list[FileFault] = []
    units = [unit for element in root.iter(f"{{{XLIFF}}}unit") if (unit := _unit(element, faults))]
    faults += _twice(units)
    if faults:
        raise HandoffInvalid(*faults)
    return Incoming(
        source=root.get("srcLang", "").lower(),
        target=root.get("trgLang", "").lower(),
        key=root.get(f"{{{PANAH}}}scenario", ""),
        units=tuple(units),
    )


def _parse(content: bytes) -> ET.Element:
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    builder.parser = parser
    try:
        parser.feed(content)
        return parser.close()
    except DefusedXmlException as error:
        line = parser.parser.CurrentLineNumber
        raise HandoffInvalid(
            FileFault(
                _("The file has a document type or entities; for safety such files are not read."), line
            )
        ) from error
    except ET.ParseError as error:
        line, _column = error.position
        raise HandoffInvalid(FileFault(_("The XML is broken here."), line)) from error
    except (LookupError, ValueError) as error:
        raise HandoffInvalid(FileFault(_("The file is in an encoding that cannot be read."), 1)) from error


def _unit(element: ET.Element, faults: list[FileFault]) -> Returned | None:
    line = int(element.get(_LINE))
    name = element.get("name") or element.get("id") or ""
    data = {
        each.get("id"): each.text or ""
        for each in element.iterfind(f"{{{XLIFF}}}originalData/{{{XLIFF}}}data")
    }
    pieces = [each for each in element if each.tag in (f"{{{XLIFF}}}segment", f"{{{XLIFF}}}ignorable")]
    try:
        source = "".join(_text(each.find(f"{{{XLIFF}}}source"), data) for each in pieces)
        target = "".join(_target(each, data) for each in pieces)
    except ValueError as error:
        message = _("%(unit)s: <%(tag)s> cannot be read here") % {"unit": name, "tag": str(error)}
        faults.append(FileFault(message, line))
        return None
    segments = [each for each in pieces if each.tag == f"{{{XLIFF}}}segment"]
    if any(not _has_target(each) for each in segments):
        target = ""  # half a text is none
    is_done = bool(segments) and all(each.get("state") in _DONE for each in segments)
    return Returned(
        name=name,
        line=line,
        source=source,
        target=target.strip(),
        state=REVIEWED if is_done else DRAFT,
        source_digest=element.get(f"{{{PANAH}}}source", ""),
        target_digest=element.get(f"{{{PANAH}}}target", ""),
        was_reviewed=element.get(f"{{{PANAH}}}state") == REVIEWED,
    )


def _has_target(segment: ET.Element) -> bool:
    found = segment.find(f"{{{XLIFF}}}target")
    return found is not None and (len(found) > 0 or bool((found.text or "").strip()))


def _target(piece: ET.Element, data: dict[str, str]) -> str:
    found = piece.find(f"{{{XLIFF}}}target")
    if found is None and piece.tag == f"{{{XLIFF}}}ignorable":
        found = piece.find(f"{{{XLIFF}}}source")
    return _text(found, data)


def _text(element: ET.Element | None, data: dict[str, str], depth: int = 0) -> str:
    """Return a text with its placeholders filled in. Raises ValueError(tag) at what cannot be text."""
    if element is None:
        return ""
    found = element.text or ""
    for child in element:
        found += _inline(child, data, depth) + (child.tail or "")
    return found


def _inline(child: ET.Element, data: dict[str, str], depth: int) -> str:
    tag = child.tag.rpartition("}")[2]
    if tag in _MARKS and depth < _DEEPEST:
        return _text(child, data, depth + 1)
    if tag == "ph" and child.get("dataRef") in data:
        return data[child.get("dataRef")]
    if tag == "cp":
        return _code_point(child.get("hex", ""))
    raise ValueError(tag)


def _code_point(digits: str) -> str:
    """Return the character of a <cp>. Raises ValueError("cp") for one that no text may hold."""
    try:
        found = chr(int(digits, 16))
    except (ValueError, OverflowError):
        found = "\0"
    if unprintable(found):
        raise ValueError("cp")
    return found


def _twice(units: list[Returned]) -> Iterator[FileFault]:
    seen = set()
    for unit in units:
        if unit.name in seen:
            yield FileFault(_("%(unit)s: stands twice in the file") % {"unit": unit.name}, unit.line)
        seen.add(unit.name)
