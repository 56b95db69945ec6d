"""May a unit send this statement now? cmi5, sections 6.3 to 11; numbers in brackets are those of its requirements.

Pure: no clock, no database. A session is a value, and what it has told grows from statement to statement. What breaks
the standard of xAPI itself has been refused before.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assessments.packages.cmi5 import vocabulary
from assessments.xapi import actors

_UTC = re.compile(r"(?:[Zz]|\+00(?::?00)?)\Z")
NORMAL = "Normal"
INITIALIZED, COMPLETED, PASSED = "initialized", "completed", "passed"
FAILED, TERMINATED = "failed", "terminated"
# What a unit may state as "cmi5 defined" (9.3).
_DEFINED = {
    verb.iri: verb.display
    for verb in (
        vocabulary.INITIALIZED,
        vocabulary.COMPLETED,
        vocabulary.PASSED,
        vocabulary.FAILED,
        vocabulary.TERMINATED,
    )
}
_JUDGING = (COMPLETED, PASSED, FAILED)
_SUCCESS = {PASSED: True, FAILED: False}


class RuleBroken(Exception):
    """A statement conflicts with the specification: `rule` is the requirement, `pointer` where it stands in it."""

    def __init__(self, rule: str, pointer: str, why: str):
        super().__init__(f"{pointer or '/'} {why} (cmi5 {rule})")
        self.rule, self.pointer, self.why = rule, pointer, why


@dataclass(frozen=True)
class Session:
    """What is known of a session when a statement comes; `told` are the words of _DEFINED it has stated.

    `settled` are completed and passed, when any session of the registration has stated them of this unit.
    """

    key: str
    actor: Mapping
    registration: str
    activity: str
    publisher_id: str
    mode: str = NORMAL
    mastery: float | None = None
    has_read_preferences: bool = False
    told: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()

    @property
    def template(self) -> dict:
        """The contextTemplate of the launch data (10.2.1)."""
        return {
            "contextActivities": {"grouping": [{"id": self.publisher_id}]},
            "extensions": {vocabulary.SESSION_ID: self.key},
        }


@dataclass(frozen=True)
class Judged:
    """A statement that may be stored: `verb` is a word of _DEFINED, None for one that is only allowed."""

    verb: str | None
    scaled: float | None = None


def judge(session: Session, statement: Mapping) -> tuple[Judged, Session]:
    """Return what a statement is, and the session after it. Raises RuleBroken."""
    _require_basics(session, statement)
    categories = _ids(statement, "category")
    verb = _DEFINED.get(statement["verb"]["id"])
    is_defined = vocabulary.CATEGORY in categories
    _require_order(session, verb if is_defined else None)
    if vocabulary.CATEGORY_MOVE_ON in categories and not (is_defined and verb in _JUDGING):
        raise RuleBroken("9.6.2.2-2", _CATEGORIES, "must not have the moveon category")
    if not is_defined:
        return Judged(None), session
    if verb is None:
        raise RuleBroken("9.3.0.0-1", "/verb/id", "is none that a unit may state as cmi5 defined")
    _require_defined(session, statement, verb, categories)
    settled = session.settled | ({verb} & {COMPLETED, PASSED})
    scaled = _score(statement).get("scaled")
    return Judged(verb, scaled), replace(session, told=session.told | {verb}, settled=settled)


_CATEGORIES = "/context/contextActivities/category"


def _require_basics(session: Session, statement: Mapping) -> None:
    """Check what holds for every statement, cmi5 defined or allowed."""
    if "id" not in statement:
        raise RuleBroken("9.1.0.0-1", "/id", "is required")
    if "timestamp" not in statement:
        raise RuleBroken("9.7.0.0-1", "/timestamp", "is required")
    if not _UTC.search(statement["timestamp"]):
        raise RuleBroken("9.7.0.0-2", "/timestamp", "must be in UTC")
    actor = statement["actor"]
    if actor.get("objectType", "Agent") != "Agent" or "account" not in actor:
        raise RuleBroken("9.2.0.0-2", "/actor", "must be an agent with an account")
    if actors.identifier(actor) != actors.identifier(session.actor):
        raise RuleBroken("8.1.3.0-3", "/actor", "must be the actor of the launch")
    context = statement.get("context", {})
    if str(context.get("registration", "")).lower() != session.registration:
        raise RuleBroken("9.6.1.0-1", "/context/registration", "must be that of the launch")
    _require_template(session, statement, context.get("extensions", {}))


def _require_template(session: Session, statement: Mapping, extensions: Mapping) -> None:
    template = session.template
    for name, value in template["extensions"].items():
        if extensions.get(name) != value:
            raise RuleBroken(
                "9.6.3.1-4", "/context/extensions", f"must hold {name} as in the contextTemplate"
            )
    for kind, activities in template["contextActivities"].items():
        found = _ids(statement, kind)
        for one in activities:
            if one["id"] not in found:
                pointer = f"/context/contextActivities/{kind}"
                raise RuleBroken("10.2.1.0-6", pointer, f"must hold {one['id']} as in the contextTemplate")


def _require_order(session: Session, verb: str | None) -> None:
    """Check what comes first and last; `verb` is None for what is only allowed."""
    if TERMINATED in session.told:
        raise RuleBroken("9.3.0.0-5", "", "comes after terminated")
    if verb == INITIALIZED and not session.has_read_preferences:
        raise RuleBroken(
            "11.0.0.0-3", "/verb/id", f"comes before the agent profile {vocabulary.PREFERENCES} was read"
        )
    if verb != INITIALIZED and INITIALIZED not in session.told:
        raise RuleBroken("9.3.0.0-4", "/verb/id", "comes before initialized")


def _require_defined(session: Session, statement: Mapping, verb: str, categories: Sequence[str]) -> None:
    _require_once(session, verb)
    if statement["object"].get("id") != session.activity:
        raise RuleBroken("8.1.5.0-6", "/object/id", "must be the activityId of the launch")
    if session.mode != NORMAL and verb in _JUDGING:
        raise RuleBroken("10.2.2.0-5", "/verb/id", f"must not be stated in mode {session.mode}")
    if verb in _JUDGING and vocabulary.CATEGORY_MOVE_ON not in categories:
        raise RuleBroken("9.6.2.2-1", _CATEGORIES, "must hold the moveon category")
    _require_result(statement.get("result", {}), verb)
    _require_score(session, statement, verb)


def _require_once(session: Session, verb: str) -> None:
    if verb in session.told:
        raise RuleBroken("9.3.0.0-2", "/verb/id", f"{verb} was stated in this session before")
    if verb in (PASSED, FAILED) and session.told & {PASSED, FAILED}:
        raise RuleBroken(
            "9.3.0.0-3", "/verb/id", "one of passed and failed was stated in this session before"
        )
    if verb in session.settled:
        rule = "9.3.0.0-6" if verb == COMPLETED else "9.3.0.0-7"
        raise RuleBroken(rule, "/verb/id", f"{verb} was stated under this registration before")
    if verb == FAILED and PASSED in session.settled:
        raise RuleBroken("9.3.0.0-8", "/verb/id", "passed was stated under this registration before")


def _require_result(result: Mapping, verb: str) -> None:
    if result.get("success") is not _SUCCESS.get(verb):
        rule = "9.5.2.0-3" if verb not in _SUCCESS else f"9.5.2.0-{1 if verb == PASSED else 2}"
        raise RuleBroken(rule, "/result/success", "must be true for passed, false for failed, else absent")
    if result.get("completion") is not (True if verb == COMPLETED else None):
        rule = f"9.5.3.0-{1 if verb == COMPLETED else 2}"
        raise RuleBroken(rule, "/result/completion", "must be true for completed, else absent")
    if verb != INITIALIZED and "duration" not in result:
        number = (TERMINATED, COMPLETED, PASSED, FAILED).index(verb) + 1
        raise RuleBroken(f"9.5.4.1-{number}", "/result/duration", "is required")


def _require_score(session: Session, statement: Mapping, verb: str) -> None:
    if "score" not in statement.get("result", {}):
        return
    score = _score(statement)
    if verb not in _SUCCESS:
        raise RuleBroken("9.5.1.0-2", "/result/score", f"must not be stated with {verb}")
    if "raw" in score and not {"min", "max"} <= score.keys():
        raise RuleBroken("9.5.1.0-3", "/result/score", "must have min and max where it has raw")
    if score.get("scaled", 0) < 0:
        raise RuleBroken("9.5.1", "/result/score/scaled", "must be between 0 and 1")
    if session.mastery is not None:
        _require_mastery(session.mastery, statement, verb, score.get("scaled"))


def _require_mastery(mastery: float, statement: Mapping, verb: str, scaled: float | None) -> None:
    if statement["context"].get("extensions", {}).get(vocabulary.MASTERY_SCORE) != mastery:
        raise RuleBroken(
            "9.6.3.2-2", "/context/extensions", f"must hold {vocabulary.MASTERY_SCORE} as in the launch data"
        )
    if scaled is None:
        return
    if verb == PASSED and scaled < mastery:
        raise RuleBroken("9.3.4.0-2", "/result/score/scaled", f"is below the mastery score {mastery}")
    if verb == FAILED and scaled >= mastery:
        raise RuleBroken("9.3.5.0-2", "/result/score/scaled", f"is not below the mastery score {mastery}")


def _score(statement: Mapping) -> Mapping:
    return statement.get("result", {}).get("score", {})


def _ids(statement: Mapping, kind: str) -> list[str]:
    """Return the ids of the context activities of a kind; one alone may stand without an array (part 2, 2.4.6.2)."""
    found = statement.get("context", {}).get("contextActivities", {}).get(kind, [])
    return [one["id"] for one in ([found] if isinstance(found, dict) else found)]
