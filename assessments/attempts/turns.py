"""One move in an attempt that is locked: what it may be, what it changes, what it tells."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import tincan

from assessments.attempts import statements
from assessments.attempts.models import Attempt, AttemptStep
from assessments.attempts.replaying import replay
from assessments.attempts.scoring import SKIPPED_CHOICE, ScenarioScore
from assessments.attempts.shuffling import shuffled
from assessments.lrs import store
from assessments.scenarios.graph import ChoiceNode, Graph, SceneNode, State, UnknownChoice
from assessments.xapi.tracking import Tracking

# Nobody looks at a scene longer than this: the page was left open.
LONGEST_MS = 4 * 60 * 60 * 1000


class AttemptEnded(Exception):
    """The attempt is over: no choice can be added to it."""


class StepOutOfOrder(UnknownChoice):
    """A choice was sent for a step that is not reached yet."""


def state_of(attempt: Attempt, graph: Graph) -> State:
    """Return where the attempt stands, with its values."""
    return graph.state(attempt.scene_key, attempt.values)


def shuffled_choices(attempt: Attempt, scene: SceneNode) -> tuple[str, ...]:
    """Return the ids of the choices that a scene offers, in the order shown at the attempt's next step."""
    starts = {raw["id"]: raw["start"] for raw in attempt.version.structure.get("values", ())}
    amounts = starts | attempt.values
    keys = [choice.key for choice in scene.choices if choice.is_offered(amounts)]
    return order_shown(attempt, attempt.step_count + 1, scene.key, keys)


def order_shown(attempt: Attempt, step: int, scene_key: str, keys: list[str]) -> tuple[str, ...]:
    """Return the ids of the choices offered at a step of an attempt, in the order shown."""
    return shuffled(f"{attempt.key}|{step}|{scene_key}", keys)


def locked_turn(attempt_key: UUID, tracking: Tracking, at: datetime, took_ms: int | None) -> "Turn":
    """Return a move in the attempt of that key under the registration, which is locked now. One query.

    Raises Attempt.DoesNotExist.
    """
    # Locks the row; SQLite has no such lock, there the transaction has the whole database (BEGIN IMMEDIATE).
    attempts = Attempt.objects.select_for_update(of=("self",)).select_related("version__scenario")
    attempt = attempts.get(key=attempt_key, registration=tracking.registration)
    is_known = took_ms is not None and 0 <= took_ms <= LONGEST_MS
    graph = Graph.from_structure(attempt.version.structure)
    return Turn(attempt, graph, tracking, at, took_ms if is_known else None)


@dataclass
class Turn:
    """One move in a locked attempt: what is sent, what it changes, what it tells."""

    attempt: Attempt
    graph: Graph
    tracking: Tracking
    at: datetime
    took_ms: int | None

    @property
    def state(self) -> State:
        return state_of(self.attempt, self.graph)

    @property
    def offered(self) -> tuple[ChoiceNode, ...]:
        return self.graph.offered(self.state)

    @property
    def score(self) -> ScenarioScore:
        attempt = self.attempt
        return ScenarioScore(attempt.points, tuple(attempt.critical_errors), attempt.skipped_points)

    def require_next(self, step: int) -> None:
        if self.attempt.ended_at is not None:
            raise AttemptEnded(self.attempt.key)
        if step != self.attempt.step_count + 1:
            raise StepOutOfOrder(step)

    def choice_at(self, position: int) -> ChoiceNode:
        scene = self.graph.scene(self.attempt.scene_key)
        order = shuffled_choices(self.attempt, scene)
        if not 1 <= position <= len(order):
            raise UnknownChoice(position)
        return scene.choice(order[position - 1])

    def was_taken_otherwise(self, step: int, position: int | None) -> bool:
        """Return whether the step has been taken with another choice than that at `position` (None: skipped)."""
        rows = list(self.attempt.steps.filter(number__lte=step).order_by("number"))
        if not rows:
            return True
        taken = rows[-1]
        if position is None or taken.choice_key == SKIPPED_CHOICE:
            return (position is None) != (taken.choice_key == SKIPPED_CHOICE)
        before = replay(self.graph, [(row.scene_key, row.choice_key) for row in rows[:-1]]).state
        keys = [choice.key for choice in self.graph.offered(before)]
        order = order_shown(self.attempt, step, before.scene, keys)
        return not 1 <= position <= len(order) or order[position - 1] != taken.choice_key

    def add_step(self, **fields) -> AttemptStep:
        return AttemptStep.objects.create(
            attempt=self.attempt,
            number=self.attempt.step_count + 1,
            scene_key=self.attempt.scene_key,
            language=self.tracking.language,
            statement_id=uuid4(),
            made_at=self.at,
            took_ms=self.took_ms,
            **fields,
        )

    def move(self, choice: ChoiceNode, score: ScenarioScore) -> None:
        attempt, after = self.attempt, self.graph.after(self.state, choice.key)
        attempt.step_count += 1
        attempt.points, attempt.skipped_points = score.points, score.skipped_points
        attempt.critical_errors = list(score.critical_errors)
        attempt.scene_key, attempt.values = after.scene, self.graph.amounts(after)
        if self.graph.scene(after.scene).is_ending:
            attempt.ended_at = self.at
            attempt.passed = score.has_passed(self.graph)
        attempt.save(
            update_fields=[
                "step_count",
                "points",
                "skipped_points",
                "critical_errors",
                "scene_key",
                "values",
                "ended_at",
                "passed",
            ]
        )

    def tell(self, of_the_step: tincan.Statement) -> None:
        told = [of_the_step]
        if self.attempt.ended_at is not None:
            told += statements.scenario_ended(attempt=self.attempt, graph=self.graph, tracking=self.tracking)
        store.record(*told)
