"""Contexts: part 2, 2.4.6; 2.0: 4.2.2.5, with context agents and context groups."""

import pytest

from assessments.xapi.shapes import Problem
from assessments.xapi.validation import problems
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
from tests.factories.whole_statement import GROUP, PERSON, REFERENCE, as_sub_statement, replaced, whole

OF_2 = "IEEE 9274.1.1, 4.2.2.5"
KINDS = ("parent", "grouping", "category", "other")
NO_ACTIVITIES = {
    "agent": PERSON | {"objectType": "Agent"},
    "group": GROUP,
    "reference": REFERENCE,
    "sub-statement": as_sub_statement(replaced(statement(), "timestamp", ...)),
}


@in_both_versions
@pytest.mark.parametrize("kind", [case(f"XAPI-00084 XAPI-00085 {kind}", kind) for kind in NO_ACTIVITIES])
def test_revision_and_platform_speak_of_an_activity(kind, version):
    made = statement(object=NO_ACTIVITIES[kind], context={"revision": "1", "platform": "p"})
    expected = {("/context/revision", "XAPI-00084"), ("/context/platform", "XAPI-00085")}
    assert told(made, version) == expected
    if kind != "sub-statement":
        around = statement(object=as_sub_statement(made))
        assert told(around, version) == {(f"/object{pointer}", rule) for pointer, rule in expected}


@in_both_versions
@pytest.mark.parametrize("target", [{"id": "a:b"}, {"objectType": "Activity", "id": "a:b"}])
@pytest.mark.requirement("XAPI-00084", "XAPI-00085")
def test_an_activity_has_revision_and_platform_whether_it_says_what_it_is_or_not(target, version):
    made = statement(object=target, context={"revision": "1", "platform": "p"})
    assert told(made, version) == set()


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00086 list", "context/contextActivities", []),
        refused("XAPI-00086 text", "context/contextActivities", "https://example.org/p"),
        refused("XAPI-00087 registration that is no UUID", "context/registration", "r-1"),
        refused("XAPI-00087 registration that is a number", "context/registration", 7),
        refused("XAPI-00087 instructor that is text", "context/instructor", "mailto:a@example.org"),
        refused("XAPI-00087 instructor that is a list", "context/instructor", [PERSON]),
        refused(
            "XAPI-00087 instructor without identifier", "context/instructor", {"name": "A"}, rule="XAPI-00034"
        ),
        refused("XAPI-00088 team that is an agent", "context/team", PERSON, "/context/team/objectType"),
        refused("XAPI-00088 team that says it is one", "context/team/objectType", "Agent"),
        refused("XAPI-00088 team that is text", "context/team", "team"),
        refused(
            "XAPI-00088 team of nobody",
            "context/team/account",
            ...,
            "/context/team/member",
            rule="XAPI-00037",
        ),
        refused("XAPI-00089 number", "context/revision", 1),
        refused("XAPI-00089 list", "context/revision", ["1"]),
        refused("XAPI-00090 number", "context/platform", 1),
        refused("XAPI-00090 object", "context/platform", {"en": "p"}),
        refused("XAPI-00091 number", "context/language", 1),
        refused("XAPI-00091 underscore", "context/language", "fa_AF"),
        refused("XAPI-00092 text", "context/statement", REFERENCE["id"]),
        refused("XAPI-00092 without objectType", "context/statement/objectType", ..., rule="XAPI-00073"),
        refused(
            "XAPI-00092 another objectType", "context/statement/objectType", "Statement", rule="XAPI-00073"
        ),
        refused("XAPI-00092 without id", "context/statement/id", ..., rule="XAPI-00072"),
        refused("XAPI-00092 id that is no UUID", "context/statement/id", "s-1", rule="XAPI-00072"),
    ],
)
def test_parts_of_a_context_have_their_types(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize("instructor", [PERSON, GROUP])
@pytest.mark.requirement("XAPI-00087")
def test_an_instructor_may_be_one_or_many(instructor, version):
    assert_accepted("context/instructor", instructor, version)


# Context activities: 2.4.6.2

A = "context/contextActivities"


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00093 uncle", f"{A}/uncle", [{"id": "a:b"}]),
        refused("XAPI-00093 Parent", f"{A}/Parent", [{"id": "a:b"}], rule="XAPI-00008"),
        refused("XAPI-00094 text", f"{A}/parent", "https://example.org/p"),
        refused("XAPI-00094 texts", f"{A}/parent", ["https://example.org/p"], f"/{A}/parent/0"),
        refused(
            "XAPI-00094 agent", f"{A}/parent", PERSON | {"id": "a:b"}, f"/{A}/parent/mbox", rule="XAPI-00010"
        ),
        refused("XAPI-00094 reference", f"{A}/grouping/0/objectType", "StatementRef", rule="XAPI-00046"),
        *(
            refused(
                f"XAPI-00094 {kind} without id", f"{A}/{kind}", [{}], f"/{A}/{kind}/0/id", rule="XAPI-00047"
            )
            for kind in KINDS
        ),
        *(
            refused(
                f"XAPI-00094 {kind} that is no IRI",
                f"{A}/{kind}",
                {"id": "x"},
                f"/{A}/{kind}/id",
                rule="XAPI-00047",
            )
            for kind in KINDS
        ),
        refused("XAPI-00094 definition", f"{A}/category/0/definition/name", "C", rule="XAPI-00056"),
    ],
)
def test_context_activities_are_activities_of_four_kinds(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize("kind", [case(f"XAPI-00093 {kind}", kind) for kind in KINDS])
@pytest.mark.parametrize("value", [{"id": "a:b"}, [{"id": "a:b"}], [], [{"id": "a:b"}, {"id": "a:c"}]])
def test_one_may_stand_alone_and_many_in_a_list(kind, value, version):
    assert_accepted(f"{A}/{kind}", value, version)


@pytest.mark.parametrize("kind", [case(f"XAPI-00096 {kind}", kind) for kind in KINDS])
def test_a_context_activity_is_given_back_in_a_list(client, kind):
    held = {"contextActivities": {kind: {"id": "https://example.org/p"}}}
    made = statement(context=held, object=as_sub_statement(statement(context=held)))
    client.post(made)
    found = client.one(made["id"])
    for context in (found["context"], found["object"]["context"]):
        assert context["contextActivities"] == {kind: [{"id": "https://example.org/p"}]}


# Context agents and context groups: 2.0 alone


def of_2(words, path, value, pointer=None, *, rule=OF_2):
    return refused(f"IEEE-4.2.2.5 {words}", f"context/{path}", value, pointer, rule=rule)


@pytest.mark.parametrize(
    REFUSAL,
    [
        of_2("agents that are no list", "contextAgents", {}),
        of_2("agents that are text", "contextAgents", "A"),
        of_2("agent that is text", "contextAgents/0", "A"),
        of_2("agent without objectType", "contextAgents/0/objectType", ...),
        of_2("agent of another objectType", "contextAgents/0/objectType", "Agent"),
        of_2("agent in another case", "contextAgents/0/objectType", "ContextAgent"),
        of_2("agent without agent", "contextAgents/0/agent", ...),
        of_2("agent that is a number", "contextAgents/0/agent", 7),
        of_2("agent without identifier", "contextAgents/0/agent", {"name": "A"}, rule="XAPI-00034"),
        of_2("agent that is a group", "contextAgents/0/agent/objectType", "Group", rule="XAPI-00031"),
        of_2("agent with a group", "contextAgents/0/group", GROUP, rule="XAPI-00010"),
        of_2("agent relevant for nothing", "contextAgents/0/relevantTypes", []),
        of_2("agent relevant for words", "contextAgents/0/relevantTypes/0", "tutor"),
        of_2("agent relevant for one not in a list", "contextAgents/0/relevantTypes", "a:b"),
        of_2("groups that are no list", "contextGroups", {}),
        of_2("group without objectType", "contextGroups/0/objectType", ...),
        of_2("group of another objectType", "contextGroups/0/objectType", "contextAgent"),
        of_2("group without group", "contextGroups/0/group", ...),
        of_2(
            "group that is an agent",
            "contextGroups/0/group",
            PERSON,
            "/context/contextGroups/0/group/objectType",
        ),
        of_2("group that says it is one", "contextGroups/0/group/objectType", "Agent"),
        of_2("group of nobody", "contextGroups/0/group/member", ..., rule="XAPI-00037"),
        of_2("group relevant for nothing", "contextGroups/0/relevantTypes", []),
        of_2("group relevant for words", "contextGroups/0/relevantTypes/0", "crew"),
    ],
)
def test_context_agents_and_groups_have_their_form(path, value, pointer, rule):
    assert_refused(path, value, pointer, rule, V2)


@pytest.mark.parametrize(
    "name", [case(f"IEEE-4.2.2.5 {name}", name) for name in ("contextAgents", "contextGroups")]
)
def test_context_agents_and_groups_may_be_none_or_many(name):
    one = whole(V2)["context"][name][0]
    for value in ([], [one], [one] * 3):
        assert_accepted(f"context/{name}", value, V2)
    made = statement(context={name: [one]})
    assert list(problems(made, version=V1)) == [
        Problem(f"/context/{name}", "is not a property known here", "XAPI-00010")
    ]
