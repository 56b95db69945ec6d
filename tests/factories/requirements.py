"""Cases named by the requirement they are about: XAPI-00044 of the list that ADL publishes for xAPI 1.0.3, or a
section of IEEE 9274.1.1 (IEEE-4.2.2.5) for what only xAPI 2.0 asks.

A case whose words begin with several names is about each of them. tests/assessments/lrs/requirements/requirements.txt
lists them all.
"""

import pytest

from assessments.xapi.validation import problems
from tests.factories.whole_statement import as_sub_statement, replaced, whole

V1, V2 = "1.0.3", "2.0.0"
VERSIONS = (V1, V2)
in_both_versions = pytest.mark.parametrize("version", VERSIONS)
# What a test is about that has no cases.
requirement = pytest.mark.requirement
REFUSAL = ("path", "value", "pointer", "rule")


def case(words, *values):
    """Return a case of any table; its words begin with the requirement."""
    return pytest.param(*values, id=words)


def refused(words, path, value, pointer=None, *, rule=None):
    """Return a case of a table of REFUSAL: a whole statement spoilt at a path has one problem, told at `pointer`.

    The rule told is the requirement that the words begin with, unless it is another.
    """
    rule = words.split()[0] if rule is None else rule
    return pytest.param(path, value, f"/{path}" if pointer is None else pointer, rule, id=words)


def told(made, version):
    """Return {(pointer, rule)} of the problems of a statement."""
    return {(one.pointer, one.rule) for one in problems(made, version=version)}


def assert_refused(path, value, pointer, rule, version):
    """Spoil a whole statement and look for that problem and no other; then the same in a sub-statement."""
    spoilt = replaced(whole(version), path, value)
    _assert_told(spoilt, {(pointer, rule)}, version)
    if path.partition("/")[0] in as_sub_statement(spoilt):
        _assert_told(_around(spoilt, version), {(f"/object{pointer}", rule)}, version)


def assert_accepted(path, value, version):
    """Change a whole statement and find nothing wrong with it, nor with a sub-statement like it."""
    changed = replaced(whole(version), path, value)
    _assert_told(changed, set(), version)
    _assert_told(_around(changed, version), set(), version)


def _around(made, version):
    # Without context: revision and platform speak of activities alone.
    return replaced(whole(version), "context", ...) | {"object": as_sub_statement(made)}


def _assert_told(made, expected, version):
    found = told(made, version)
    assert found == expected, f"told {found}, not {expected}"
