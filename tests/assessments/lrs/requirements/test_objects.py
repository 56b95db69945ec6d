"""Objects of statements (part 2, 2.4.4; 2.0: 4.2.2.3): activities, agents and groups, references, sub-statements."""

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import (
    REFUSAL,
    V1,
    V2,
    assert_accepted,
    assert_refused,
    case,
    in_both_versions,
    refused,
    told,
)
from tests.factories.whole_statement import GROUP, PERSON, REFERENCE, as_sub_statement, parts, replaced, whole

DEFINITION = "object/definition"
COMPONENTS = {
    "choices": ("XAPI-00055", "choice"),
    "scale": ("XAPI-00054", "likert"),
    "source": ("XAPI-00053", "matching"),
    "target": ("XAPI-00052", "matching"),
    "steps": ("XAPI-00051", "performance"),
}
INTERACTIONS = {
    "true-false": [],
    "choice": ["choices"],
    "fill-in": [],
    "long-fill-in": [],
    "matching": ["source", "target"],
    "performance": ["steps"],
    "sequencing": ["choices"],
    "likert": ["scale"],
    "numeric": [],
    "other": [],
}


def interaction(kind, name, components):
    return {"interactionType": kind, name: components}


def of_definition(words, definition, pointer, *, rule=None):
    return refused(words, DEFINITION, definition, f"/{DEFINITION}{pointer}", rule=rule)


@in_both_versions
@pytest.mark.parametrize(
    ("target", "pointer"),
    [
        case("XAPI-00046 Statement", {"objectType": "Statement", "id": "a:b"}, "/object/objectType"),
        case(
            "XAPI-00046 Person",
            {"objectType": "Person", "mbox": "mailto:a@example.org"},
            "/object/objectType",
        ),
        case("XAPI-00046 subStatement", {"objectType": "subStatement"}, "/object/objectType"),
        case("XAPI-00046 list", {"objectType": ["Activity"], "id": "a:b"}, "/object/objectType"),
        case("XAPI-00046 number", {"objectType": 1, "id": "a:b"}, "/object/objectType"),
        case("XAPI-00046 empty", {"objectType": "", "id": "a:b"}, "/object/objectType"),
    ],
)
def test_an_object_is_one_of_five_kinds(target, pointer, version):
    assert told(statement(object=target), version) == {(pointer, "XAPI-00046")}


@in_both_versions
@pytest.mark.parametrize(
    "target",
    [
        case("XAPI-00046 activity that does not say so", {"id": "a:b"}),
        case("XAPI-00046 activity", {"objectType": "Activity", "id": "a:b", "definition": {}}),
        case("XAPI-00046 agent", PERSON | {"objectType": "Agent"}),
        case("XAPI-00046 anonymous group", GROUP),
        case("XAPI-00046 group", {"objectType": "Group", "mbox_sha1sum": "a" * 40}),
        case("XAPI-00046 reference", REFERENCE),
        case("XAPI-00046 sub-statement", as_sub_statement(whole())),
    ],
)
def test_every_kind_of_object_is_taken(target, version):
    assert told(statement(object=target), version) == set()


# Activities: 2.4.4.1


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00047 without id", "object/id", ...),
        refused("XAPI-00047 nothing at all", "object", {}, "/object/id"),
        refused("XAPI-00047 id that is no IRI", "object/id", "relative/path"),
        refused("XAPI-00047 number", "object/id", 7),
        refused("XAPI-00048 text", DEFINITION, "Question"),
        refused("XAPI-00048 list", DEFINITION, []),
        refused("XAPI-00049 guess", f"{DEFINITION}/interactionType", "guess"),
        refused("XAPI-00049 true/false", f"{DEFINITION}/interactionType", "true/false"),
        refused("XAPI-00049 number", f"{DEFINITION}/interactionType", 1),
        refused("XAPI-00050 text", f"{DEFINITION}/correctResponsesPattern", "a"),
        refused("XAPI-00050 numbers", f"{DEFINITION}/correctResponsesPattern/0", 1),
        refused("XAPI-00050 object", f"{DEFINITION}/correctResponsesPattern", {"0": "a"}),
        refused("XAPI-00056 text", f"{DEFINITION}/name", "Question"),
        refused("XAPI-00056 number for words", f"{DEFINITION}/name/ru", 1),
        refused("XAPI-00057 text", f"{DEFINITION}/extensions", "x"),
        refused("XAPI-00057 list", f"{DEFINITION}/extensions", [1]),
        refused("XAPI-00059 text", f"{DEFINITION}/description", "What is it?"),
        refused(
            "XAPI-00059 list for words",
            f"{DEFINITION}/description",
            {"en": []},
            f"/{DEFINITION}/description/en",
        ),
        refused("XAPI-00060 word", f"{DEFINITION}/type", "lesson"),
        refused("XAPI-00060 number", f"{DEFINITION}/type", 1),
        refused("XAPI-00061 path", f"{DEFINITION}/moreInfo", "/more"),
        refused("XAPI-00061 space", f"{DEFINITION}/moreInfo", "https://example.org/more info"),
        refused("XAPI-00061 object", f"{DEFINITION}/moreInfo", {}),
    ],
)
def test_an_activity_and_its_definition_have_their_form(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


def spoilt_components():
    for name, (rule, kind) in COMPONENTS.items():
        for words, components in (("text", "a"), ("object", {"id": "a"}), ("number", 1)):
            yield of_definition(f"{rule} {name}: {words}", interaction(kind, name, components), f"/{name}")
        faults = (
            ("XAPI-00058 without id", [{"description": {"en": "A"}}], "/0/id"),
            ("XAPI-00058 id that is a number", [{"id": "a"}, {"id": 1}], "/1/id"),
            ("XAPI-00058 one id twice", [{"id": "a"}, {"id": "b"}, {"id": "a"}], ""),
            ("XAPI-00062 text", [{"id": "a", "description": "A"}], "/0/description"),
            ("XAPI-00062 number for words", [{"id": "a", "description": {"en": 1}}], "/0/description/en"),
            ("XAPI-00063 text", ["a"], "/0"),
            ("XAPI-00063 list", [[]], "/0"),
        )
        for words, components, pointer in faults:
            yield of_definition(f"{words}, {name}", interaction(kind, name, components), f"/{name}{pointer}")


@in_both_versions
@pytest.mark.parametrize(REFUSAL, list(spoilt_components()))
def test_components_of_an_interaction_have_ids_of_their_own(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        of_definition("XAPI-00064 pattern", {"correctResponsesPattern": ["a"]}, "/interactionType"),
        *(
            of_definition(f"XAPI-00064 {name}", {name: [{"id": "a"}]}, "/interactionType")
            for name in COMPONENTS
        ),
    ],
)
def test_an_interaction_says_of_which_type_it_is(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize("kind", [case(f"XAPI-00049 IEEE-4.2.2.3 {kind}", kind) for kind in INTERACTIONS])
def test_an_interaction_has_the_components_of_its_type(kind, version):
    definition = {"interactionType": kind, "correctResponsesPattern": ["a[,]b", ""]}
    for name in COMPONENTS:
        made = definition | {name: [{"id": "a"}, {"id": "A", "description": {"en": "A"}}]}
        if name in INTERACTIONS[kind]:
            assert_accepted(DEFINITION, made, version)
        else:
            assert_refused(DEFINITION, made, f"/{DEFINITION}/{name}", "XAPI-00010", version)


# Agents, groups and statements as objects: 2.4.4.2, 2.4.4.3


@in_both_versions
@pytest.mark.parametrize(
    ("target", "rule"),
    [
        case("XAPI-00065 agent", PERSON, "XAPI-00065"),
        case("XAPI-00065 agent by account", {"account": {"homePage": "a:b", "name": "p"}}, "XAPI-00065"),
        case("XAPI-00065 group", {"member": [PERSON]}, "XAPI-00065"),
        case("XAPI-00073 reference", {"id": REFERENCE["id"]}, "XAPI-00073"),
        case(
            "XAPI-00073 sub-statement", replaced(as_sub_statement(whole()), "objectType", ...), "XAPI-00073"
        ),
    ],
)
def test_what_is_no_activity_must_say_what_it_is(target, rule, version):
    assert told(statement(object=target), version) == {("/object/objectType", rule)}
    around = statement(object=as_sub_statement(statement(object=target)))
    assert told(around, version) == {("/object/object/objectType", rule)}


SUB = as_sub_statement(statement())


@in_both_versions
@pytest.mark.parametrize(
    ("target", "pointer", "rule"),
    [
        case("XAPI-00067 authority", SUB | {"authority": PERSON}, "/authority", "XAPI-00067"),
        case("XAPI-00068 version", SUB | {"version": "1.0.0"}, "/version", "XAPI-00068"),
        case("XAPI-00069 stored", SUB | {"stored": "2026-03-02T10:00:00Z"}, "/stored", "XAPI-00069"),
        case("XAPI-00070 id", SUB | {"id": REFERENCE["id"]}, "/id", "XAPI-00070"),
        case("XAPI-00071 sub-statement", SUB | {"object": SUB}, "/object/objectType", "XAPI-00071"),
        case("XAPI-00072 reference without id", {"objectType": "StatementRef"}, "/id", "XAPI-00072"),
        case("XAPI-00072 no UUID", {"objectType": "StatementRef", "id": "s-1"}, "/id", "XAPI-00072"),
        case("XAPI-00072 number", {"objectType": "StatementRef", "id": 7}, "/id", "XAPI-00072"),
        case("XAPI-00072 IRI", {"objectType": "StatementRef", "id": "a:b"}, "/id", "XAPI-00072"),
    ],
)
def test_statements_as_objects_keep_to_their_form(target, pointer, rule, version):
    assert told(statement(object=target), version) == {(f"/object{pointer}", rule)}


@pytest.mark.parametrize(
    ("version", "path"),
    [
        case(f"XAPI-00066 null at {path}, {version}", version, path)
        for version in (V1, V2)
        for path, _value in parts(as_sub_statement(whole(version)))
        if path != "objectType"
    ],
)
def test_a_sub_statement_keeps_to_what_statements_keep_to(version, path):
    spoilt = replaced(as_sub_statement(whole(version)), path, None)
    assert (f"/object/{path}", "XAPI-00001") in told(statement(object=spoilt), version)


@in_both_versions
@pytest.mark.requirement("XAPI-00066")
def test_a_sub_statement_with_all_that_it_may_have_is_taken(version):
    assert told(statement(object=as_sub_statement(whole(version))), version) == set()
