"""Where a unit (check or scenario) inside a lesson finds the learner's state while the lesson is rendered.

The view of a lesson puts `units` into the template's context: {unit key (UUID): CheckState or ScenarioState}.
"""

from uuid import UUID


def place_key(block_id: str | None) -> UUID | None:
    """Return a block id as UUID; None for a block of a preview that was never saved."""
    return UUID(block_id) if block_id else None


def state_of_check(context):
    """Return the state of the check that is being rendered; its key is the id of its block."""
    return context.get("units", {}).get(context.get("block_key"))


def state_of_scenario(context, scenario):
    return context.get("units", {}).get(scenario.key) if scenario else None
