"""What people did in a scenario, counted: pure, over rows of ended attempts and their steps.

Two units stand side by side: `times` (attempts or steps) and `people` (different persons). Everything is worked
out from the steps as they were recorded; the structure only says which scenes and choices there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

ALL, FIRST, BEST = "all", "first", "best"
WHICH = (FIRST, BEST, ALL)
CRITICAL = "critical"
SKIPPED = ""  # the choice of a step that was skipped
UNSAFE_FIRST = (CRITICAL, "harmful", "poor", "acceptable", "best")


@dataclass(frozen=True)
class Play:
    """One ended attempt: who, where it ended, how well. `order` grows with the time it was begun."""

    key: int
    person: int
    order: int
    ending: str
    passed: bool
    points: int
    critical_errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of an attempt; `choice` is SKIPPED where the scene was skipped, `took_ms` None where not known."""

    play: int
    number: int
    scene: str
    choice: str
    critical_error: str = ""
    took_ms: int | None = None


@dataclass(frozen=True)
class Group:
    """How often something happened, and whom it happened to."""

    times: int = 0
    people: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ChoiceCount:
    scene: str
    key: str
    severity: str
    critical_error: str
    group: Group

    @property
    def is_unsafe(self) -> bool:
        return self.severity == CRITICAL or bool(self.critical_error)


@dataclass(frozen=True)
class Times:
    """Time on a scene in milliseconds: the middle one, and between which the middle half lies."""

    low: int
    middle: int
    high: int
    group: Group


@dataclass(frozen=True)
class SceneCount:
    key: str
    seen: Group
    skipped: Group
    choices: tuple[ChoiceCount, ...]
    took: Times | None = None


@dataclass(frozen=True)
class EndingCount:
    key: str
    kind: str
    group: Group


@dataclass(frozen=True)
class PathCount:
    """One way through: ((scene, choice), …) and the ending it came to."""

    steps: tuple[tuple[str, str], ...]
    ending: str
    group: Group


@dataclass(frozen=True)
class Counts:
    total: Group
    passed: Group
    scenes: tuple[SceneCount, ...]
    endings: tuple[EndingCount, ...]
    paths: tuple[PathCount, ...]
    errors: Mapping[str, Group] = field(default_factory=dict)
    articles: Mapping[str, Group] = field(default_factory=dict)
    failed: Group = Group()


def selected(plays: Iterable[Play], which: str) -> list[Play]:
    """Return every play, or of each person the first or the best one (passed, fewest critical errors, most points).

    Of equally good ones the earlier counts.
    """
    plays = sorted(plays, key=lambda play: play.order)
    if which == ALL:
        return plays
    chosen: dict[int, Play] = {}
    for play in plays:
        held = chosen.get(play.person)
        if held is None or (which == BEST and _goodness(play) > _goodness(held)):
            chosen[play.person] = play
    return sorted(chosen.values(), key=lambda play: play.order)


def count(
    *,
    structure: dict,
    plays: Sequence[Play],
    steps: Iterable[Step],
    articles: Mapping[tuple[str, str], Sequence[str]] | None = None,
    top: int = 10,
) -> Counts:
    """Return the counts of these plays; steps of other plays are passed over.

    `structure` as in scenarios.graph; `articles` names the legal articles of a choice by (scene, choice), and a
    critical error whose choice names none is counted under "". `top` paths are returned, the most frequent first.
    """
    person_of = {play.key: play.person for play in plays}
    tally = _Tally(person_of)
    for step in steps:
        if step.play in person_of:
            tally.add(step, articles or {})
    return Counts(
        total=_group(play for play in plays),
        passed=_group(play for play in plays if play.passed),
        scenes=tuple(tally.scene(scene) for scene in structure["scenes"] if not scene.get("ending")),
        endings=_endings(structure, plays),
        paths=_paths(plays, tally.ways, top),
        errors=tally.groups(tally.errors),
        articles=tally.groups(tally.articles),
        failed=_group(play for play in plays if not play.passed),
    )


def spread(milliseconds: Sequence[int], group: Group) -> Times | None:
    """Return median and quartiles of what this group took, None where nothing is known."""
    if not milliseconds:
        return None
    if len(milliseconds) == 1:
        low = high = milliseconds[0]
    else:
        low, _middle, high = quantiles(milliseconds, n=4, method="inclusive")
    return Times(round(low), round(median(milliseconds)), round(high), group)


class _Tally:
    """Counters filled step by step; a step is looked at once."""

    def __init__(self, person_of: Mapping[int, int]):
        self.person_of = person_of
        self.taken: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.seen: dict[str, list[int]] = defaultdict(list)
        self.errors: dict[str, list[int]] = defaultdict(list)
        self.articles: dict[str, list[int]] = defaultdict(list)
        self.took: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.ways: dict[int, list[Step]] = defaultdict(list)

    def add(self, step: Step, articles: Mapping[tuple[str, str], Sequence[str]]) -> None:
        place = (step.scene, step.choice)
        self.taken[place].append(step.play)
        self.seen[step.scene].append(step.play)
        self.ways[step.play].append(step)
        if step.took_ms is not None:
            self.took[step.scene].append((step.took_ms, step.play))
        if step.critical_error:
            self.errors[step.critical_error].append(step.play)
            for article in articles.get(place) or ("",):
                self.articles[article].append(step.play)

    def groups(self, found: Mapping[str, list[int]]) -> dict[str, Group]:
        """Return them with the most frequent first."""
        groups = {key: self._group(plays) for key, plays in found.items()}
        return dict(sorted(groups.items(), key=lambda item: (-item[1].times, item[0])))

    def scene(self, scene: dict) -> SceneCount:
        key = scene["id"]
        counted = [
            ChoiceCount(
                scene=key,
                key=choice["id"],
                severity=choice["severity"],
                critical_error=choice.get("critical_error", ""),
                group=self._group(self.taken[key, choice["id"]]),
            )
            for choice in scene.get("choices", ())
        ]
        took = self.took[key]
        return SceneCount(
            key=key,
            seen=self._group(self.seen[key]),
            skipped=self._group(self.taken[key, SKIPPED]),
            choices=tuple(sorted(counted, key=_danger)),
            took=spread([ms for ms, _play in took], self._group([play for _ms, play in took])),
        )

    def _group(self, plays: Sequence[int]) -> Group:
        return Group(len(plays), frozenset(self.person_of[play] for play in plays))


def _danger(choice: ChoiceCount) -> tuple:
    """Unsafe choices first, those that were taken most before others."""
    rank = UNSAFE_FIRST.index(choice.severity) if choice.severity in UNSAFE_FIRST else len(UNSAFE_FIRST)
    return (not choice.is_unsafe, rank, -choice.group.times)


def _goodness(play: Play) -> tuple:
    return (play.passed, -len(play.critical_errors), play.points)


def _group(plays: Iterable[Play]) -> Group:
    people = [play.person for play in plays]
    return Group(len(people), frozenset(people))


def _endings(structure: dict, plays: Sequence[Play]) -> tuple[EndingCount, ...]:
    return tuple(
        EndingCount(
            scene["id"], scene["ending"], _group(play for play in plays if play.ending == scene["id"])
        )
        for scene in structure["scenes"]
        if scene.get("ending")
    )


def _paths(plays: Sequence[Play], ways: Mapping[int, list[Step]], top: int) -> tuple[PathCount, ...]:
    times, people = Counter(), defaultdict(set)
    for play in plays:
        way = sorted(ways.get(play.key, ()), key=lambda step: step.number)
        path = (tuple((step.scene, step.choice) for step in way), play.ending)
        times[path] += 1
        people[path].add(play.person)
    # Of equally frequent ones always the same come first.
    frequent = sorted(times, key=lambda path: (-times[path], path))[:top]
    return tuple(PathCount(*path, Group(times[path], frozenset(people[path]))) for path in frequent)
