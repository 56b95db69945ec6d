"""Every situation a learner can get into: the scene together with the values that conditions test.

A value that no condition tests changes no way, so it is left out; two situations that differ only in such a
value are one.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, Protocol

from assessments.scenarios.walks.longest import GainsWithoutEnd, most_gained
from assessments.scenarios.walks.nodes import ChoiceNode, SceneNode
from assessments.scenarios.walks.values import Amount, Value

MOST_STATES = 50_000


class TooManyStates(ValueError):
    """The scenes can be met with more different values than can be searched (MOST_STATES)."""


class EndlessPoints(ValueError):
    """Going round in a circle gains points, so there is no best path; `scene` is one of the circle."""

    def __init__(self, scene: str):
        super().__init__(scene)
        self.scene = scene


class Searchable(Protocol):
    """What is searched (a Graph): its scenes and values by id, and the ids of the values that conditions test."""

    scenes: Mapping[str, SceneNode]
    values: Mapping[str, Value]
    tested: tuple[str, ...]


class State(NamedTuple):
    """Where somebody stands: the id of the scene, and the amounts of the values in the structure's order."""

    scene: str
    values: tuple[Amount, ...] = ()


class Move(NamedTuple):
    """One choice offered in a state; `target` is the number of the state it leads to, None for nowhere."""

    choice: ChoiceNode
    target: int | None
    # The number of the choice's route that was taken, None for its `next`.
    route: int | None


class StateSpace:
    """The states that can be reached from one state by any choices, numbered; it itself has the number 0.

    Raises TooManyStates.
    """

    def __init__(self, graph: Searchable, first: State):
        self.graph = graph
        self.numbers: dict[State, int] = {}
        self.states: list[State] = []
        self.moves: list[tuple[Move, ...]] = []
        self._number(first)
        while len(self.moves) < len(self.states):
            self.moves.append(tuple(self._moves_from(self.states[len(self.moves)])))

    def _number(self, state: State) -> int | None:
        if state.scene not in self.graph.scenes:
            return None
        number = self.numbers.setdefault(state, len(self.states))
        if number == len(self.states):
            if number == MOST_STATES:
                raise TooManyStates
            self.states.append(state)
        return number

    def _moves_from(self, state: State) -> Iterator[Move]:
        scene, amounts = (
            self.graph.scenes[state.scene],
            dict(zip(self.graph.tested, state.values, strict=True)),
        )
        for choice in () if scene.is_ending else scene.choices:
            if choice.is_offered(amounts):
                after = choice.effected(self.graph.values, amounts)
                route = choice.route_taken(after)
                target = choice.next if route is None else choice.routes[route].next
                values = state.values if after is amounts else tuple(after.values())
                yield Move(choice, self._number(State(target, values)), route)

    def is_ending(self, number: int) -> bool:
        return self.graph.scenes[self.states[number].scene].is_ending

    @cached_property
    def leading_to_an_ending(self) -> frozenset[int]:
        """The states from which some ending can be reached by any choices."""
        before: list[list[int]] = [[] for _state in self.states]
        for number, moves in enumerate(self.moves):
            for move in moves:
                if move.target is not None:
                    before[move.target].append(number)
        found, waiting = set(), [number for number in range(len(self.states)) if self.is_ending(number)]
        while waiting:
            number = waiting.pop()
            if number not in found:
                found.add(number)
                waiting.extend(before[number])
        return frozenset(found)

    @cached_property
    def worth(self) -> "Worth":
        """The best way from every state to an ending, without a critical error. Raises EndlessPoints."""
        return Worth(self, {number: 0 for number in range(len(self.states)) if self.is_ending(number)})

    @cached_property
    def worth_of_failing(self) -> "Worth":
        """The best way from every state up to a critical error and with it. Raises EndlessPoints."""
        settled = {}
        for number, moves in enumerate(self.moves):
            worst = [move.choice.points for move in moves if move.choice.is_critical]
            if worst:
                settled[number] = max(worst)
        return Worth(self, settled)


class Worth:
    """What going on from each state is worth at best; of ways that earn the same the shorter is worth more."""

    def __init__(self, space: StateSpace, settled: dict[int, int]):
        # One number holds both: points count more than any number of steps that a way without circles has.
        self._unit = len(space.states) + 1
        self._space, self._settled = space, settled
        steps = [
            [
                (self._gain(move), move.target)
                for move in moves
                if move.target is not None and not move.choice.is_critical
            ]
            for moves in space.moves
        ]
        try:
            self._best = most_gained(
                steps, {number: points * self._unit for number, points in settled.items()}
            )
        except GainsWithoutEnd as error:
            raise EndlessPoints(space.states[error.node].scene) from error

    def points(self, number: int) -> int | None:
        """Return the points of the best way on from a state; None where there is none."""
        best = self._best[number]
        return None if best is None else -(-best // self._unit)

    def best_move(self, number: int) -> Move | None:
        """Return the first choice of the best way on; of equals the one listed first; None where there is none."""
        moves = [move for move in self._space.moves[number] if self._leads_on(move)]
        return max(moves, key=self._worth_of, default=None)

    def path(self, number: int = 0) -> Iterator[tuple[int, Move]]:
        """Yield (number of the state, best choice there) on the way from a state, until stopping is best."""
        while self._best[number] != self._settled.get(number, 0) * self._unit or number not in self._settled:
            move = self.best_move(number)
            yield number, move
            number = move.target

    def _leads_on(self, move: Move) -> bool:
        return move.target is not None and not move.choice.is_critical and self._best[move.target] is not None

    def _worth_of(self, move: Move) -> int:
        return self._gain(move) + self._best[move.target]

    def _gain(self, move: Move) -> int:
        return move.choice.points * self._unit - 1
