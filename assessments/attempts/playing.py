"""Playing a scenario: an attempt is begun, choices are made, and every one is a row and a statement."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max

from assessments.attempts import statements
from assessments.attempts.models import Attempt, AttemptStep
from assessments.attempts.scoring import ScenarioScore, percent_of
from assessments.attempts.shuffling import shuffled
from assessments.lrs import store
from assessments.scenarios import words
from assessments.scenarios.graph import ChoiceNode, Graph, SceneNode, UnknownChoice
from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.xapi.tracking import Tracking

__all__ = ["AttemptEnded", "NotPublished", "StepOutOfOrder", "UnknownChoice", "choose", "start"]


class NotPublished(Exception):
    """The scenario has no version to play."""


class AttemptEnded(Exception):
    """The attempt is over: no choice can be added to it."""


class StepOutOfOrder(UnknownChoice):
    """A choice was sent for a step that is not reached yet."""


@transaction.atomic
def start(*, scenario: Scenario, user, tracking: Tracking, at: datetime) -> Attempt:
    """Return the attempt that is running under the registration, or begin the next one on the newest version.

    A double click on "start" begins one attempt: the loser of the race gets the winner's row. Raises
    NotPublished.
    """
    if running := _running(scenario, tracking):
        return running
    version = ScenarioVersion.objects.filter(scenario=scenario).order_by("-number").first()
    if version is None:
        raise NotPublished(scenario.code)
    version.scenario = scenario
    try:
        with transaction.atomic():
            attempt = _begin(version, user=user, tracking=tracking, at=at)
    except IntegrityError:
        return Attempt.objects.select_related("version__scenario").get(
            registration=tracking.registration, scenario_key=scenario.key, ended_at=None
        )
    names = words.titles(version)
    store.record(statements.scenario_initialized(attempt=attempt, names=names, tracking=tracking, at=at))
    return attempt


@transaction.atomic
def choose(*, attempt_key: UUID, step: int, position: int, tracking: Tracking, at: datetime) -> Attempt:
    """Make the choice shown at `position` (from 1, see shuffled_choices) as the step of that number (from 1).

    The attempt is named by its key, because it has to be read under a lock here in any case; only one under
    the registration of `tracking` is found. Returns the attempt as it then is. A step already taken changes
    nothing, whatever the position: a POST sent twice is harmless. Raises UnknownChoice (StepOutOfOrder for
    a later step), AttemptEnded, or Attempt.DoesNotExist.
    """
    # Locks the row; SQLite has no such lock, there the transaction has the whole database (BEGIN IMMEDIATE).
    attempts = Attempt.objects.select_for_update(of=("self",)).select_related("version__scenario")
    attempt = attempts.get(key=attempt_key, registration=tracking.registration)
    if step <= attempt.step_count:
        return attempt
    if attempt.ended_at is not None:
        raise AttemptEnded(attempt.key)
    if step != attempt.step_count + 1:
        raise StepOutOfOrder(step)
    graph = Graph.from_structure(attempt.version.structure)
    scene = graph.scene(attempt.scene_key)
    choice = _choice_at(attempt, scene, position)
    taken = _take(attempt, choice, tracking=tracking, at=at)
    _move(attempt, graph, choice, at=at)
    told = [statements.choice_answered(attempt=attempt, scene=scene, step=taken, tracking=tracking)]
    if attempt.ended_at is not None:
        told += statements.scenario_ended(attempt=attempt, graph=graph, tracking=tracking)
    store.record(*told)
    return attempt


def shuffled_choices(attempt: Attempt, scene: SceneNode) -> tuple[str, ...]:
    """Return the ids of a scene's choices in the order shown at the attempt's next step."""
    seed = f"{attempt.key}|{attempt.step_count + 1}|{scene.key}"
    return shuffled(seed, [choice.key for choice in scene.choices])


def percent(attempt: Attempt):
    """Return the points so far as a Decimal percentage of the version's maximum, from 0 to 100."""
    return percent_of(attempt.points, attempt.version.structure["max_points"])


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


def _begin(version: ScenarioVersion, *, user, tracking: Tracking, at: datetime) -> Attempt:
    earlier = Attempt.objects.filter(registration=tracking.registration, scenario_key=version.scenario.key)
    last = earlier.aggregate(last=Max("number"))["last"] or 0
    return Attempt.objects.create(
        version=version,
        scenario_key=version.scenario.key,
        user=user,
        registration=tracking.registration,
        number=last + 1,
        scene_key=version.structure["start"],
        started_at=at,
    )


def _choice_at(attempt: Attempt, scene: SceneNode, position: int) -> ChoiceNode:
    order = shuffled_choices(attempt, scene)
    if not 1 <= position <= len(order):
        raise UnknownChoice(position)
    return scene.choice(order[position - 1])


def _take(attempt: Attempt, choice: ChoiceNode, *, tracking: Tracking, at: datetime) -> AttemptStep:
    return AttemptStep.objects.create(
        attempt=attempt,
        number=attempt.step_count + 1,
        scene_key=attempt.scene_key,
        choice_key=choice.key,
        points=choice.points,
        severity=choice.severity,
        critical_error=choice.critical_error,
        language=tracking.language,
        statement_id=uuid4(),
        made_at=at,
    )


def _move(attempt: Attempt, graph: Graph, choice: ChoiceNode, *, at: datetime) -> None:
    score = ScenarioScore(attempt.points, tuple(attempt.critical_errors)).after(choice)
    attempt.step_count += 1
    attempt.points = score.points
    attempt.critical_errors = list(score.critical_errors)
    attempt.scene_key = choice.next
    if graph.scene(choice.next).is_ending:
        attempt.ended_at = at
        attempt.passed = score.has_passed(graph)
    attempt.save(update_fields=["step_count", "points", "critical_errors", "scene_key", "ended_at", "passed"])
