"""The statements that SCORM sessions make: by the server, from the difference of two commits.

Verbs as in the xAPI SCORM profile of ADL; context and the rest as in the profile of the platform. All that is told of
scores is the word of the browser: SCORM has no other.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

import tincan

from assessments.packages.models import AssignableUnit, Launch, PackageRegistration
from assessments.packages.scorm.changes import Answered, answered
from assessments.packages.scorm.durations import seconds_of
from assessments.packages.scorm.outcomes import Outcome, Score
from assessments.xapi import vocabulary
from assessments.xapi.building import Interaction, build_result, build_statement
from assessments.xapi.keys import child_key
from assessments.xapi.tracking import ActivityRef, Tracking

_BY_BROWSER = {vocabulary.SCORED_BY: "browser"}
_UNKNOWN_LANGUAGE = "und"
_LONGEST_NAME = 120


def begun(*, launch: Launch, is_resumed: bool, tracking: Tracking, at: datetime) -> tincan.Statement:
    """Return `initialized`, or `resumed` where something was kept."""
    verb = vocabulary.RESUMED if is_resumed else vocabulary.INITIALIZED
    return _unit(verb, launch, tracking, at, "begun")


def changed(
    *,
    launch: Launch,
    before: Mapping[str, str],
    after: Mapping[str, str],
    earlier: Outcome,
    outcome: Outcome,
    reached: set[str],
    number: int,
    tracking: Tracking,
    at: datetime,
) -> list[tincan.Statement]:
    """Return what a commit tells: answers, progress, then what was reached: `completed`, `passed` or `failed`."""
    standard = launch.unit.version.package.standard
    told = [_answered(one, launch, number, tracking, at) for one in answered(standard, before, after)]
    if outcome.progress is not None and outcome.progress != earlier.progress:
        result = build_result(extensions={vocabulary.PROGRESS: round(outcome.progress * 100)})
        told.append(_unit(vocabulary.PROGRESSED, launch, tracking, at, f"{number}:progressed", result))
    if "completed_at" in reached:
        result = build_result(completion=True)
        told.append(_unit(vocabulary.COMPLETED, launch, tracking, at, "completed", result))
    if "passed_at" in reached:
        told.append(_judged(vocabulary.PASSED, True, launch, outcome.score, tracking, at))
    elif "failed_at" in reached:
        told.append(_judged(vocabulary.FAILED, False, launch, outcome.score, tracking, at))
    elif outcome.success is None and outcome.score.is_there and outcome.score != earlier.score:
        result = build_result(**_score(outcome.score), extensions=_BY_BROWSER)
        told.append(_unit(vocabulary.SCORED, launch, tracking, at, f"{number}:scored", result))
    return told


def ended(*, launch: Launch, outcome: Outcome, tracking: Tracking, at: datetime) -> tincan.Statement:
    """Return `suspended` or `terminated`, with the state of the unit and how long the session lasted."""
    result = build_result(
        **_score(outcome.score),
        success=outcome.success,
        completion=outcome.is_completed,
        duration=max(timedelta(), at - launch.launched_at),
        extensions=_BY_BROWSER,
    )
    verb = vocabulary.SUSPENDED if outcome.is_suspended else vocabulary.TERMINATED
    return _unit(verb, launch, tracking, at, "ended", result)


def package_completed(
    *,
    registration: PackageRegistration,
    launch: Launch,
    percent: Decimal,
    passed: bool | None,
    tracking: Tracking,
    at: datetime,
) -> tincan.Statement:
    """Return `completed` on the package, when its last unit is satisfied."""
    return build_statement(
        verb=vocabulary.COMPLETED,
        activity=package_activity(registration),
        tracking=tracking,
        at=at,
        result=build_result(
            scaled=float(percent / 100), success=passed, completion=True, extensions=_BY_BROWSER
        ),
        statement_id=child_key(registration.key, "completed"),
        **_told(launch, subregistration=registration.key),
    )


def package_activity(registration: PackageRegistration) -> ActivityRef:
    """Return the package as an activity, the same for all its versions."""
    return ActivityRef("package", registration.package_key, _named(registration.version.titles))


def unit_activity(unit: AssignableUnit) -> ActivityRef:
    return ActivityRef("unit", unit.key, _named(unit.titles))


def _judged(verb, success: bool, launch: Launch, score: Score, tracking: Tracking, at) -> tincan.Statement:
    result = build_result(**_score(score), success=success, extensions=_BY_BROWSER)
    return _unit(verb, launch, tracking, at, verb.display, result)


def _answered(
    one: Answered, launch: Launch, number: int, tracking: Tracking, at: datetime
) -> tincan.Statement:
    seconds = seconds_of(one.latency)
    unit = launch.unit
    # Named by its id alone, of which its key is made: a description is any browser's word, and all would read it.
    named = {_UNKNOWN_LANGUAGE: one.id[:_LONGEST_NAME]}
    return build_statement(
        verb=vocabulary.ANSWERED,
        activity=ActivityRef("unit-question", child_key(unit.key, f"interaction:{one.id}"), named),
        tracking=tracking.inside(package_activity(launch.registration)).inside(unit_activity(unit)),
        at=at,
        result=build_result(
            response=one.response,
            success=one.success,
            duration=None if seconds is None else timedelta(seconds=seconds),
            extensions=_BY_BROWSER,
        ),
        interaction=Interaction(type=one.type, correct=one.correct),
        statement_id=child_key(launch.key, f"{number}:answered:{one.id}"),
        **_told(launch),
    )


def _unit(verb, launch: Launch, tracking: Tracking, at: datetime, name: str, result=None) -> tincan.Statement:
    return build_statement(
        verb=verb,
        activity=unit_activity(launch.unit),
        tracking=tracking.inside(package_activity(launch.registration)),
        at=at,
        result=result,
        statement_id=child_key(launch.key, name),
        **_told(launch),
    )


def _told(launch: Launch, subregistration=None) -> dict:
    registration = launch.registration
    version = registration.version
    told = {"standard": version.package.standard, "version": version.number, "session": str(launch.key)}
    return {
        "revision": str(version.number),
        "subregistration": subregistration or launch.key,
        "extensions": {vocabulary.PACKAGE: told, vocabulary.TRY_NUMBER: registration.number},
    }


def _named(titles: Mapping[str, str]) -> dict[str, str]:
    return {tag or _UNKNOWN_LANGUAGE: text for tag, text in titles.items() if text}


def _score(score: Score) -> dict:
    told = {"scaled": score.scaled, "raw": score.raw, "low": score.low, "high": score.high}
    return {name: float(value) for name, value in told.items() if value is not None}
