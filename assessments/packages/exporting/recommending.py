"""What is recommended in every state that can be reached, as data: the player in the file looks it up. Pure."""

import json

from assessments.scenarios.graph import EndlessPoints, Graph, NoWayToAnEnding, State, TooManyStates


class NotPlayable(ValueError):
    """There is no best way through it, so nothing can be recommended; such a scenario is not published."""


def recommended_moves(graph: Graph) -> dict[str, str]:
    """Return {name of a state: id of the choice recommended there}; a state without one is not in it.

    A state's name is the JSON of its scene and the values that conditions test ('["d1",0,true]'). Raises NotPlayable.
    """
    try:
        # What is best at the start is known only if there is a best way at all.
        graph.best_path()
        space = graph.space
    except (NoWayToAnEnding, EndlessPoints, TooManyStates) as error:
        raise NotPlayable(str(error)) from error
    moves = ((state, space.worth.best_move(number)) for number, state in enumerate(space.states))
    return {state_name(state): move.choice.key for state, move in moves if move is not None}


def state_name(state: State) -> str:
    return json.dumps([state.scene, *state.values], ensure_ascii=False, separators=(",", ":"))
