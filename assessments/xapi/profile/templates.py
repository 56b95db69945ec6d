"""Which statement templates does a statement match, and does it follow their rules? (part 3, 2.1). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessments.xapi.profile.locations import find
from assessments.xapi.profile.rules import follows

# Determining property -> where its values stand in a statement.
_ONE = {
    "verb": "$.verb.id",
    "objectActivityType": "$.object.definition.type",
}
_ALL = {
    "contextParentActivityType": "$.context.contextActivities.parent[*].definition.type",
    "contextGroupingActivityType": "$.context.contextActivities.grouping[*].definition.type",
    "contextCategoryActivityType": "$.context.contextActivities.category[*].definition.type",
    "contextOtherActivityType": "$.context.contextActivities.other[*].definition.type",
    "attachmentUsageType": "$.attachments[*].usageType",
}
_REFERENCES = {
    "objectStatementRefTemplate": "$.object.objectType",
    "contextStatementRefTemplate": "$.context.statement.objectType",
}


class Outcome(StrEnum):
    SUCCESS = "success"
    INVALID = "invalid"
    UNMATCHED = "unmatched"


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a statement.

    `matched` are the ids of templates that it follows, `broken` of those it should follow, each with the locations
    of the rules it breaks.
    """

    matched: tuple[str, ...]
    broken: Mapping[str, tuple[str, ...]]

    @property
    def outcome(self) -> Outcome:
        if self.broken:
            return Outcome.INVALID
        return Outcome.SUCCESS if self.matched else Outcome.UNMATCHED


def check(statement: Mapping, templates: Iterable[Mapping]) -> Verdict:
    """Return which of the templates the statement (read from JSON) matches, and what rules it breaks.

    A statement that another one points at is not looked up: of references only the kind is checked.
    """
    statement = normalized(statement)
    matched, broken = [], {}
    for template in templates:
        if not is_determined(statement, template):
            continue
        if faults := tuple(_faults(statement, template)):
            broken[template["id"]] = faults
        else:
            matched.append(template["id"])
    return Verdict(tuple(matched), broken)


def is_determined(statement: Mapping, template: Mapping) -> bool:
    """Return whether the statement has all determining properties of the template; it may have more."""
    one = all(find(statement, place) == [template[name]] for name, place in _ONE.items() if name in template)
    return one and all(
        set(template[name]) <= set(find(statement, place)) for name, place in _ALL.items() if name in template
    )


def normalized(statement: Mapping) -> Mapping:
    """Return the statement with each of its context activities in an array (xAPI part 2, 2.4.6.2)."""
    context = statement.get("context", {})
    if "contextActivities" not in context:
        return statement
    held = context["contextActivities"]
    arrays = {name: [one] if isinstance(one, dict) else one for name, one in held.items()}
    return {**statement, "context": {**context, "contextActivities": arrays}}


def _faults(statement: Mapping, template: Mapping) -> Iterable[str]:
    for name, place in _REFERENCES.items():
        if name in template and find(statement, place) != ["StatementRef"]:
            yield place
    for rule in template.get("rules", ()):
        if not follows(statement, rule):
            yield rule["location"]
