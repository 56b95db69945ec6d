import pytest

from assessments.xapi.profile.templates import Outcome, check

VERB, TYPE, OTHER = "https://example.org/did", "https://example.org/types/a", "https://example.org/types/b"


def typed(*types):
    return [{"id": f"{kind}/1", "definition": {"type": kind}} for kind in types]


ONE = {
    "verb": {"id": VERB},
    "object": {"id": "https://example.org/1", "definition": {"type": TYPE}},
    "context": {"contextActivities": {"parent": typed(TYPE), "grouping": typed(TYPE, OTHER)}},
    "attachments": [{"usageType": "https://example.org/signature"}],
}


@pytest.mark.parametrize(
    ("template", "matched"),
    [
        ({}, True),
        ({"verb": VERB}, True),
        ({"verb": VERB + "/not"}, False),
        ({"objectActivityType": TYPE}, True),
        ({"objectActivityType": OTHER}, False),
        ({"contextParentActivityType": [TYPE]}, True),
        ({"contextParentActivityType": [TYPE, OTHER]}, False),
        ({"contextGroupingActivityType": [OTHER]}, True),
        ({"contextGroupingActivityType": [OTHER, TYPE]}, True),
        ({"contextCategoryActivityType": [TYPE]}, False),
        ({"contextOtherActivityType": [TYPE]}, False),
        ({"attachmentUsageType": ["https://example.org/signature"]}, True),
        ({"attachmentUsageType": ["https://example.org/photo"]}, False),
        ({"verb": VERB, "objectActivityType": OTHER}, False),
    ],
)
def test_a_statement_has_all_determining_properties_and_may_have_more(template, matched):
    verdict = check(ONE, [{"id": "t"} | template])
    assert verdict.matched == (("t",) if matched else ())
    assert verdict.outcome is (Outcome.SUCCESS if matched else Outcome.UNMATCHED)


def test_one_context_activity_may_stand_without_its_array():
    one = ONE | {"context": {"contextActivities": {"parent": typed(TYPE)[0]}}}
    rule = {"location": "$.context.contextActivities.parent[0].id", "presence": "included"}
    template = {"id": "t", "contextParentActivityType": [TYPE], "rules": [rule]}
    assert check(one, [template]).matched == ("t",)
    assert isinstance(one["context"]["contextActivities"]["parent"], dict)


def test_a_template_that_is_meant_and_not_followed_makes_the_statement_invalid():
    broken = {"id": "broken", "verb": VERB, "rules": [{"location": "$.result.score", "presence": "included"}]}
    verdict = check(ONE, [broken, {"id": "other", "verb": VERB}])
    assert verdict.outcome is Outcome.INVALID
    assert verdict.broken == {"broken": ("$.result.score",)}
    assert verdict.matched == ("other",)


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ({"objectType": "StatementRef", "id": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"}, Outcome.SUCCESS),
        (ONE["object"], Outcome.INVALID),
    ],
)
def test_a_template_can_ask_for_a_reference(target, outcome):
    template = {"id": "t", "verb": VERB, "objectStatementRefTemplate": ["x"]}
    assert check(ONE | {"object": target}, [template]).outcome is outcome
