"""A scenario as a cmi5 package: cmi5.xml and the page, for the learning system of an academy.

https://github.com/AICC/CMI-5_Spec_Current (Quartz), sections 13 and 14.
"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from assessments.scenarios.checks.value_checks import PRACTICE

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
PAGE, STRUCTURE = "index.html", "cmi5.xml"
_ACTIVITY_TYPE = "http://adlnet.gov/expapi/activities/simulation"


def write_course(told: dict, page: str) -> bytes:
    """Return the zip of what telling.tell says and of the page made of it."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr(STRUCTURE, write_structure(told))
        package.writestr(PAGE, page)
    return out.getvalue()


def write_structure(told: dict) -> bytes:
    """Return cmi5.xml: a course of one unit. Their ids stay from version to version of the scenario."""
    root = etree.Element(_name("courseStructure"), nsmap={None: NAMESPACE})
    course = etree.SubElement(root, _name("course"), id=f"{told['iri']}/cmi5/course")
    unit = etree.SubElement(
        root,
        _name("au"),
        id=f"{told['iri']}/cmi5/unit",
        moveOn="Completed" if told["mode"] == PRACTICE else "CompletedAndPassed",
        masteryScore=f"{told['pass_percent'] / 100:.2f}",
        launchMethod="AnyWindow",
        activityType=_ACTIVITY_TYPE,
    )
    for one in (course, unit):
        _texts(one, "title", told, "title")
        _texts(one, "description", told, "summary")
    etree.SubElement(unit, _name("url")).text = PAGE
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _texts(parent, name: str, told: dict, word: str) -> None:
    texts = etree.SubElement(parent, _name(name))
    for language in told["languages"]:
        words = told["words"][language["code"]]
        made = etree.SubElement(texts, _name("langstring"), lang=language["tag"])
        made.text = words.get(word) or words["title"]


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
