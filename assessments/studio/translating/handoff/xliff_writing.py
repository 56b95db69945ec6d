"""Texts -> an XLIFF 2.1 file (OASIS, 2018): one <file> per scene, one <unit> per text.

A unit's `name` is the place of its text ("d1/a.text"); its `id` is the same with dots, for the standard wants a
NMTOKEN (4.3.1.14). Country tokens are <ph> with their text in <originalData>, so that other programs keep them whole.
What the standard has no attribute for stands in a namespace of ours, which other programs must keep (2.1, 4.9).
"""

import re
from xml.etree import ElementTree as ET

from assessments.studio.translating.handoff.units import Outgoing, SceneUnits, Unit, language_tag
from assessments.studio.translating.states import DRAFT, MISSING, REVIEWED, SOURCE, STALE

XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
PANAH = "urn:panah:handoff:1"
XML = "http://www.w3.org/XML/1998/namespace"
TOKEN = re.compile(r"\{\{\s*[a-z_]+\s*\}\}")
STATES = {MISSING: "initial", STALE: "initial", DRAFT: "translated", REVIEWED: "reviewed", SOURCE: "final"}
# Characters that XML 1.0 cannot hold (2.2).
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The scenario's own texts: no scene can have this id.
SCENARIO_FILE = ".scenario"

ET.register_namespace("", XLIFF)
ET.register_namespace("panah", PANAH)


def write_xliff(outgoing: Outgoing) -> bytes:
    """Return the file, in UTF-8."""
    root = ET.Element(
        _name("xliff"),
        {
            "version": "2.1",
            "srcLang": language_tag(outgoing.source),
            "trgLang": language_tag(outgoing.target),
            f"{{{PANAH}}}scenario": outgoing.key,
        },
    )
    for scene in outgoing.scenes:
        _write_scene(root, scene, outgoing.code)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def unit_id(name: str) -> str:
    return name.replace("/", ".")


def _name(tag: str) -> str:
    return f"{{{XLIFF}}}{tag}"


def _write_scene(root: ET.Element, scene: SceneUnits, code: str) -> None:
    made = ET.SubElement(root, _name("file"), {"id": scene.scene or SCENARIO_FILE, "original": code})
    made.set(f"{{{XML}}}space", "preserve")
    for unit in scene.units:
        _write_unit(made, unit, scene.heading)


def _write_unit(parent: ET.Element, unit: Unit, heading: str) -> None:
    made = ET.SubElement(
        parent,
        _name("unit"),
        {
            "id": unit_id(unit.place.name),
            "name": unit.place.name,
            f"{{{PANAH}}}source": unit.source_digest,
            f"{{{PANAH}}}target": unit.target_digest,
            f"{{{PANAH}}}state": unit.state,
        },
    )
    notes = ET.SubElement(made, _name("notes"))
    for category, text in [("scene", heading), ("kind", unit.kind), *(("term", term) for term in unit.terms)]:
        if text:
            ET.SubElement(notes, _name("note"), {"category": category}).text = _clean(text)
    tokens = list(dict.fromkeys(TOKEN.findall(f"{unit.source}\n{unit.target}")))
    if tokens:
        data = ET.SubElement(made, _name("originalData"))
        for number, token in enumerate(tokens, start=1):
            ET.SubElement(data, _name("data"), {"id": f"d{number}"}).text = token
    segment = ET.SubElement(made, _name("segment"), {"state": STATES[unit.state]})
    if unit.state == STALE:
        segment.set("subState", "panah:stale")
    _write_text(ET.SubElement(segment, _name("source")), unit.source, tokens)
    if unit.target:
        _write_text(ET.SubElement(segment, _name("target")), unit.target, tokens)


def _write_text(element: ET.Element, text: str, tokens: list[str]) -> None:
    """Write a text with its tokens as placeholders; the n-th placeholder of source and target is the same one."""
    at, last = 0, None
    for number, match in enumerate(TOKEN.finditer(text), start=1):
        _append(element, last, text[at : match.start()])
        shown = {
            "id": f"p{number}",
            "dataRef": f"d{tokens.index(match[0]) + 1}",
            "equiv": match[0],
            "disp": match[0],
        }
        last = ET.SubElement(element, _name("ph"), shown)
        at = match.end()
    _append(element, last, text[at:])


def _append(element: ET.Element, last: ET.Element | None, text: str) -> None:
    if last is None:
        element.text = _clean(text)
    else:
        last.tail = _clean(text)


def _clean(text: str) -> str:
    return _IMPOSSIBLE.sub("", text)
