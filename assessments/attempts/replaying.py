"""A way through a scenario walked again, from its start or from any state: pure, and without any record."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.attempts.scoring import SKIPPED_CHOICE, ScenarioScore
from assessments.scenarios.graph import (
    ChoiceNode,
    EndlessPoints,
    Graph,
    NoWayToAnEnding,
    State,
    Step,
    TooManyStates,
    UnknownChoice,
)


class NotSkippable(UnknownChoice):
    """The scene has no content notice, or no good way leads on from it."""


@dataclass(frozen=True)
class ReplayStep:
    """One choice: made in `before`, or, if `is_skipped`, the recommended one that skipping follows."""

    before: State
    choice: ChoiceNode
    is_skipped: bool
    after: State


@dataclass(frozen=True)
class Replay:
    """A way as it was walked: its steps, and where it stands with which score."""

    steps: tuple[ReplayStep, ...]
    state: State
    score: ScenarioScore
    is_ended: bool

    @property
    def states(self) -> tuple[State, ...]:
        """Every state on the way, the first and the last among them."""
        return (*(step.before for step in self.steps), self.state)


def replay(
    graph: Graph, choices: Iterable[Step | tuple[str, str]], start_state: State | None = None
) -> Replay:
    """Return the way that these choices make, [(scene id, choice id)], from the start or another state.

    The choice id "" skips a scene. Raises UnknownChoice for a choice that is not offered there, for a scene the way
    does not stand in, and for anything after an ending; NotSkippable, which is an UnknownChoice, for a wrong skip.
    """
    state, score, steps = graph.first_state() if start_state is None else start_state, ScenarioScore(), []
    skipped = set()
    for scene, key in map(_pair, choices):
        if scene != state.scene or scene not in graph.scenes or graph.scene(scene).is_ending:
            raise UnknownChoice(f"{scene}/{key}")
        is_skipped = key == SKIPPED_CHOICE
        choice = followed_by_skipping(graph, state) if is_skipped else graph.scene(scene).choice(key)
        after = graph.after(state, choice.key)
        score = score.skipping(choice, again=scene in skipped) if is_skipped else score.after(choice)
        if is_skipped:
            skipped.add(scene)
        steps.append(ReplayStep(state, choice, is_skipped, after))
        state = after
    is_ended = state.scene in graph.scenes and graph.scene(state.scene).is_ending
    return Replay(tuple(steps), state, score, is_ended)


def can_skip(graph: Graph, state: State) -> bool:
    """Return whether the scene may be skipped as things stand."""
    try:
        followed_by_skipping(graph, state)
    except NotSkippable:
        return False
    return True


def followed_by_skipping(graph: Graph, state: State) -> ChoiceNode:
    """Return the choice whose way is gone on with when the scene is skipped: the recommended one.

    Raises NotSkippable, UnknownScene.
    """
    if not graph.scene(state.scene).notice:
        raise NotSkippable(state.scene)
    try:
        choice = graph.recommended(state)
    except (NoWayToAnEnding, EndlessPoints, TooManyStates) as error:
        raise NotSkippable(state.scene) from error
    if choice is None:
        raise NotSkippable(state.scene)
    return choice


def _pair(choice: Step | tuple[str, str]) -> tuple[str, str]:
    return (choice.scene, choice.choice) if isinstance(choice, Step) else tuple(choice)
