"""H5P content in a lesson is told to the files of the curriculum by its key, and comes back from them."""

import pytest

from courses.content.curriculum.exporting.names import Names
from courses.content.curriculum.exporting.screens import TELLERS
from courses.content.curriculum.exporting.telling import Untellable
from courses.content.curriculum.screens import SCREENS, blocks
from courses.content.curriculum.units import Units, units_by_id
from courses.content.curriculum.validation import Known, structure_faults
from courses.content.outline import find_lesson
from tests.factories.h5p import make_version
from tests.factories.h5p_lessons import place_of_h5p

KEY = "5d0a4f53-0b5c-4d1e-9a07-2f1f3f0c0a01"
VALUE = {"heading": "At the counter", "content": 7, "pass_percent": 60, "is_required": False}


@pytest.mark.parametrize("value", [VALUE, {**VALUE, "heading": "", "is_required": True}])
def test_what_is_told_comes_back(value):
    told = TELLERS["h5p"](value, Names({}, h5p={7: KEY}))
    screen = {"type": "h5p", "id": "s1", **told.structure}
    [block] = blocks("m1-1", [screen], {"s1": told.words}, Units(h5p={KEY: 7}))
    assert block["value"] == value


def test_content_that_is_gone_cannot_be_told():
    with pytest.raises(Untellable, match="H5P content that is not there"):
        TELLERS["h5p"](VALUE, Names({}))


def test_content_that_is_not_here_is_a_fault_with_its_place():
    screen = {"type": "h5p", "id": "s1", "h5p": KEY, "pass_percent": 70}
    lesson = {"id": "m1-1", "code": "M1.1", "slug": "a", "minutes": 5, "screens": [screen]}
    structure = {
        "format": 1, "kind": "module", "code": "M1", "slug": "m1", "minutes": 5, "objectives": [], "lessons": [lesson],
    }  # fmt: skip
    known = {"sources": (), "scenarios": (), "folders": (), "drawings": ()}
    assert list(structure_faults(structure, Known(**known, h5p={KEY}))) == []
    [fault] = structure_faults(structure, Known(**known))
    assert fault.startswith("lessons.m1-1.screens.s1: there is no H5P content")
    assert SCREENS["h5p"].needs == ("h5p", "pass_percent")


def test_the_units_of_a_site_are_found_by_their_keys(db, tmp_path):
    version = make_version()
    assert units_by_id(tmp_path).h5p == {str(version.content.key): version.content_id}


def test_the_outline_names_it_with_its_pass_mark(trainee, manual_key):
    version = make_version()
    place = place_of_h5p(trainee, manual_key, version, pass_percent=55, is_required=False)
    [unit] = find_lesson(place.lesson.key, "ru")[2].units
    assert (unit.kind, unit.key, unit.pass_percent) == ("h5p", version.content.key, 55)
    assert (unit.is_required, unit.tries) == (False, None)
    assert find_lesson(place.lesson.key, "ru")[2].kind == "h5p"
