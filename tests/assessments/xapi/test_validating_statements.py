from copy import deepcopy
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.xapi.reading import UnreadableJson, read_json, write_json
from assessments.xapi.shapes import parse_timestamp
from assessments.xapi.validation import InvalidStatement, problems, validate
from tests.factories.assessments import NOON, statement

AGENT = {"mbox": "mailto:a@example.org"}
FULL = statement(
    actor={"objectType": "Group", "name": "Shift", "member": [AGENT, {"openid": "https://example.org/me"}]},
    object={
        "id": "https://example.org/q",
        "definition": {
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "name": {"en-US": "Question", "ru": "Вопрос"},
            "moreInfo": "https://example.org/more",
            "interactionType": "matching",
            "correctResponsesPattern": ["a[.]b"],
            "source": [{"id": "a", "description": {"en": "A"}}],
            "target": [{"id": "b"}],
            "extensions": {"https://example.org/x": {"deep": [None, 1]}},
        },
    },
    result={
        "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10},
        "success": True,
        "completion": False,
        "response": "a[.]b",
        "duration": "P1Y2M10DT2H30M0.5S",
        "extensions": {"https://example.org/y": None},
    },
    context={
        "registration": str(uuid4()),
        "instructor": AGENT,
        "team": {"objectType": "Group", "account": {"homePage": "https://example.org", "name": "team"}},
        "contextActivities": {
            "parent": {"id": "https://example.org/p"},
            "other": [{"id": "https://example.org/o"}],
        },
        "revision": "1",
        "platform": "p",
        "language": "fa-AF",
        "statement": {"objectType": "StatementRef", "id": str(uuid4())},
        "extensions": {"https://example.org/z": 1},
    },
    stored="2026-03-02T10:00:00Z",
    authority={"objectType": "Group", "member": [AGENT, AGENT]},
    version="1.0.0",
    attachments=[
        {
            "usageType": "https://example.org/usage",
            "display": {"en": "A file"},
            "contentType": "text/plain; charset=utf-8",
            "length": 3,
            "sha2": "a" * 64,
            "fileUrl": "https://example.org/file",
        }
    ],
)
SUB = {
    "objectType": "SubStatement",
    "actor": AGENT,
    "verb": {"id": "https://example.org/v"},
    "object": AGENT | {"objectType": "Agent"},
}


def with_value(path, value):
    """FULL with the value at a path ("result/score/raw") replaced; `...` deletes it."""
    made = deepcopy(FULL)
    *above, last = path.split("/")
    place = made
    for name in above:
        place = place[int(name)] if isinstance(place, list) else place[name]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return made


def pointers(made):
    return {problem.pointer for problem in problems(made)}


def test_a_statement_with_everything_in_it_is_valid():
    assert list(problems(FULL)) == []


@pytest.mark.parametrize(
    "target",
    [
        {"id": "urn:uuid:1"},
        {"id": "https://пример.рф/путь"},
        AGENT | {"objectType": "Agent"},
        {"objectType": "Group", "mbox_sha1sum": "a" * 40},
        {"objectType": "StatementRef", "id": str(uuid4())},
        SUB,
    ],
)
def test_every_kind_of_object_is_valid(target):
    assert list(problems(statement(object=target))) == []


@pytest.mark.parametrize(
    ("path", "value", "pointer"),
    [
        ("actor", ..., "/actor"),
        ("verb", ..., "/verb"),
        ("object", ..., "/object"),
        ("colour", "red", "/colour"),
        ("actor", None, "/actor"),
        ("id", "not-a-uuid", "/id"),
        ("id", "00000000-0000-0000-0000-000000000000", "/id"),
        ("id", 7, "/id"),
        # actor
        ("actor", {}, "/actor"),
        ("actor", {"name": "Somebody"}, "/actor"),
        ("actor", AGENT | {"openid": "https://example.org/me"}, "/actor"),
        ("actor", {"mbox": "a@example.org"}, "/actor/mbox"),
        ("actor", {"mbox_sha1sum": "xyz"}, "/actor/mbox_sha1sum"),
        ("actor", {"openid": "me"}, "/actor/openid"),
        ("actor", {"account": {"name": "p"}}, "/actor/account/homePage"),
        ("actor", {"account": {"homePage": "https://example.org"}}, "/actor/account/name"),
        ("actor", {"account": {"homePage": "https://example.org", "name": "a\x00b"}}, "/actor/account/name"),
        ("actor", AGENT | {"objectType": "agent"}, "/actor/objectType"),
        ("actor", AGENT | {"member": []}, "/actor/member"),
        ("actor", {"objectType": "Group"}, "/actor/member"),
        (
            "actor",
            {"objectType": "Group", "member": [{"objectType": "Group", "member": []}]},
            "/actor/member/0/objectType",
        ),
        ("actor", "somebody", "/actor"),
        # verb
        ("verb", {"display": {"en": "did"}}, "/verb/id"),
        ("verb/id", "did", "/verb/id"),
        ("verb/id", "https://example.org/ did", "/verb/id"),
        ("verb/display", {"not a tag": "did"}, "/verb/display/not a tag"),
        ("verb/display", {"en": 1}, "/verb/display/en"),
        ("verb/display", "did", "/verb/display"),
        # object
        ("object/id", ..., "/object/id"),
        ("object/id", "relative/path", "/object/id"),
        ("object/objectType", "activity", "/object/objectType"),
        ("object/objectType", ["Activity"], "/object/objectType"),
        ("object/definition/type", "lesson", "/object/definition/type"),
        ("object/definition/interactionType", "guess", "/object/definition/interactionType"),
        ("object/definition/interactionType", ..., "/object/definition/interactionType"),
        ("object/definition/choices", [{"id": "a"}], "/object/definition/choices"),
        ("object/definition/source", [{"id": "a"}, {"id": "a"}], "/object/definition/source"),
        ("object/definition/source", [{"description": {}}], "/object/definition/source/0/id"),
        ("object/definition/correctResponsesPattern", "a", "/object/definition/correctResponsesPattern"),
        ("object/definition/name", None, "/object/definition/name"),
        ("object/definition/extensions", {"no iri": 1}, "/object/definition/extensions/no iri"),
        ("object", {"objectType": "StatementRef", "id": "x"}, "/object/id"),
        ("object", SUB | {"id": str(uuid4())}, "/object/id"),
        ("object", SUB | {"object": SUB}, "/object/object/objectType"),
        ("object", SUB | {"verb": {}}, "/object/verb/id"),
        # result
        ("result/score/scaled", 1.01, "/result/score/scaled"),
        ("result/score/scaled", -1.5, "/result/score/scaled"),
        ("result/score/scaled", "1", "/result/score/scaled"),
        ("result/score/raw", True, "/result/score/raw"),
        ("result/score/raw", 11, "/result/score/raw"),
        ("result/score/raw", -1, "/result/score/raw"),
        ("result/score/min", 10, "/result/score/min"),
        ("result/score/mean", 5, "/result/score/mean"),
        ("result/success", "true", "/result/success"),
        ("result/completion", 1, "/result/completion"),
        ("result/response", ["a"], "/result/response"),
        ("result/duration", "P", "/result/duration"),
        ("result/duration", "PT", "/result/duration"),
        ("result/duration", "1H", "/result/duration"),
        ("result/duration", "P1H", "/result/duration"),
        # context
        ("context/registration", "x", "/context/registration"),
        ("context/team", AGENT, "/context/team/objectType"),
        ("context/language", "fa_AF", "/context/language"),
        ("context/contextActivities/parent", [{"id": "x"}], "/context/contextActivities/parent/0/id"),
        ("context/contextActivities/parent", "https://example.org/p", "/context/contextActivities/parent"),
        ("context/contextActivities/uncle", [], "/context/contextActivities/uncle"),
        ("context/statement", {"id": str(uuid4())}, "/context/statement/objectType"),
        ("context/extensions", [], "/context/extensions"),
        # the rest
        ("timestamp", "2026-03-02", "/timestamp"),
        ("timestamp", "2026-13-02T10:00:00Z", "/timestamp"),
        ("timestamp", "2026-03-02T10:00:00-00:00", "/timestamp"),
        ("timestamp", "2026-03-02T10:00:00-0000", "/timestamp"),
        ("timestamp", 1700000000, "/timestamp"),
        ("stored", "yesterday", "/stored"),
        ("version", "2.0.0", "/version"),
        ("version", "1.0.", "/version"),
        ("authority", {"objectType": "Group", "member": [AGENT]}, "/authority"),
        ("attachments", {}, "/attachments"),
        ("attachments/0/sha2", "x", "/attachments/0/sha2"),
        ("attachments/0/length", 1.5, "/attachments/0/length"),
        ("attachments/0/contentType", "text", "/attachments/0/contentType"),
        ("attachments/0/display", ..., "/attachments/0/display"),
    ],
)
def test_a_fault_is_named_by_its_pointer(path, value, pointer):
    assert pointer in pointers(with_value(path, value))


def test_revision_and_platform_need_an_activity():
    made = with_value("object", AGENT | {"objectType": "Agent"})
    assert pointers(made) == {"/context/revision", "/context/platform"}


def test_what_voids_must_point_at_a_statement():
    voided = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    assert pointers(statement(verb=voided)) == {"/object/objectType"}
    assert (
        pointers(statement(verb=voided, object={"objectType": "StatementRef", "id": str(uuid4())})) == set()
    )


@pytest.mark.parametrize("made", [None, [], "text", 7, True])
def test_what_is_no_object_is_no_statement(made):
    assert "" in pointers(made)


def test_the_error_tells_every_problem_with_its_requirement():
    with pytest.raises(InvalidStatement) as caught:
        validate(statement(id="x", verb=None))
    told = str(caught.value)
    assert "/id must be a UUID in its standard string form" in told
    assert "/verb is required" in told


def test_slashes_and_tildes_in_a_name_are_escaped_in_the_pointer():
    assert pointers(statement() | {"a/b~c": 1}) == {"/a~1b~0c"}


@pytest.mark.parametrize(
    "tag", ["en", "en-US", "zh-Hans-CN", "fa-AF", "x-klingon", "sl-rozaj", "de-1996", "i-klingon", "ast"]
)
def test_well_formed_language_tags_are_taken(tag):
    assert list(problems(statement(verb={"id": "https://example.org/v", "display": {tag: "x"}}))) == []


@pytest.mark.parametrize("tag", ["", "e", "en_US", "en-", "toolonglanguage", "en-US-", "рус"])
def test_other_language_tags_are_not(tag):
    assert list(problems(statement(verb={"id": "https://example.org/v", "display": {tag: "x"}})))


@pytest.mark.parametrize(
    "duration", ["PT5S", "PT05S", "P1Y2M", "P3W", "P1DT12H", "PT0.123S", "PT1H30M", "P40DT00H00M00S"]
)
def test_iso_8601_durations_are_taken(duration):
    assert list(problems(statement(result={"duration": duration}))) == []


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("2026-03-02T12:00:00Z", NOON),
        ("2026-03-02T17:00:00+05:00", NOON),
        ("2026-03-02T17:00:00+0500", NOON),
        ("2026-03-02T17:00:00+05", NOON),
        ("2026-03-02 12:00:00", NOON),
        ("2026-03-02T12:00:00.000000123z", NOON),
    ],
)
def test_timestamps_are_read_with_their_offsets(text, same_as):
    assert list(problems(statement(timestamp=text))) == []
    assert parse_timestamp(text) == same_as


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_comes_the_validator_answers(value):
    assert list(problems(value))


NAMES = ["id", "actor", "verb", "object", "result", "context", "timestamp", "authority", "attachments"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "objectType", "definition", "account", "member", "score", "team"]), inner
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(NAMES), JSON)
def test_no_value_in_any_property_breaks_the_validator(name, value):
    list(problems(deepcopy(FULL) | {name: value}))


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'"\\ud800"',
        b"\xff",
        b"[" * 100_000,
        b"[" * 900 + b"]" * 900,
        b"",
    ],
)
def test_json_with_no_or_two_meanings_is_refused(text):
    with pytest.raises(UnreadableJson):
        read_json(text)


def test_json_is_written_as_it_was_read():
    text = '{"имя":"نام","n":[1,1.5,true,null]}'
    assert write_json(read_json(text)) == text
