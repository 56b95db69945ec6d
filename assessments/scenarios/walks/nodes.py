"""Scenes and choices as pure values, read from a structure (see graph.py)."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.scenarios.walks.values import (
    Amounts,
    Condition,
    Effect,
    Route,
    Value,
    all_hold,
    changed,
    read_conditions,
    read_effects,
    read_routes,
)

BEST, ACCEPTABLE, POOR, HARMFUL, CRITICAL = "best", "acceptable", "poor", "harmful", "critical"


class UnknownChoice(LookupError):
    """The scene has no such choice, or does not offer it with the values as they are."""


@dataclass(frozen=True)
class ChoiceNode:
    key: str
    points: int
    severity: str
    next: str
    critical_error: str = ""
    sources: tuple[str, ...] = ()
    principle: bool = False
    effects: tuple[Effect, ...] = ()
    when: tuple[Condition, ...] = ()
    routes: tuple[Route, ...] = ()

    @property
    def is_critical(self) -> bool:
        return self.severity == CRITICAL or bool(self.critical_error)

    def is_offered(self, amounts: Amounts) -> bool:
        return all_hold(self.when, amounts)

    def effected(self, values: Mapping[str, Value], amounts: Amounts) -> Amounts:
        """Return the amounts after this choice."""
        return changed(values, self.effects, amounts) if self.effects else amounts

    def route_taken(self, amounts: Amounts) -> int | None:
        """Return the index of the first route whose conditions hold with these amounts; None: go to `next`."""
        for index, route in enumerate(self.routes):
            if all_hold(route.when, amounts):
                return index
        return None

    @property
    def targets(self) -> tuple[str, ...]:
        """Every scene the choice may lead to, the usual one first."""
        return (self.next, *(route.next for route in self.routes))


@dataclass(frozen=True)
class SceneNode:
    key: str
    choices: tuple[ChoiceNode, ...] = ()
    ending: str = ""
    notice: bool = False
    image: str = ""

    @property
    def is_ending(self) -> bool:
        return bool(self.ending)

    def choice(self, key: str) -> ChoiceNode:
        """Return a choice of this scene. Raises UnknownChoice."""
        for choice in self.choices:
            if choice.key == key:
                return choice
        raise UnknownChoice(f"{self.key}/{key}")


def scene_node(scene: dict) -> SceneNode:
    """Return a scene of a structure."""
    return SceneNode(
        key=scene["id"],
        ending=scene.get("ending", ""),
        notice=scene.get("notice", False),
        image=scene.get("image", ""),
        choices=tuple(_choice_node(choice) for choice in scene.get("choices", ())),
    )


def _choice_node(choice: dict) -> ChoiceNode:
    return ChoiceNode(
        key=choice["id"],
        points=choice["points"],
        severity=choice["severity"],
        next=choice["next"],
        critical_error=choice.get("critical_error", ""),
        sources=tuple(choice.get("sources", ())),
        principle=choice.get("principle", False),
        effects=read_effects(choice.get("effects", ())),
        when=read_conditions(choice.get("when", ())),
        routes=read_routes(choice.get("routes", ())),
    )
