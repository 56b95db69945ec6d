"""What the rule of a cohort asks of its people besides the modules, as far as this room has a page for it. Pure."""

from fractions import Fraction

from courses.content.requirements import CONDUCT, OWN_SCENARIO, PLAN, PRACTICE
from courses.practice.rubric import STANDARD, Needed

# In the order they are done in.
KINDS = (CONDUCT, PLAN, OWN_SCENARIO, PRACTICE)


def asked_of(cohort) -> tuple[str, ...]:
    """Return which of KINDS the cohort's rule asks for; once the cohort is closed, the rule as it was then.

    No query where the cohort was read with its rule.
    """
    asked = {requirement["kind"] for requirement in cohort.requirements}
    return tuple(kind for kind in KINDS if kind in asked)


def needed_by(cohort) -> Needed:
    """Return what a practice lesson needs to pass in the cohort: the numbers of its rule, else the standard."""
    for requirement in cohort.requirements:
        if requirement["kind"] == PRACTICE:
            average = Fraction(str(requirement["average"]))
            return Needed(average, int(requirement["least"]), int(requirement["assessors"]))
    return STANDARD
