"""Every requirement is named by a test of this folder, or the list says why it has none."""

import re
from importlib import import_module
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
NAME = re.compile(r"\bXAPI-\d{5}\b|\bIEEE-\d(?:\.\d+)+")
LISTED = [line for line in (FOLDER / "requirements.txt").read_text().splitlines() if NAME.search(line)]
UNTESTED = {line for line in LISTED if line.startswith("!")}


def names_in(lines):
    return [NAME.search(line)[0] for line in lines]


def named_by(mark):
    """Return the requirements that a mark of a test names: itself, or the cases it gives."""
    if mark.name == "requirement":
        return mark.args
    cases = mark.args[1] if mark.name == "parametrize" else ()
    return [name for one in cases for name in NAME.findall(str(getattr(one, "id", None) or ""))]


def marks_in(path):
    """Return the marks of all tests in a file; none of them may be one that does not run."""
    # pytest has the folder in its path; run alone, this file is the only one that is imported yet.
    module = import_module(path.stem)
    tests = [value for name, value in vars(module).items() if name.startswith("test_") and callable(value)]
    marks = [mark for test in tests for mark in getattr(test, "pytestmark", ())]
    assert not {mark.name for mark in marks} & {"skip", "skipif", "xfail"}, path.name
    assert all(mark.args[1] for mark in marks if mark.name == "parametrize"), path.name
    return marks


@pytest.fixture(scope="module")
def named():
    return {
        name: path.name
        for path in sorted(FOLDER.glob("test_*.py"))
        for mark in marks_in(path)
        for name in named_by(mark)
    }


def test_the_list_has_each_requirement_once_and_in_order():
    names = names_in(LISTED)
    numbers = [name for name in names if name.startswith("XAPI")]
    assert numbers == [f"XAPI-{number:05}" for number in range(1, 337)]
    assert len(set(names)) == len(names)


def test_every_requirement_has_a_test(named):
    wanted = set(names_in(LISTED)) - set(names_in(UNTESTED))
    assert sorted(wanted - named.keys()) == []


def test_what_is_said_to_have_no_test_has_none_and_says_why(named):
    assert {name: named[name] for name in names_in(UNTESTED) if name in named} == {}
    for line in UNTESTED:
        assert len(line.split(maxsplit=1)[1]) > 20, line


def test_no_test_names_a_requirement_that_is_not_listed(named):
    assert sorted(named.keys() - set(names_in(LISTED))) == []


def test_a_requirement_that_no_test_names_would_be_found_out():
    @pytest.mark.requirement("XAPI-00001")
    @pytest.mark.parametrize("x", [pytest.param(1, id="XAPI-00002 IEEE-4.2.7 words"), 2])
    def test(x):
        """Name three."""

    assert {name for mark in test.pytestmark for name in named_by(mark)} == {
        "XAPI-00001",
        "XAPI-00002",
        "IEEE-4.2.7",
    }
