"""What a statement is found by: the values of the columns of a row, computed from its JSON."""

from hashlib import sha256
from uuid import UUID

from assessments.xapi import actors

WIDTH = 500


def fitted(value: str) -> str:
    """Return a value no wider than its column; one too long is cut and told apart by its digest."""
    if len(value) <= WIDTH:
        return value
    return f"{value[: WIDTH - 65]} {sha256(value.encode()).hexdigest()}"


def actor_column(agent: dict) -> str:
    """Return an agent's or group's identifier as stored in `Statement.actor`, "" for an anonymous group."""
    return fitted(actors.identifier(agent))


def verb_column(statement: dict) -> str:
    return fitted(statement["verb"]["id"])


def object_column(statement: dict) -> str:
    """Return what `Statement.activity` holds: an activity's IRI, or another object's kind and identifier.

    Those have a space in them, so they are never mistaken for an IRI. "" for a sub-statement.
    """
    target = statement["object"]
    kind = target.get("objectType", "Activity")
    if kind == "Activity":
        return fitted(target["id"])
    if kind == "StatementRef":
        return reference_column(UUID(target["id"]))
    return actor_column(target) if kind in ("Agent", "Group") else ""


def reference_column(statement_id: UUID) -> str:
    return f"StatementRef {statement_id}"


def registration_column(statement: dict) -> UUID | None:
    value = statement.get("context", {}).get("registration")
    return UUID(value) if value else None
