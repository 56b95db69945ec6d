"""The shape of a scenario as pure values: scenes, choices, points, and the ways through them.

A structure (ScenarioVersion.structure) is the JSON object

    {"format": 1, "start": "d1", "pass_percent": 75, "max_points": 10, "content_notice": false,
     "modules": ["m3"],
     "relearn": {"default": "<lesson key>", "CE-REF": "<lesson key>"},
     "scenes": [
        {"id": "d1", "choices": [{"id": "a", "points": 2, "severity": "best", "next": "d2",
                                  "critical_error": "", "sources": ["P19"], "principle": false}]},
        {"id": "end-pass", "ending": "good"}]}

Points are whole numbers; `severity` is best, acceptable, poor, harmful or critical; `ending` is good, mixed
or critical. Format 2 is format 1 and, all of it optional,

    "policy": {"mode": "certifying", "tries": 0, "cooldown_minutes": 0},     mode: or "practice"; 0: no limit
    "values": [{"id": "trust", "kind": "integer", "start": 0, "min": -2, "max": 2},
               {"id": "child_identified", "kind": "yes_no", "start": false}]
    in a scene:  "notice": true, "image": "<file_hash of a picture, 40 hex digits>"
    in a choice: "effects": [{"value": "trust", "add": -1}, {"value": "child_identified", "set": true}],
                 "when": [{"value": "trust", "is": "at_least", "than": 1}],
                 "routes": [{"when": [{"value": "trust", "is": "at_most", "than": -1}], "next": "end-mixed"}]

An integer is kept between its min and max by every effect. `when`: the choice is offered only if all hold.
`routes`: the first whose conditions hold after the choice's effects leads on, else `next`. A scene with a
notice may be skipped. A graph can be made of any structure of these types, broken ones too: validation.py
says what is wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from assessments.scenarios.walks.nodes import (
    ACCEPTABLE,
    BEST,
    CRITICAL,
    HARMFUL,
    POOR,
    ChoiceNode,
    SceneNode,
    UnknownChoice,
    scene_node,
)
from assessments.scenarios.walks.state_space import EndlessPoints, State, StateSpace, TooManyStates
from assessments.scenarios.walks.values import Amounts, Value, read_value

__all__ = [
    "ACCEPTABLE",
    "BEST",
    "CRITICAL",
    "HARMFUL",
    "POOR",
    "ChoiceNode",
    "EndlessPoints",
    "Graph",
    "NoWayToAnEnding",
    "SceneNode",
    "State",
    "Step",
    "TooManyStates",
    "UnknownChoice",
]

ENDINGS = ("good", "mixed", "critical")
# curriculum 4.1, in the order of its table, which is also the order of gravity.
CRITICAL_ERRORS = ("CE-REF", "CE-PEN", "CE-SEP", "CE-COO", "CE-DET", "CE-DEC", "CE-HND", "CE-ABU", "CE-LIF")


class UnknownScene(LookupError):
    """The scenario has no scene of this id."""


class NoWayToAnEnding(ValueError):
    """From the start no ending can be reached without a critical error."""


@dataclass(frozen=True)
class Step:
    """One choice on a way through the graph."""

    scene: str
    choice: str


@dataclass(frozen=True)
class Graph:
    start: str
    scenes: Mapping[str, SceneNode]
    pass_percent: int
    declared_max_points: int
    relearn: Mapping[str, UUID] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def from_structure(cls, structure: dict) -> "Graph":
        """Return the graph of a structure as described above. Of scenes with one id the first counts."""
        scenes = {}
        for scene in structure["scenes"]:
            scenes.setdefault(scene["id"], scene_node(scene))
        values = [read_value(raw) for raw in structure.get("values", ())]
        return cls(
            start=structure["start"],
            scenes=scenes,
            pass_percent=structure["pass_percent"],
            declared_max_points=structure["max_points"],
            relearn={code: UUID(key) for code, key in structure.get("relearn", {}).items()},
            values={value.key: value for value in values},
        )

    def scene(self, key: str) -> SceneNode:
        """Return a scene. Raises UnknownScene."""
        try:
            return self.scenes[key]
        except KeyError:
            raise UnknownScene(key) from None

    # Walking

    def first_state(self) -> State:
        """Return where everybody begins."""
        return self.state(self.start, {})

    def state(self, scene: str, amounts: Amounts) -> State:
        """Return the state in a scene with these amounts, {value id: amount}; what is not named is as at the start."""
        return State(scene, tuple(amounts.get(key, value.start) for key, value in self.values.items()))

    def amounts(self, state: State) -> Amounts:
        """Return the values of a state by their ids."""
        return dict(zip(self.values, state.values, strict=True))

    def offered(self, state: State) -> tuple[ChoiceNode, ...]:
        """Return the choices a scene offers with the values as they are, in their order. Raises UnknownScene."""
        amounts = self.amounts(state)
        return tuple(choice for choice in self.scene(state.scene).choices if choice.is_offered(amounts))

    def after(self, state: State, choice_key: str) -> State:
        """Return the state that a choice leads to; its scene may be one that is not there.

        Raises UnknownScene, and UnknownChoice for a choice the scene has not or does not offer.
        """
        choice = self.scene(state.scene).choice(choice_key)
        amounts = self.amounts(state)
        if not choice.is_offered(amounts):
            raise UnknownChoice(f"{state.scene}/{choice_key}")
        after = choice.effected(self.values, amounts)
        route = choice.route_taken(after)
        return self.state(choice.next if route is None else choice.routes[route].next, after)

    # Ways

    @cached_property
    def tested(self) -> tuple[str, ...]:
        """The ids of the values that some condition tests, in their order: only they make a difference."""
        found = {
            condition.value
            for scene in self.scenes.values()
            for choice in scene.choices
            for conditions in (choice.when, *(route.when for route in choice.routes))
            for condition in conditions
        }
        return tuple(key for key in self.values if key in found)

    @cached_property
    def space(self) -> StateSpace:
        """All states that can be reached from the start. Raises TooManyStates."""
        return StateSpace(self, self._searched(self.first_state()))

    def reachable(self) -> frozenset[str]:
        """Return the ids of the scenes that can be reached from the start. Raises TooManyStates."""
        return frozenset(state.scene for state in self.space.states)

    def best_path(self, state: State | None = None) -> tuple[Step, ...]:
        """Return the choices that earn most without a critical error, from the start or another state.

        Of ways that earn the same it is the shortest. Raises NoWayToAnEnding, EndlessPoints, TooManyStates or
        UnknownScene.
        """
        space, number = self._place(self.first_state() if state is None else state)
        if space.worth.points(number) is None:
            raise NoWayToAnEnding(space.states[number].scene)
        return tuple(
            Step(space.states[number].scene, move.choice.key) for number, move in space.worth.path(number)
        )

    def recommended(self, state: State) -> ChoiceNode | None:
        """Return the choice that begins the best way on; None where every way has a critical error or no end."""
        space, number = self._place(state)
        move = space.worth.best_move(number)
        return None if move is None else move.choice

    @property
    def max_points(self) -> int:
        """The points of the best path. Raises as `best_path` does."""
        space, number = self._place(self.first_state())
        points = space.worth.points(number)
        if points is None:
            raise NoWayToAnEnding(self.start)
        return points

    @property
    def lowest_points(self) -> int:
        """The fewest points when no scene is seen twice: the lower end of the score's range."""
        return sum(
            min((choice.points for choice in self.scenes[key].choices if choice.points < 0), default=0)
            for key in self.reachable()
        )

    def _place(self, state: State) -> tuple[StateSpace, int]:
        """Return a space with the state in it, and its number there."""
        self.scene(state.scene)
        searched = self._searched(state)
        number = self.space.numbers.get(searched)
        return (StateSpace(self, searched), 0) if number is None else (self.space, number)

    def _searched(self, state: State) -> State:
        amounts = self.amounts(state)
        return State(state.scene, tuple(amounts[key] for key in self.tested))
