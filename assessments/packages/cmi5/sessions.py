"""A session as the rules see it, read from the rows: who, under which registration, what has been stated."""

from assessments.packages.cmi5 import naming
from assessments.packages.cmi5.rules import (
    COMPLETED,
    FAILED,
    INITIALIZED,
    PASSED,
    TERMINATED,
    Session,
)
from assessments.packages.models import Launch, UnitStanding
from assessments.xapi.reading import read_json

# The word of a verb -> where a session and a standing keep that it was stated.
STAMPS = {
    INITIALIZED: "initialized_at",
    COMPLETED: "completed_at",
    PASSED: "passed_at",
    FAILED: "failed_at",
    TERMINATED: "terminated_at",
}


def session_of(launch: Launch, standing: UnitStanding | None) -> Session:
    """Return the value of a launch; `standing` is that of its registration with its unit."""
    mastery = launch.unit.mastery_score
    settled = {word for word in (COMPLETED, PASSED) if getattr(standing, STAMPS[word], None) is not None}
    return Session(
        key=str(launch.key),
        actor=read_json(launch.registration.actor),
        registration=str(launch.registration.key),
        activity=naming.unit_iri(launch.unit),
        publisher_id=launch.unit.publisher_id,
        mode=launch.mode,
        mastery=None if mastery is None else float(mastery),
        has_read_preferences=launch.preferences_read_at is not None,
        told=frozenset(word for word, field in STAMPS.items() if getattr(launch, field) is not None),
        settled=frozenset(settled),
    )
