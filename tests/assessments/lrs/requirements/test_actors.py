"""Agents, groups and what they are known by: part 2, 2.4.2; 2.0: 4.2.2.1."""

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import (
    REFUSAL,
    V1,
    assert_accepted,
    assert_refused,
    case,
    in_both_versions,
    refused,
    told,
)
from tests.factories.whole_statement import PERSON

MBOX = {"mbox": "mailto:a@example.org"}
IDENTIFIERS = {
    "mbox": "mailto:b@example.org",
    "mbox_sha1sum": "0a" * 20,
    "openid": "https://example.org/me",
    "account": {"homePage": "https://example.org", "name": "p-1"},
}
PAIRS = [(one, other) for one in IDENTIFIERS for other in IDENTIFIERS if one < other]
GROUP = {"objectType": "Group"}
NO_OBJECTTYPES = ["Person", "agent", "GROUP", "", "Activity", "StatementRef"]
NO_MAILTOS = [
    "a@example.org",
    "mailto:",
    "mailto:a",
    "mailto:@example.org",
    "mailto:a b@example.org",
    "http://a@b",
]
NO_DIGESTS = ["xyz", "0a" * 19, "0a" * 21, "0g" * 20]


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        *(
            refused(f"XAPI-00031 {kind!r}", "actor", MBOX | {"objectType": kind}, "/actor/objectType")
            for kind in NO_OBJECTTYPES
        ),
        refused(
            "XAPI-00032 number", "actor", MBOX | {"objectType": 1}, "/actor/objectType", rule="XAPI-00031"
        ),
        refused(
            "XAPI-00032 list",
            "actor",
            MBOX | {"objectType": ["Agent"]},
            "/actor/objectType",
            rule="XAPI-00031",
        ),
        refused("XAPI-00033 number", "actor/name", 7),
        refused("XAPI-00033 list of a member", "actor/member/0/name", ["A"]),
        refused("XAPI-00033 language map", "context/instructor/name", {"en": "A"}),
    ],
)
def test_an_actor_says_what_it_is_and_has_a_name_in_letters(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00034 none", "actor", {"objectType": "Agent"}),
        refused("XAPI-00034 nothing at all", "actor", {}),
        refused("XAPI-00034 name alone", "actor", {"name": "Somebody"}),
        *(
            refused(
                f"XAPI-00034 {one} and {other}", "actor", {one: IDENTIFIERS[one], other: IDENTIFIERS[other]}
            )
            for one, other in PAIRS
        ),
        refused("XAPI-00034 all four", "actor", IDENTIFIERS),
        refused("XAPI-00034 instructor with none", "context/instructor", {"name": "Somebody"}),
        refused(
            "XAPI-00034 member with two", "actor/member/1/mbox", "mailto:b@example.org", "/actor/member/1"
        ),
    ],
)
def test_an_agent_has_exactly_one_identifier(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00035 agent", "actor", MBOX | {"member": [PERSON]}, "/actor/member"),
        refused("XAPI-00035 instructor", "context/instructor/member", [PERSON]),
        refused("XAPI-00036 agent for a list", "actor/member", PERSON),
        refused("XAPI-00036 text", "actor/member", "a"),
        refused("XAPI-00036 text in the list", "actor/member/0", "a"),
        refused("XAPI-00036 nobody in the list", "actor/member/0", {"name": "A"}, rule="XAPI-00034"),
        refused(
            "XAPI-00036 group in the list",
            "actor/member/0/objectType",
            "Group",
            rule="XAPI-00031",
        ),
        refused("XAPI-00036 of a team", "context/team/member", {}),
    ],
)
def test_members_are_agents_and_stand_in_groups(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00037 neither identifier nor members", "actor", GROUP, "/actor/member"),
        refused("XAPI-00037 no member", "actor", GROUP | {"member": []}, "/actor/member"),
        *(
            refused(
                f"XAPI-00037 {one} and {other}",
                "context/team",
                GROUP | {one: IDENTIFIERS[one], other: IDENTIFIERS[other]},
            )
            for one, other in PAIRS
        ),
        refused("XAPI-00037 all four", "actor", GROUP | IDENTIFIERS | {"member": [PERSON]}),
    ],
)
def test_a_group_has_one_identifier_or_members(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        *(refused(f"XAPI-00038 {one}", "actor", {"mbox": one}, "/actor/mbox") for one in NO_MAILTOS),
        refused("XAPI-00038 number", "context/instructor/mbox", 7),
        *(
            refused(f"XAPI-00039 {one}", "actor", {"mbox_sha1sum": one}, "/actor/mbox_sha1sum")
            for one in NO_DIGESTS
        ),
        refused("XAPI-00039 number", "actor/member/2/mbox_sha1sum", 7),
        refused("XAPI-00040 no scheme", "actor/member/1/openid", "example.org/me"),
        refused("XAPI-00040 space", "actor/member/1/openid", "https://example.org/m e"),
        refused("XAPI-00040 number", "actor/member/1/openid", 7),
        refused("XAPI-00041 text", "context/team/account", "p-1"),
        refused("XAPI-00041 list", "context/team/account", []),
        refused("XAPI-00042 none", "context/team/account/homePage", ...),
        refused("XAPI-00042 no IRL", "context/team/account/homePage", "example.org"),
        refused("XAPI-00042 number", "context/team/account/homePage", 7),
        refused("XAPI-00043 none", "context/team/account/name", ...),
        refused("XAPI-00043 number", "context/team/account/name", 7),
        refused("XAPI-00043 what cannot be looked for", "context/team/account/name", "a\x00b"),
    ],
)
def test_identifiers_have_their_form(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize("name", [case(f"XAPI-00034 IEEE-4.2.2.1 {name}", name) for name in IDENTIFIERS])
def test_every_identifier_is_enough_for_an_agent_and_for_a_group(name, version):
    by_it = {name: IDENTIFIERS[name]}
    for made in (by_it, by_it | {"objectType": "Agent", "name": "A"}):
        assert_accepted("actor", made, version)
        assert_accepted("context/instructor", made, version)
    for made in (GROUP | by_it, GROUP | by_it | {"member": []}, GROUP | by_it | {"member": [PERSON, MBOX]}):
        assert_accepted("actor", made, version)
        assert_accepted("context/team", made, version)


@pytest.mark.requirement("XAPI-00036")
def test_the_object_of_a_statement_is_checked_like_its_actor():
    made = statement(object=GROUP | {"member": [{"mbox": "a"}]})
    assert told(made, V1) == {("/object/member/0/mbox", "XAPI-00038")}


@in_both_versions
@pytest.mark.parametrize(
    "name", [case(f"XAPI-00043 {name!r}", name) for name in ("", "p 1", "Кабир", "ن ك", "~")]
)
def test_the_name_of_an_account_may_be_any_words(name, version):
    assert_accepted("context/team/account/name", name, version)
