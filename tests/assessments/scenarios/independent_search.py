"""A second opinion on a structure, written another way than the product's: for small ones only.

States are walked on the JSON itself until nothing new turns up, and the best ways are those of Floyd and Warshall:
between all pairs, in a table. `judged` are the codes and places that validation must find, and no others of CODES.
"""

import operator
from itertools import product

TESTS = {"at_least": operator.ge, "at_most": operator.le, "equals": operator.eq, "differs": operator.ne}
CODES = {
    "unreachable_scene",
    "dead_end",
    "choice_to_nowhere",
    "no_choice_offered",
    "no_way_out",
    "no_way_out_with_values",
    "choice_never_offered",
    "route_never_taken",
    "no_ending",
    "no_way_to_pass",
    "endless_points",
    "no_points_to_win",
    "best_path_critical",
    "wrong_max_points",
}


class Search:
    def __init__(self, made):
        self.made = made
        self.scenes = {one["id"]: one for one in made["scenes"]}
        self.declared = {one["id"]: one for one in made.get("values", [])}
        self.edges = {}  # (state, choice id) -> (choice, state after, index of the route or None)
        first = (made["start"], tuple(one["start"] for one in made.get("values", [])))
        self.first, self.states = first, {first}
        while True:
            before = len(self.states)
            for state in list(self.states):
                self._look(state)
            if len(self.states) == before:
                break

    def _look(self, state):
        scene, amounts = state[0], dict(zip(self.declared, state[1], strict=True))
        for choice in self.scenes[scene].get("choices", []):
            if not self._hold(choice.get("when", []), amounts):
                continue
            after = dict(amounts)
            for effect in choice.get("effects", []):
                self._apply(effect, after)
            target, taken = choice["next"], None
            for index, route in reversed(list(enumerate(choice.get("routes", [])))):
                if self._hold(route["when"], after):
                    target, taken = route["next"], index
            following = (target, tuple(after[key] for key in self.declared))
            self.edges[state, choice["id"]] = (choice, following, taken)
            if target in self.scenes:
                self.states.add(following)

    def _hold(self, conditions, amounts):
        return not [c for c in conditions if not TESTS[c["is"]](amounts[c["value"]], c["than"])]

    def _apply(self, effect, amounts):
        value = self.declared[effect["value"]]
        amount = amounts[value["id"]] + effect["add"] if "add" in effect else effect["set"]
        if value["kind"] == "integer":
            amount = sorted((value["min"], amount, value["max"]))[1]
        amounts[value["id"]] = amount

    def is_ending(self, state):
        return "ending" in self.scenes[state[0]]

    def moves(self, state):
        return [edge for (own, _choice), edge in self.edges.items() if own == state]

    def ends_after(self, state):
        """Whether some ending can be reached, found by walking from this very state."""
        seen, level = {state}, {state}
        while level:
            if any(self.is_ending(one) for one in level):
                return True
            level = {
                after for one in level for _choice, after, _route in self.moves(one) if after in self.states
            } - seen
            seen |= level
        return False

    # Places

    def places(self):
        met = {}
        for state in self.states:
            met.setdefault(state[0], []).append(state)
        for key, scene in self.scenes.items():
            choices = scene.get("choices", [])
            yield from self._to_nowhere(key, choices)
            if "ending" not in scene and not choices:
                yield "dead_end", key
            if key not in met:
                yield "unreachable_scene", key
            elif choices:
                yield from self._in_scene(key, choices, met[key])
        if not [one for one in self.scenes.values() if "ending" in one]:
            yield "no_ending", ""

    def _to_nowhere(self, key, choices):
        for choice in choices:
            targets = {choice["next"], *(route["next"] for route in choice.get("routes", []))}
            if targets - self.scenes.keys():
                yield "choice_to_nowhere", f"{key}/{choice['id']}"

    def _in_scene(self, key, choices, states):
        silent = [state for state in states if not self.moves(state)]
        stuck = [
            state
            for state in states
            if [after for _choice, after, _route in self.moves(state) if after in self.states]
            and not self.ends_after(state)
        ]
        if silent:
            yield "no_choice_offered", key
        if stuck:
            is_always = len(stuck) + len(silent) == len(states)
            yield "no_way_out" if is_always else "no_way_out_with_values", key
        for choice in choices:
            own = [
                edge for (state, one), edge in self.edges.items() if state[0] == key and one == choice["id"]
            ]
            where = f"{key}/{choice['id']}"
            if not own:
                yield "choice_never_offered", where
                continue
            for index in range(len(choice.get("routes", []))):
                if index not in {route for _choice, _after, route in own}:
                    yield "route_never_taken", where

    # Points

    def points(self):
        """Yield what is wrong with the points; `self.best` is (points, -choices) of the best way, or None."""
        best = self._best_of_all_pairs()
        endings = [state for state in self.states if self.is_ending(state)]
        failing = {
            state: max(points)
            for state in self.states
            if (points := [choice["points"] for choice, _a, _r in self.moves(state) if is_critical(choice)])
        }
        self.best = max((best[self.first, end] for end in endings if (self.first, end) in best), default=None)
        if self._gains_forever(best, endings):
            self.best = None
            yield "endless_points"
        elif self.best is None:
            yield "no_way_to_pass"
        elif self._gains_forever(best, failing):
            yield "endless_points"
        else:
            ways = [
                best[self.first, at][0] + points for at, points in failing.items() if (self.first, at) in best
            ]
            if self.best[0] <= 0:
                yield "no_points_to_win"
            elif ways and max(ways) >= self.best[0]:
                yield "best_path_critical"
            if self.best[0] != self.made["max_points"]:
                yield "wrong_max_points"

    def _best_of_all_pairs(self):
        best = {(state, state): (0, 0) for state in self.states}
        for (state, _choice), (choice, after, _route) in self.edges.items():
            if after in self.states and not is_critical(choice):
                pair, gain = (state, after), (choice["points"], -1)
                best[pair] = max(best.get(pair, gain), gain)
        for over, start, end in product(self.states, repeat=3):
            if (start, over) in best and (over, end) in best:
                one, two = best[start, over], best[over, end]
                way = (one[0] + two[0], one[1] + two[1])
                best[start, end] = max(best.get((start, end), way), way)
        return best

    def _gains_forever(self, best, targets):
        return any(
            best[state, state][0] > 0 and any((state, target) in best for target in targets)
            for state in self.states
        )


def is_critical(choice):
    return choice["severity"] == "critical"


def judged(made):
    """Return {(code, place)} of a structure; faults of the points have no place here."""
    search = Search(made)
    return set(search.places()) | {(code, "") for code in search.points()}
