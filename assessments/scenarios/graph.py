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
or critical. A graph can be made of any structure of these types, broken ones too: validation.py says what
is wrong.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

BEST, ACCEPTABLE, POOR, HARMFUL, CRITICAL = "best", "acceptable", "poor", "harmful", "critical"
ENDINGS = ("good", "mixed", "critical")


class UnknownScene(LookupError):
    """The scenario has no scene of this id."""


class UnknownChoice(LookupError):
    """The scene has no such choice."""


class NoWayToAnEnding(ValueError):
    """From the start no ending can be reached without a critical error."""


class EndlessPoints(ValueError):
    """Going round in a circle gains points, so there is no best path."""


@dataclass(frozen=True)
class ChoiceNode:
    key: str
    points: int
    severity: str
    next: str
    critical_error: str = ""
    sources: tuple[str, ...] = ()
    principle: bool = False

    @property
    def is_critical(self) -> bool:
        return self.severity == CRITICAL or bool(self.critical_error)


@dataclass(frozen=True)
class SceneNode:
    key: str
    choices: tuple[ChoiceNode, ...] = ()
    ending: str = ""

    @property
    def is_ending(self) -> bool:
        return bool(self.ending)

    def choice(self, key: str) -> ChoiceNode:
        """Return a choice of this scene. Raises UnknownChoice."""
        for choice in self.choices:
            if choice.key == key:
                return choice
        raise UnknownChoice(f"{self.key}/{key}")


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

    @classmethod
    def from_structure(cls, structure: dict) -> "Graph":
        """Return the graph of a structure as described above. Of scenes with one id the first counts."""
        scenes = {}
        for scene in structure["scenes"]:
            scenes.setdefault(scene["id"], _scene_node(scene))
        return cls(
            start=structure["start"],
            scenes=scenes,
            pass_percent=structure["pass_percent"],
            declared_max_points=structure["max_points"],
            relearn={code: UUID(key) for code, key in structure.get("relearn", {}).items()},
        )

    def scene(self, key: str) -> SceneNode:
        """Return a scene. Raises UnknownScene."""
        try:
            return self.scenes[key]
        except KeyError:
            raise UnknownScene(key) from None

    def reachable(self) -> frozenset[str]:
        """Return the ids of the scenes that can be reached from the start by any choices."""
        found, waiting = set(), [self.start]
        while waiting:
            key = waiting.pop()
            if key in self.scenes and key not in found:
                found.add(key)
                waiting.extend(choice.next for choice in self.scenes[key].choices)
        return frozenset(found)

    def can_end(self) -> frozenset[str]:
        """Return the ids of the scenes from which some ending can be reached by any choices."""
        return self._leading_to(key for key, scene in self.scenes.items() if scene.is_ending)

    def best_path(self) -> tuple[Step, ...]:
        """Return the choices that earn most points without a critical error; of equal ways the shortest.

        Raises NoWayToAnEnding or EndlessPoints.
        """
        path, scene = [], self.scene(self.start)
        while not scene.is_ending:
            choice = self.recommended(scene.key)
            if choice is None:
                raise NoWayToAnEnding(scene.key)
            path.append(Step(scene.key, choice.key))
            scene = self.scene(choice.next)
        return tuple(path)

    def recommended(self, scene_key: str) -> ChoiceNode | None:
        """Return the choice that begins the best way on from a scene; None where there is no way."""
        best = best_worth = None
        for choice, worth in _ways_on(self.scene(scene_key), self._worth):
            if best_worth is None or worth > best_worth:
                best, best_worth = choice, worth
        return best

    @property
    def max_points(self) -> int:
        """The points of the best path. Raises NoWayToAnEnding or EndlessPoints."""
        self.scene(self.start)
        if self.start not in self._worth:
            raise NoWayToAnEnding(self.start)
        return self._worth[self.start][0]

    @property
    def lowest_points(self) -> int:
        """The fewest points when no scene is seen twice: the lower end of the score's range."""
        reachable = (self.scenes[key] for key in self.reachable())
        return sum(
            min((choice.points for choice in scene.choices if choice.points < 0), default=0)
            for scene in reachable
        )

    def _leading_to(self, targets: Iterable[str]) -> frozenset[str]:
        before = {}
        for key, scene in self.scenes.items():
            for choice in scene.choices:
                before.setdefault(choice.next, []).append(key)
        found, waiting = set(), list(targets)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting.extend(before.get(key, ()))
        return frozenset(found)

    @cached_property
    def _worth(self) -> dict[str, tuple[int, int]]:
        """Best (points, -steps) from each reachable scene to an ending: Bellman and Ford, longest ways.

        Shorter counts as better among equals, so a circle that gains nothing is never walked.
        """
        worth = {key: (0, 0) for key, scene in self.scenes.items() if scene.is_ending}
        inner = [self.scenes[key] for key in self.reachable() if not self.scenes[key].is_ending]
        for _round in range(len(inner) + 1):
            grew = [_improve(worth, scene) for scene in inner]
            if not any(grew):
                return worth
        raise EndlessPoints


def _ways_on(scene: SceneNode, worth: Mapping[str, tuple[int, int]]):
    for choice in scene.choices:
        if not choice.is_critical and choice.next in worth:
            points, steps = worth[choice.next]
            yield choice, (points + choice.points, steps - 1)


def _improve(worth: dict[str, tuple[int, int]], scene: SceneNode) -> bool:
    found = max((way for _choice, way in _ways_on(scene, worth)), default=None)
    if found is None or (scene.key in worth and found <= worth[scene.key]):
        return False
    worth[scene.key] = found
    return True


def _scene_node(scene: dict) -> SceneNode:
    return SceneNode(
        key=scene["id"],
        ending=scene.get("ending", ""),
        choices=tuple(
            ChoiceNode(
                key=choice["id"],
                points=choice["points"],
                severity=choice["severity"],
                next=choice["next"],
                critical_error=choice.get("critical_error", ""),
                sources=tuple(choice.get("sources", ())),
                principle=choice.get("principle", False),
            )
            for choice in scene.get("choices", ())
        ),
    )
