"""A cmi5.xml is read, or refused with the requirement that is not met and the line (cmi5, sections 13 and 14)."""

from decimal import Decimal

import pytest

from assessments.packages.cmi5.reading import addresses, faults
from assessments.packages.cmi5.reading.course import read_course
from assessments.packages.structure import Block, Structure, UnitPlace
from tests.factories.cmi5_courses import ID, NAMESPACE, au, block, course_xml, objective, text, texts

INSIDE = {"unit.html", "deep/other.html", "with space.html"}


def read(*inside, **more):
    return read_course(course_xml(*inside, **more), inside=INSIDE)


def found(reading):
    return [(one.code, one.line) for one in reading.faults]


def codes(reading):
    return [one.code for one in reading.faults]


def test_a_course_of_one_unit_is_read_with_its_defaults():
    reading = read(au())
    assert reading.faults == []
    course = reading.course
    assert (course.publisher_id, course.titles) == (ID, {"en": "Border guide"})
    unit = course.units[0]
    assert (unit.publisher_id, unit.url) == (f"{ID}/u1", "unit.html")
    assert (unit.move_on, unit.launch_method) == ("NotApplicable", "AnyWindow")
    assert (unit.mastery_score, unit.launch_parameters, unit.entitlement_key) == (None, "", "")


def test_units_count_in_the_order_of_the_document_however_deep_they_are():
    objectives = f"<objectives>{objective('o1')}</objectives>"
    points = f'<objectives><objective idref="{ID}/o1"/></objectives>'
    reading = read(
        au("a"),
        block("b1", au("b"), block("b2", au("c", objectives=points))),
        au("d"),
        objectives=objectives,
    )
    assert reading.faults == []
    assert [unit.publisher_id.rsplit("/", 1)[1] for unit in reading.course.units] == ["a", "b", "c", "d"]
    structure = reading.course.structure
    outer = structure.children[1]
    assert isinstance(outer, Block)
    assert outer.children[1].children == (UnitPlace(2, (f"{ID}/o1",)),)
    assert [one.id.rsplit("/", 1)[1] for one in structure.blocks] == ["b1", "b2"]
    assert structure.objectives[0].titles == {"en": "o1"}
    assert Structure.from_data(structure.as_data()) == structure


def test_white_space_around_values_is_taken_away():
    unit = au(
        url="\n  <![CDATA[unit.html?a=1&b=2]]>\n",
        rest="<launchParameters><![CDATA[ sample string ]]></launchParameters>"
        "<entitlementKey>\n key \n</entitlementKey>",
        masteryScore=" 0.9 ",
        moveOn=" Passed ",
    )
    unit = read(unit).course.units[0]
    assert (unit.url, unit.launch_parameters, unit.entitlement_key) == (
        "unit.html?a=1&b=2",
        "sample string",
        "key",
    )
    assert (unit.mastery_score, unit.move_on) == (Decimal("0.9"), "Passed")


def test_texts_are_kept_in_every_language_also_where_none_is_named():
    title = '<title><langstring lang="ru">Курс</langstring><langstring>A course</langstring></title>'
    course = f'<course id="{ID}">{title}{text("description", "d")}</course>'
    assert read(au(), course=course).course.titles == {"ru": "Курс", "": "A course"}


def test_a_course_of_more_than_a_thousand_units_is_read():
    reading = read(*(au(f"u{number}", url="https://example.org/u") for number in range(1500)))
    assert len(reading.course.units) == 1500


def test_elements_and_attributes_of_other_vendors_are_passed_over():
    unit = au(rest='<x:more xmlns:x="https://vendor.example"><x:deep>1</x:deep></x:more>')
    unit = unit.replace("<au ", '<au xmlns:y="https://vendor.example" y:colour="red" ')
    assert read(unit).faults == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("unit.html", None),
        ("./deep/../unit.html?a=1#b", None),
        ("deep/other.html", None),
        ("with%20space.html", None),
        ("https://example.org/unit?a=1", None),
        ("with space.html", faults.URL_SYNTAX),
        ("https://example.org/ä", faults.URL_SYNTAX),
        ("https://example org/", faults.URL_SYNTAX),
        ("https://", faults.URL_SYNTAX),
        ("https://example.org:port/", faults.URL_SYNTAX),
        ("unit%2.html", faults.URL_SYNTAX),
        ("javascript:alert(1)", faults.SCHEME),
        ("data:text/html,x", faults.SCHEME),
        ("app://example.org/unit", faults.SCHEME),
        ("Unit.html", faults.NOT_INSIDE),
        ("/unit.html", faults.NOT_INSIDE),
        ("//example.org/unit.html", faults.NOT_INSIDE),
        ("../unit.html", faults.NOT_INSIDE),
        ("deep/..%2f..%2funit.html", faults.NOT_INSIDE),
        ("not-found.html", faults.NOT_INSIDE),
        ("unit.html?endpoint=x", faults.PARAMETER_CONFLICT),
        ("https://example.org/?a=1&amp;activityId=", faults.PARAMETER_CONFLICT),
    ],
)
def test_an_address_is_taken_or_refused(url, code):
    assert codes(read(au(url=url))) == ([code] if code else [])


@pytest.mark.parametrize("url", ["unit.html", "/unit.html", "deep/other.html?abc=def", "index"])
def test_a_file_alone_has_whole_addresses_only(url):
    reading = read_course(course_xml(au(url=url)), inside=None)
    assert codes(reading) == [faults.RELATIVE]
    assert reading.course is None


def test_addresses_that_are_not_secure_are_told_once_and_taken():
    reading = read(*(au(f"u{number}", url="http://example.org/") for number in range(3)))
    assert codes(reading) == [faults.INSECURE]
    assert reading.faults[0].detail["count"] == 3
    assert reading.course is not None


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            course_xml(au(), course=f'<course id="{ID[8:]}">{texts("t")}</course>'),
            [(faults.IRI, 2)],
        ),
        (course_xml(block("b", au()).replace(f"{ID}/b", "b")), [(faults.IRI, 4)]),
        (course_xml(au().replace(f"{ID}/u1", "example.org/u1")), [(faults.IRI, 4)]),
        (course_xml(au(activityType="lesson")), [(faults.IRI, 4)]),
        (course_xml(au(), "\n", au()), [(faults.UNIT_TWICE, 5)]),
        (course_xml(block("b", au()), "\n\n", block("b", au("u2"))), [(faults.BLOCK_TWICE, 6)]),
        (
            course_xml(
                au(),
                objectives=f"<objectives>{2 * objective('o')}</objectives>",
            ),
            [(faults.OBJECTIVE_TWICE, 3)],
        ),
        (
            course_xml(f'<au id="{ID}/x"><url>unit.html</url>{texts("t")}</au>'),
            [(faults.ORDER, 4), (faults.ORDER, 4)],
        ),
        (course_xml(f'<au id="{ID}/x">{text("title", "t")}<url>unit.html</url></au>'), [(faults.MISSING, 4)]),
        (course_xml(au(rest="<url>unit.html</url>")), [(faults.TWICE, 4)]),
        (course_xml(au(rest="<more/>")), [(faults.UNKNOWN, 4)]),
        (
            course_xml(au(), course="<course>" + texts("t") + "</course>"),
            [(faults.ATTRIBUTE_MISSING, 2)],
        ),
        (course_xml(au(colour="red")), [(faults.ATTRIBUTE_UNKNOWN, 4)]),
        (course_xml(au(moveOn="passed")), [(faults.VALUE, 4)]),
        (course_xml(au(launchMethod="Frame")), [(faults.VALUE, 4)]),
        (course_xml(au(masteryScore="1.1")), [(faults.VALUE, 4)]),
        (course_xml(au(masteryScore="0.12345")), [(faults.VALUE, 4)]),
        (course_xml(au(masteryScore="1e-1")), [(faults.VALUE, 4)]),
        (course_xml(au(masteryScore="NaN")), [(faults.VALUE, 4)]),
        (course_xml(block("b")), [(faults.NO_UNITS, 4)]),
        (course_xml(), [(faults.NO_UNITS, 1)]),
        (course_xml("words", au()), [(faults.TEXT, 1)]),
        (course_xml(au(), head='<!DOCTYPE c [<!ENTITY a "b">]>\n'), [(faults.DOCTYPE, 0)]),
        (b"<courseStructure/>", [(faults.ROOT, 1)]),
        (f'<course xmlns="{NAMESPACE}"/>'.encode(), [(faults.ROOT, 1)]),
        (b"# not XML", [(faults.UNREADABLE, 1)]),
        (b"", [(faults.UNREADABLE, 1)]),
        (course_xml(au())[:-5], [(faults.UNREADABLE, 5)]),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', [(faults.UNREADABLE, 1)]),
        (course_xml(*(f'<block id="{ID}/{n}">' for n in range(80))), [(faults.TOO_MUCH, 4)]),
    ],
)
def test_what_the_specification_forbids_is_refused_with_its_line(document, expected):
    reading = read_course(document, inside=INSIDE)
    assert found(reading) == expected
    assert reading.course is None


def test_what_is_odd_but_harmless_is_told_and_taken():
    points = f'<objectives><objective idref="{ID}/nothing"/></objectives>'
    unit = au(objectives=points).replace(text("title", "u1"), text("title", " "))
    reading = read(unit)
    assert sorted(codes(reading)) == [faults.NO_SUCH_OBJECTIVE, faults.NO_TITLE]
    assert reading.course is not None


def test_a_value_of_any_length_is_told_shortly():
    reading = read(au(moveOn="x" * 10_000))
    assert len(reading.faults[0].detail["value"]) == 200


def test_the_path_of_an_address_is_the_one_a_browser_asks_for():
    assert addresses.path_of("a/./b/../c%20d.html?x=/y#z") == "a/c d.html"
