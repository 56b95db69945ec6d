"""What all parts of a statement keep to (1.0.3 part 2, 2.2): tables made of a statement that uses everything."""

import pytest

from tests.factories.requirements import (
    REFUSAL,
    V1,
    V2,
    VERSIONS,
    assert_refused,
    case,
    in_both_versions,
    refused,
    told,
)
from tests.factories.whole_statement import as_sub_statement, parts, replaced, whole

PARTS = [(version, path, value) for version in VERSIONS for path, value in parts(whole(version))]
# Their names are data: languages and extensions.
FREE = ("display", "description", "name", "extensions")


def at(path):
    return f"/{path}"


def is_free(path, value):
    return isinstance(value, dict) and path.rsplit("/", 1)[-1] in FREE


def is_in_extensions(path):
    return "extensions/" in path


FIXED = [
    (version, path, value)
    for version in VERSIONS
    for path, value in [("", whole(version)), *parts(whole(version))]
    if isinstance(value, dict) and not is_free(path, value) and not is_in_extensions(path)
]


@pytest.mark.parametrize(
    ("version", "path"),
    [case(f"XAPI-00001 null at {path}, {version}", version, path) for version, path, _ in PARTS],
)
def test_nothing_may_be_null(version, path):
    assert (at(path), "XAPI-00001") in told(replaced(whole(version), path, None), version)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00003 no actor", "actor", ...),
        refused("XAPI-00004 no verb", "verb", ...),
        refused("XAPI-00005 no object", "object", ...),
    ],
)
def test_actor_verb_and_object_must_be_there(path, value, pointer, rule, version):
    made = replaced(whole(version), path, value)
    assert (pointer, rule) in told(made, version)
    around = whole(version) | {"object": as_sub_statement(made)}
    assert (f"/object{pointer}", rule) in told(around, version)


def another_type(value):
    """Return a value of another type that looks as much alike as it can."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return 7
    return "text"


@pytest.mark.parametrize(
    ("version", "path", "value"),
    [
        case(f"XAPI-00006 {type(value).__name__} at {path} of another type, {version}", version, path, value)
        for version, path, value in PARTS
    ],
)
def test_every_value_has_its_type(version, path, value):
    spoilt = replaced(whole(version), path, another_type(value))
    found = told(spoilt, version)
    # Where a list may stand for one and a kind of object decides what is checked, the fault may be told inside.
    assert any(pointer == at(path) or pointer.startswith(f"{at(path)}/") for pointer, _rule in found)
    assert all(rule for _pointer, rule in found)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00006 actor that is text", "actor", "a"),
        refused("XAPI-00006 verb that is text", "verb", "https://example.org/did"),
        refused("XAPI-00006 result that is a list", "result", []),
        refused("XAPI-00006 context that is a list", "context", []),
    ],
)
def test_the_large_parts_are_objects(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@pytest.mark.parametrize("made", [None, [], "text", 7, True])
@pytest.mark.requirement("XAPI-00006")
def test_what_is_no_object_is_no_statement(made):
    assert told(made, V1) == told(made, V2) == {("", "XAPI-00006")}


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00007 empty UUID", "id", "", rule="XAPI-00027"),
        refused("XAPI-00007 empty IRI", "verb/id", "", rule="XAPI-00044"),
        refused("XAPI-00007 empty mailto", "context/instructor/mbox", "", rule="XAPI-00038"),
        refused("XAPI-00007 empty digest", "attachments/0/sha2", "", rule="XAPI-00103"),
        refused("XAPI-00007 empty timestamp", "timestamp", "", rule="XAPI-00123"),
        refused("XAPI-00007 empty duration", "result/duration", "", rule="XAPI-00124"),
        refused("XAPI-00007 empty language", "context/language", "", rule="XAPI-00091"),
        refused("XAPI-00007 empty media type", "attachments/0/contentType", "", rule="XAPI-00105"),
        refused("XAPI-00007 empty version", "version", "", rule="XAPI-00101"),
        refused(
            "XAPI-00007 empty language tag", "verb/display", {"": "did"}, "/verb/display/", rule="XAPI-00013"
        ),
        refused(
            "XAPI-00007 empty key", "context/extensions", {"": 1}, "/context/extensions/", rule="XAPI-00118"
        ),
    ],
)
def test_an_empty_string_has_no_format(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@pytest.mark.parametrize(
    ("version", "path", "name"),
    [
        case(f"XAPI-00008 {name} at {path} in capitals, {version}", version, path, name)
        for version, path, value in FIXED
        for name in value
    ],
)
def test_keys_are_written_in_their_case(version, path, name):
    made = whole(version)
    place = f"{path}/{name}".lstrip("/")
    value = dict((("", made), *parts(made)))[place]
    wrong = f"{path}/{name.upper()}".lstrip("/")
    found = told(replaced(replaced(made, place, ...), wrong, value), version)
    assert (at(wrong), "XAPI-00008") in found


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00009 agent", "context/instructor/objectType", "agent", rule="XAPI-00031"),
        refused("XAPI-00009 activity", "object/objectType", "activity", rule="XAPI-00046"),
        refused("XAPI-00009 statementRef", "context/statement/objectType", "statementRef", rule="XAPI-00073"),
        refused("XAPI-00009 Matching", "object/definition/interactionType", "Matching", rule="XAPI-00049"),
        refused("XAPI-00009 group", "context/team/objectType", "group", rule="XAPI-00088"),
    ],
)
def test_enumerated_values_are_written_in_their_case(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@pytest.mark.parametrize(
    ("version", "path"),
    [case(f"XAPI-00010 unknown key at /{path}, {version}", version, path) for version, path, _ in FIXED],
)
def test_no_other_keys_are_allowed(version, path):
    place = f"{path}/colour".lstrip("/")
    rule = "XAPI-00093" if path.endswith("contextActivities") else "XAPI-00010"
    assert told(replaced(whole(version), place, "red"), version) == {(at(place), rule)}


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00011 verb", "verb/id", "example.org/did", rule="XAPI-00044"),
        refused("XAPI-00011 activity", "object/id", "/q", rule="XAPI-00047"),
        refused("XAPI-00011 type", "object/definition/type", "lesson", rule="XAPI-00060"),
        refused("XAPI-00011 moreInfo", "object/definition/moreInfo", "//example.org", rule="XAPI-00061"),
        refused("XAPI-00011 openid", "actor/member/1/openid", "me", rule="XAPI-00040"),
        refused("XAPI-00011 homePage", "context/team/account/homePage", "example.org", rule="XAPI-00042"),
        refused("XAPI-00011 usageType", "attachments/0/usageType", "usage", rule="XAPI-00107"),
        refused("XAPI-00011 fileUrl", "attachments/0/fileUrl", "file", rule="XAPI-00104"),
        refused("XAPI-00011 parent", "context/contextActivities/parent/id", "p", rule="XAPI-00047"),
        refused(
            "XAPI-00011 extension",
            "result/extensions",
            {"key": 1},
            "/result/extensions/key",
            rule="XAPI-00118",
        ),
    ],
)
def test_iris_have_a_scheme(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@pytest.mark.requirement("XAPI-00010")
def test_what_came_with_2_0_is_not_known_in_1_0_3():
    assert told(whole(V2) | {"version": "1.0.0"}, V1) == {
        ("/context/contextAgents", "XAPI-00010"),
        ("/context/contextGroups", "XAPI-00010"),
    }


@in_both_versions
def test_a_statement_with_everything_in_it_is_valid(version):
    assert told(whole(version), version) == set()


def test_slashes_and_tildes_in_a_name_are_escaped_in_the_pointer():
    assert told(whole() | {"a/b~c": 1}, V1) == {("/a~1b~0c", "XAPI-00010")}
