"""A draft is played for a try: from any scene, with values as set, and nothing is recorded. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.attempts.scoring import ScenarioScore
from assessments.scenarios.graph import ChoiceNode, Graph, State, UnknownChoice, UnknownScene


@dataclass(frozen=True)
class Walk:
    """Where a try stands: the states passed, the choices made in them, the points so far.

    `ended` says why it goes no further: "ending", "nowhere" (the last choice leads to no scene), "stuck" (the scene
    offers nothing), or "" where it goes on. `lost` counts choices of the request that the draft has no more.
    """

    states: tuple[State, ...]
    choices: tuple[ChoiceNode, ...]
    score: ScenarioScore
    ended: str
    lost: int = 0

    @property
    def here(self) -> State:
        return self.states[-1]


def walk(graph: Graph, start: State, taken: Sequence[str]) -> Walk:
    """Return where the choices `taken` lead to. What is not there any more ends the walk early, in `lost`.

    Raises UnknownScene when the first scene is not there.
    """
    graph.scene(start.scene)
    states, choices, score = [start], [], ScenarioScore()
    for key in taken:
        try:
            choice = next(one for one in graph.offered(states[-1]) if one.key == key)
            after = graph.after(states[-1], key)
        except (StopIteration, UnknownChoice, UnknownScene):
            break
        choices.append(choice)
        states.append(after)
        score = score.after(choice)
    return Walk(
        states=tuple(states),
        choices=tuple(choices),
        score=score,
        ended=_why_ended(graph, states[-1]),
        lost=len(taken) - len(choices),
    )


def read_values(graph: Graph, given: Mapping[str, str]) -> dict[str, int | bool]:
    """Return {value id: amount} of what a form set: a number within the range, "yes" or "no"; else as at the start."""
    found = {}
    for key, value in graph.values.items():
        text = given.get(f"value-{key}", "")
        if isinstance(value.start, bool):
            found[key] = text == "yes" if text in ("yes", "no") else value.start
        elif text.removeprefix("-").isdecimal() and len(text) < 6:
            found[key] = min(max(int(text), value.low), value.high)
        else:
            found[key] = value.start
    return found


def _why_ended(graph: Graph, state: State) -> str:
    if state.scene not in graph.scenes:
        return "nowhere"
    if graph.scene(state.scene).is_ending:
        return "ending"
    return "" if graph.offered(state) else "stuck"
