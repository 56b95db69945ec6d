"""What the rule of a cohort asks of its people besides the modules, as far as this room has a page for it. Pure."""

PRACTICE, OWN_SCENARIO, SESSION_PLAN, CONDUCT = "practice", "own_scenario", "session_plan", "conduct"
# In the order they are done in.
KINDS = (CONDUCT, SESSION_PLAN, OWN_SCENARIO, PRACTICE)


def asked_of(cohort) -> tuple[str, ...]:
    """Return which of KINDS the cohort's rule asks for; once the cohort is closed, the rule as it was then.

    No query where the cohort was read with its rule.
    """
    if cohort.frozen_rule is not None:
        return kinds_in(cohort.frozen_rule)
    return kinds_in(cohort.rule.content if cohort.rule_id else {})


def kinds_in(content: dict) -> tuple[str, ...]:
    """Return which of KINDS a rule asks for; `content` as in QualificationRule."""
    asked = {requirement["kind"] for requirement in content.get("requirements", ())}
    return tuple(kind for kind in KINDS if kind in asked)
