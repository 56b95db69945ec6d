"""Where a group is in its scenario: pure, from the graph and the path of the run.

A path is [{"scene", "choice", "votes", "language"}], one entry for each decision. The last one has "shown": true
while its consequence is on the screen; "skipped": true marks a scene with a notice that was left out. The position
counts the screens: 0 the first scene, 1 the consequence of its decision, 2 the second scene …
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.scenarios.graph import (
    ChoiceNode,
    EndlessPoints,
    Graph,
    NoWayToAnEnding,
    State,
    Step,
    TooManyStates,
)

VOTING, SHOWING, ENDED = "voting", "showing", "ended"


@dataclass(frozen=True)
class Decision:
    """One decision of the group, and what would have been best with the values as they were (None: no good way)."""

    state: State
    offered: tuple[ChoiceNode, ...]
    choice: ChoiceNode
    votes: Mapping[str, int]
    recommended: ChoiceNode | None
    skipped: bool = False

    @property
    def is_recommended(self) -> bool:
        return self.recommended is not None and self.recommended.key == self.choice.key


@dataclass(frozen=True)
class Walk:
    """The whole way of a group up to now. `state` is where it is; while SHOWING that is the scene just decided."""

    decisions: tuple[Decision, ...]
    state: State
    phase: str
    position: int

    @property
    def points(self) -> int:
        return sum(decision.choice.points for decision in self.decisions if not decision.skipped)


def walk(graph: Graph, path: list[dict]) -> Walk:
    """Return where a path leads. Raises UnknownScene or UnknownChoice for a path of another graph."""
    state, decisions = graph.first_state(), []
    for entry in path:
        decisions.append(_decision(graph, state, entry))
        is_shown = bool(entry.get("shown"))
        if not is_shown:
            state = graph.after(state, entry["choice"])
    is_shown = bool(path and path[-1].get("shown"))
    position = 2 * len(path) - is_shown
    if is_shown:
        return Walk(tuple(decisions), state, SHOWING, position)
    phase = ENDED if graph.scene(state.scene).is_ending else VOTING
    return Walk(tuple(decisions), state, phase, position)


def recommended(graph: Graph, state: State) -> ChoiceNode | None:
    """Return the choice that begins the best way on, None where there is none."""
    try:
        return graph.recommended(state)
    except (NoWayToAnEnding, EndlessPoints, TooManyStates):
        return None


def best_way(graph: Graph) -> tuple[Step, ...]:
    """Return the recommended way from the start, empty where there is none."""
    try:
        return graph.best_path()
    except (NoWayToAnEnding, EndlessPoints, TooManyStates):
        return ()


def majority(votes: Mapping[str, int]) -> str | None:
    """Return the choice with the most votes; None when nobody voted or two have as many."""
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] <= 0 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _decision(graph: Graph, state: State, entry: dict) -> Decision:
    return Decision(
        state=state,
        offered=graph.offered(state),
        choice=graph.scene(state.scene).choice(entry["choice"]),
        votes=entry.get("votes", {}),
        recommended=recommended(graph, state),
        skipped=bool(entry.get("skipped")),
    )
