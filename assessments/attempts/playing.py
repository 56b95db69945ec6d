"""Playing a scenario: an attempt is begun, choices are made, and every one is a row and a statement."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from assessments.attempts import naming, statements
from assessments.attempts.models import Attempt
from assessments.attempts.replaying import NotSkippable, followed_by_skipping
from assessments.attempts.scoring import SKIPPED, SKIPPED_CHOICE, percent_of
from assessments.attempts.tries import CoolingDown, NoTriesLeft, attempts_at, standing, standing_after
from assessments.attempts.turns import AttemptEnded, StepOutOfOrder, locked_turn, shuffled_choices
from assessments.lrs import store
from assessments.scenarios.graph import Graph, UnknownChoice
from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.xapi.tracking import Tracking

__all__ = [
    "AttemptEnded",
    "CoolingDown",
    "NoTriesLeft",
    "NotPublished",
    "NotSkippable",
    "StepOutOfOrder",
    "UnknownChoice",
    "choose",
    "shuffled_choices",
    "skip",
    "standing",
    "start",
]


class NotPublished(Exception):
    """The scenario has no version to play."""


@transaction.atomic
def start(*, scenario: Scenario, user, tracking: Tracking, at: datetime) -> Attempt:
    """Return the attempt that is running under the registration, or begin the next one on the newest version.

    A double click on "start" begins one attempt: the loser of the race gets the winner's row. Raises
    NotPublished, and NoTriesLeft or CoolingDown as the newest version's policy says.
    """
    if running := _running(scenario, tracking):
        return running
    version = ScenarioVersion.objects.filter(scenario=scenario).order_by("-number").first()
    if version is None:
        raise NotPublished(scenario.code)
    version.scenario = scenario
    earlier = attempts_at(scenario.key, tracking.registration)
    standing_after(earlier, version, at).require_open()
    number = earlier[-1].number + 1 if earlier else 1
    try:
        with transaction.atomic():
            attempt = _begin(version, number, user=user, tracking=tracking, at=at)
    except IntegrityError:
        return Attempt.objects.select_related("version__scenario").get(
            registration=tracking.registration, scenario_key=scenario.key, ended_at=None
        )
    names = naming.read(version)
    store.record(statements.scenario_initialized(attempt=attempt, names=names, tracking=tracking, at=at))
    return attempt


@transaction.atomic
def choose(
    *,
    attempt_key: UUID,
    step: int,
    position: int,
    tracking: Tracking,
    at: datetime,
    took_ms: int | None = None,
) -> Attempt:
    """Make the choice shown at `position` (from 1, see shuffled_choices) as the step of that number (from 1).

    The attempt is named by its key, because it has to be read under a lock here in any case; only one under
    the registration of `tracking` is found. `took_ms` is how long the scene was looked at, as the page tells.
    Returns the attempt as it then is. A step already taken changes nothing, whatever the position: a POST sent
    twice is harmless; if it was taken with another choice, the attempt's `was_taken_otherwise` is true. Raises
    UnknownChoice (StepOutOfOrder for a later step), AttemptEnded, or Attempt.DoesNotExist.
    """
    turn = locked_turn(attempt_key, tracking, at, took_ms)
    if step <= turn.attempt.step_count:
        turn.attempt.was_taken_otherwise = turn.was_taken_otherwise(step, position)
        return turn.attempt
    turn.require_next(step)
    choice = turn.choice_at(position)
    taken = turn.add_step(
        choice_key=choice.key,
        points=choice.points,
        severity=choice.severity,
        critical_error=choice.critical_error,
    )
    offered = turn.offered
    turn.move(choice, turn.score.after(choice))
    turn.tell(
        statements.choice_answered(attempt=turn.attempt, offered=offered, step=taken, tracking=tracking)
    )
    return turn.attempt


@transaction.atomic
def skip(
    *, attempt_key: UUID, step: int, tracking: Tracking, at: datetime, took_ms: int | None = None
) -> Attempt:
    """Leave out the scene, which has a content notice, as the step of that number, and go on without penalty.

    It goes on where the recommended choice leads, with what that changes; the points that choice would have earned
    are taken off the maximum, once for each scene. Returns and raises as `choose` does, and NotSkippable.
    """
    turn = locked_turn(attempt_key, tracking, at, took_ms)
    if step <= turn.attempt.step_count:
        turn.attempt.was_taken_otherwise = turn.was_taken_otherwise(step, None)
        return turn.attempt
    turn.require_next(step)
    choice = followed_by_skipping(turn.graph, turn.state)
    again = turn.attempt.steps.filter(scene_key=turn.state.scene, choice_key=SKIPPED_CHOICE).exists()
    taken = turn.add_step(choice_key=SKIPPED_CHOICE, points=0, severity=SKIPPED)
    turn.move(choice, turn.score.skipping(choice, again=again))
    turn.tell(statements.scene_skipped(attempt=turn.attempt, step=taken, tracking=tracking))
    return turn.attempt


def percent(attempt: Attempt):
    """Return the points so far as a Decimal percentage of what there is to win, from 0 to 100."""
    return percent_of(attempt.points, attempt.max_points)


def last_attempt(*, registration: UUID, scenario_key: UUID) -> Attempt | None:
    """Return the latest attempt at a scenario under a registration, running or ended, with its version."""
    return (
        Attempt.objects.filter(registration=registration, scenario_key=scenario_key)
        .select_related("version__scenario")
        .order_by("-number")
        .first()
    )


def relearn_lesson(attempt: Attempt) -> UUID | None:
    """Return the key of the lesson to read again: for the critical error made, else the general one."""
    relearn = Graph.from_structure(attempt.version.structure).relearn
    for code in attempt.critical_errors:
        if code in relearn:
            return relearn[code]
    return relearn.get("default")


def _running(scenario: Scenario, tracking: Tracking) -> Attempt | None:
    return (
        Attempt.objects.select_related("version__scenario")
        .filter(registration=tracking.registration, scenario_key=scenario.key, ended_at=None)
        .first()
    )


def _begin(version: ScenarioVersion, number: int, *, user, tracking: Tracking, at: datetime) -> Attempt:
    graph = Graph.from_structure(version.structure)
    first = graph.first_state()
    return Attempt.objects.create(
        version=version,
        scenario_key=version.scenario.key,
        user=user,
        registration=tracking.registration,
        number=number,
        scene_key=first.scene,
        values=graph.amounts(first),
        started_at=at,
    )
