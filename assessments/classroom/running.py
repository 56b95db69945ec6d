"""A scenario is played with a group: begun, voted on, decided, gone on with, and back.

Every act names the position (walking.py) that the lecturer saw. If the run is elsewhere by now (a second click, a
second screen, a page from before lunch) nothing happens, so that repeating any act is harmless.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from assessments.classroom.models import ClassroomRun
from assessments.classroom.walking import SHOWING, VOTING, Walk, majority, recommended, walk
from assessments.scenarios.graph import Graph
from assessments.scenarios.models import ScenarioVersion

MOST_VOTES = 999


class NoMajority(ValueError):
    """Nobody voted, or two choices have as many votes: the lecturer has to choose."""


class ChoiceNotOffered(ValueError):
    """The scene on the screen does not offer this choice."""


class NothingToSkip(ValueError):
    """The scene on the screen has no notice, or no good way on."""


def begin(*, version: ScenarioVersion, lecturer, group: str, at: datetime) -> ClassroomRun:
    """Return a new run of a version, at its first scene."""
    return ClassroomRun.objects.create(version=version, lecturer=lecturer, group=group.strip(), started_at=at)


def count_votes(*, run: ClassroomRun, position: int, votes: Mapping[str, int]) -> ClassroomRun:
    """Return the run with these votes for the scene on the screen; those of other choices are left out."""

    def act(locked: ClassroomRun, graph: Graph, here: Walk) -> None:
        if here.phase == VOTING:
            locked.votes = _of_offered(graph, here, votes)

    return _at(run, position, act)


def decide(
    *, run: ClassroomRun, position: int, choice: str, votes: Mapping[str, int], language: str
) -> ClassroomRun:
    """Return the run with the group's decision on the screen; `choice` "" takes that of the majority.

    `language` is the one the scene was shown in. While a consequence is shown, another choice takes the place of the
    decided one. Raises NoMajority, ChoiceNotOffered.
    """

    def act(locked: ClassroomRun, graph: Graph, here: Walk) -> None:
        if here.phase == VOTING:
            counted = _of_offered(graph, here, votes)
            key = _offered(graph, here, choice or majority(counted))
            entry = {"scene": here.state.scene, "choice": key, "votes": counted, "language": language}
            locked.path = [*locked.path, entry | {"shown": True}]
            locked.votes = {}
        elif here.phase == SHOWING:
            locked.path[-1]["choice"] = _offered(graph, here, choice or locked.path[-1]["choice"])

    return _at(run, position, act)


def go_on(*, run: ClassroomRun, position: int, at: datetime) -> ClassroomRun:
    """Return the run at the scene that the decision leads to; at an ending it is ended."""

    def act(locked: ClassroomRun, graph: Graph, here: Walk) -> None:
        if here.phase == SHOWING:
            locked.path[-1].pop("shown")
            _note_end(locked, graph, at)

    return _at(run, position, act)


def skip(*, run: ClassroomRun, position: int, language: str, at: datetime) -> ClassroomRun:
    """Return the run after a scene with a notice was left out: it goes where the recommended choice leads.

    Raises NothingToSkip.
    """

    def act(locked: ClassroomRun, graph: Graph, here: Walk) -> None:
        if here.phase != VOTING:
            return
        best = recommended(graph, here.state)
        if best is None or not graph.scene(here.state.scene).notice:
            raise NothingToSkip(here.state.scene)
        entry = {"scene": here.state.scene, "choice": best.key, "votes": {}, "language": language}
        locked.path = [*locked.path, entry | {"skipped": True}]
        locked.votes = {}
        _note_end(locked, graph, at)

    return _at(run, position, act)


def step_back(*, run: ClassroomRun, position: int) -> ClassroomRun:
    """Return the run one screen back: from a consequence to its votes, from a scene to the consequence before it."""

    def act(locked: ClassroomRun, graph: Graph, here: Walk) -> None:
        if not locked.path:
            return
        if here.phase == SHOWING or locked.path[-1].get("skipped"):
            locked.votes = locked.path.pop()["votes"]
        else:
            locked.path[-1]["shown"] = True
            locked.votes = {}
        locked.ended_at = None

    return _at(run, position, act)


@transaction.atomic
def _at(run: ClassroomRun, position: int, act: Callable[[ClassroomRun, Graph, Walk], None]) -> ClassroomRun:
    locked = ClassroomRun.objects.select_for_update(of=("self",)).select_related("version").get(pk=run.pk)
    graph = Graph.from_structure(locked.version.structure)
    here = walk(graph, locked.path)
    if here.position == position:
        act(locked, graph, here)
        locked.save(update_fields=["path", "votes", "ended_at"])
    return locked


def _note_end(run: ClassroomRun, graph: Graph, at: datetime) -> None:
    if graph.scene(walk(graph, run.path).state.scene).is_ending:
        run.ended_at = at


def _of_offered(graph: Graph, here: Walk, votes: Mapping[str, int]) -> dict[str, int]:
    keys = [choice.key for choice in graph.offered(here.state)]
    return {key: min(max(int(votes.get(key, 0)), 0), MOST_VOTES) for key in keys}


def _offered(graph: Graph, here: Walk, key: str | None) -> str:
    if key is None:
        raise NoMajority(here.state.scene)
    if key not in [choice.key for choice in graph.offered(here.state)]:
        raise ChoiceNotOffered(key)
    return key
