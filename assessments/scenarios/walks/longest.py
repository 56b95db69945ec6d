"""The ways that gain most through a graph with circles: plain numbers in, plain numbers out.

A graph is a sequence of moves: `moves[n]` are the (gain, target) of node n, targets being numbers of nodes.
Components are settled last ones first, so that a graph without circles costs one look at every move.
"""

from collections.abc import Iterator, Mapping, Sequence

Moves = Sequence[Sequence[tuple[int, int]]]


class GainsWithoutEnd(ValueError):
    """Going round in a circle gains something each time; `node` is one of the circle."""

    def __init__(self, node: int):
        super().__init__(node)
        self.node = node


def most_gained(moves: Moves, settled: Mapping[int, int]) -> list[int | None]:
    """Return for each node the most that can be gained from it to a node of `settled`, None if none is reached.

    `settled` is {node: what stopping there is worth}; such a node may have moves too. Within a component the
    rounds of Bellman and Ford are walked; a circle that gains shows as a circle of the chosen moves long
    before the last possible round (Cherkassky and Goldberg, "Negative-cycle detection algorithms", 1999).
    Raises GainsWithoutEnd.
    """
    worth: list[int | None] = [None] * len(moves)
    for node, value in settled.items():
        worth[node] = value
    for component in components(moves):
        _settle(component, moves, worth)
    return worth


def _settle(component: list[int], moves: Moves, worth: list[int | None]) -> None:
    first, chosen = component[0], {}
    if len(component) == 1 and all(target != first for _gain, target in moves[first]):
        _improve(first, moves[first], worth, chosen)
        return
    while sum(_improve(node, moves[node], worth, chosen) for node in component):
        if (node := _on_a_circle(chosen)) is not None:
            raise GainsWithoutEnd(node)


def _improve(node: int, own: Sequence[tuple[int, int]], worth: list[int | None], chosen: dict) -> bool:
    best, choice = worth[node], None
    for gain, target in own:
        there = worth[target]
        if there is not None and (best is None or gain + there > best):
            best, choice = gain + there, target
    if choice is None:
        return False
    worth[node], chosen[node] = best, choice
    return True


def _on_a_circle(chosen: Mapping[int, int]) -> int | None:
    """Return a node of a circle of the chosen moves, if they make one."""
    seen: dict[int, int] = {}
    for first in chosen:
        node = first
        while node in chosen and node not in seen:
            seen[node] = first
            node = chosen[node]
        if node in chosen and seen[node] == first:
            return node
    return None


def components(moves: Moves) -> Iterator[list[int]]:
    """Yield the strongly connected components, each after all it leads to (Tarjan 1972, without recursion).

    Inside a component the nodes come in the order in which they were left: what is led to first.
    """
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    done: set[int] = set()
    for root in range(len(moves)):
        if root not in number:
            yield from _components_from(root, moves, number, low, done)


def _components_from(root, moves, number, low, done) -> Iterator[list[int]]:
    walked, waiting = [], [(root, iter(moves[root]))]
    number[root] = low[root] = len(number)
    while waiting:
        node, targets = waiting[-1]
        following = next((target for _gain, target in targets if target not in done), None)
        if following is None:
            waiting.pop()
            walked.append(node)
            if waiting:
                before = waiting[-1][0]
                low[before] = min(low[before], low[node])
            if low[node] == number[node]:
                yield _taken_off(walked, number, number[node], done)
        elif following in number:
            low[node] = min(low[node], number[following])
        else:
            number[following] = low[following] = len(number)
            waiting.append((following, iter(moves[following])))


def _taken_off(walked: list[int], number: Mapping[int, int], first: int, done: set[int]) -> list[int]:
    at = len(walked)
    while at and number[walked[at - 1]] >= first:
        at -= 1
    component = walked[at:]
    del walked[at:]
    done.update(component)
    return component
