"""A course package in a lesson is told to the files of the curriculum by its key, and comes back from them."""

import pytest

from courses.content.curriculum.exporting.names import Names
from courses.content.curriculum.exporting.screens import TELLERS
from courses.content.curriculum.exporting.telling import Untellable
from courses.content.curriculum.screens import SCREENS, blocks
from courses.content.curriculum.units import Units, units_by_id
from courses.content.curriculum.validation import Known, structure_faults
from courses.content.models import LessonPage
from courses.content.outline import find_lesson
from tests.factories.cmi5_courses import au, make_version
from tests.factories.package_lessons import place_of_package

KEY = "5d0a4f53-0b5c-4d1e-9a07-2f1f3f0c0a02"
VALUE = {"heading": "From the academy", "package": 7, "is_required": False}


@pytest.mark.parametrize("value", [VALUE, {**VALUE, "heading": "", "is_required": True}])
def test_what_is_told_comes_back(value):
    told = TELLERS["package"](value, Names({}, packages={7: KEY}))
    screen = {"type": "package", "id": "s1", **told.structure}
    [block] = blocks("m1-1", [screen], {"s1": told.words}, Units(packages={KEY: 7}))
    assert block["value"] == value


def test_a_package_that_is_gone_cannot_be_told():
    with pytest.raises(Untellable, match="a course package that is not there"):
        TELLERS["package"](VALUE, Names({}))


def test_a_package_that_is_not_here_is_a_fault_with_its_place():
    screen = {"type": "package", "id": "s1", "package": KEY}
    lesson = {"id": "m1-1", "code": "M1.1", "slug": "a", "minutes": 5, "screens": [screen]}
    structure = {
        "format": 1, "kind": "module", "code": "M1", "slug": "m1", "minutes": 5, "objectives": [], "lessons": [lesson],
    }  # fmt: skip
    known = {"sources": (), "scenarios": (), "folders": (), "drawings": ()}
    assert list(structure_faults(structure, Known(**known, packages={KEY}))) == []
    [fault] = structure_faults(structure, Known(**known))
    assert fault.startswith("lessons.m1-1.screens.s1: there is no course package")


def test_every_block_of_a_lesson_can_be_told_and_comes_back():
    kinds = set(LessonPage.body.field.stream_block.child_blocks)
    assert kinds == set(TELLERS) == set(SCREENS)


def test_the_units_of_a_site_are_found_by_their_keys(db, tmp_path):
    package = make_version(au()).package
    assert units_by_id(tmp_path).packages == {str(package.key): package.pk}


def test_the_outline_names_it_as_the_lesson_has_it(trainee, manual_key):
    version = make_version(au())
    place = place_of_package(trainee, manual_key, version, is_required=False)
    lesson = find_lesson(place.lesson.key, "ru")[2]
    [unit] = lesson.units
    assert (unit.kind, unit.key, unit.is_required) == ("package", version.package.key, False)
    assert (unit.tries, unit.pass_percent, lesson.kind) == (None, None, "package")
