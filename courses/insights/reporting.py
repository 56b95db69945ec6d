"""The counts of a scenario as what is shown: texts, shares, and nothing about groups that are too small."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.insights.counting import (
    SKIPPED,
    UNSAFE_FIRST,
    ChoiceCount,
    Counts,
    Group,
    PathCount,
    SceneCount,
    Times,
    count,
    selected,
)
from assessments.insights.hiding import (
    HIDDEN,
    SMALLEST,
    Shown,
    careful_times,
    is_small,
    shown,
    shown_parts,
)
from assessments.insights.plays import ended_plays, running_count, steps_of
from assessments.scenarios.critical_errors import NAMES
from courses.insights.filtering import STORY, Asked
from courses.insights.texts import Texts, texts_of

EMPTY, SMALL, FULL = "empty", "small", "full"


@dataclass(frozen=True)
class ChoiceLine:
    """One choice of a scene, or its being skipped (`key` "")."""

    scene: str
    key: str
    text: str
    severity: str
    critical_error: str
    is_unsafe: bool
    shown: Shown
    share: int | None

    @property
    def address(self) -> str:
        return f"{self.scene}/{self.key}"


@dataclass(frozen=True)
class SceneLine:
    """One scene: how often it was seen, how long it took (None: not known, or not told)."""

    number: int
    key: str
    heading: str
    shown: Shown
    choices: tuple[ChoiceLine, ...]
    took: Times | None


@dataclass(frozen=True)
class Line:
    """Something counted with a name: an ending, a critical error, a legal article. `kind` is that of an ending."""

    key: str
    name: str
    shown: Shown
    share: int | None = None
    kind: str = ""


@dataclass(frozen=True)
class PathStep:
    scene: str
    choice: str
    heading: str
    text: str
    severity: str
    critical_error: str


@dataclass(frozen=True)
class PathLine:
    steps: tuple[PathStep, ...]
    ending: str
    kind: str
    shown: Shown
    share: int | None


@dataclass(frozen=True)
class Report:
    """Everything the page and the files say. `state` is EMPTY, SMALL (too few people to tell) or FULL."""

    state: str
    exact: bool
    texts: Texts
    structure: dict
    running: Shown = HIDDEN
    total: Shown = HIDDEN
    passed: Line | None = None
    failed: Line | None = None
    scenes: tuple[SceneLine, ...] = ()
    choices: tuple[ChoiceLine, ...] = ()
    endings: tuple[Line, ...] = ()
    paths: tuple[PathLine, ...] = ()
    errors: tuple[Line, ...] = ()
    articles: tuple[Line, ...] = ()

    @property
    def longest_ms(self) -> int:
        """The end of the scale on which times are drawn."""
        return max((scene.took.high for scene in self.scenes if scene.took), default=0)


def report_of(asked: Asked, *, exact: bool) -> Report:
    """Return the report; `exact` for those who may know every number. Seven queries, whatever there is to count."""
    texts = texts_of(asked.group.newest, asked.language)
    structure = asked.group.newest.structure
    plays = selected(ended_plays(asked.attempts), asked.chosen("attempts"))
    people = {play.person for play in plays}
    if not exact and len(people) < SMALLEST:
        return Report(SMALL, exact, texts, structure)
    running, runners = running_count(asked.attempts)
    on_their_way = shown(Group(running, frozenset(range(runners))), exact=exact)
    if not plays:
        return Report(EMPTY, exact, texts, structure, running=on_their_way)
    counts = count(
        structure=structure,
        plays=plays,
        steps=steps_of(asked.attempts),
        articles=_articles(structure, texts),
    )
    return _Writer(counts, texts, structure, exact).report(on_their_way, asked.chosen("sort"))


class _Writer:
    """Writes one report: looks texts up, hides, works out shares."""

    def __init__(self, counts: Counts, texts: Texts, structure: dict, exact: bool):
        self.counts, self.texts, self.structure, self.exact = counts, texts, structure, exact
        self.total = shown(counts.total, exact=exact)
        self.written = [
            (scene["id"], choice["id"])
            for scene in structure["scenes"]
            for choice in scene.get("choices", ())
        ]
        self.taken = {(one.scene, one.key): one for scene in counts.scenes for one in scene.choices}

    def report(self, running: Shown, sort: str) -> Report:
        scenes = tuple(self.scene(number, scene) for number, scene in enumerate(self.counts.scenes, start=1))
        passed, failed = self.passes()
        return Report(
            FULL,
            self.exact,
            self.texts,
            self.structure,
            running=running,
            total=self.total,
            passed=passed,
            failed=failed,
            scenes=scenes,
            choices=self.in_order(scenes, sort),
            endings=self.endings(),
            paths=tuple(self.paths()),
            errors=self.lines(self.counts.errors, lambda code: str(NAMES.get(code, code))),
            articles=self.lines(self.counts.articles, lambda name: name or _("no legal source named")),
        )

    def scene(self, number: int, scene: SceneCount) -> SceneLine:
        groups = {choice.key: choice.group for choice in scene.choices}
        if scene.skipped.times:
            groups[SKIPPED] = scene.skipped
        # A scene that only some saw tells nothing at all, else its choices would tell how many they were.
        is_told = self.exact or not is_small(scene.seen)
        parts = shown_parts(groups, exact=self.exact) if is_told else dict.fromkeys(groups, HIDDEN)
        whole = shown(scene.seen, exact=self.exact)
        lines = [self.choice(choice, parts[choice.key], whole) for choice in self.placed(scene)]
        if SKIPPED in groups:
            lines.append(self.skip(scene, parts[SKIPPED], whole))
        return SceneLine(
            number, scene.key, self.texts.heading(scene.key), whole, tuple(lines), self.took(scene)
        )

    def placed(self, scene: SceneCount) -> Iterable[ChoiceCount]:
        """Return the choices in an order that tells nothing of their numbers to those who may not know them."""
        if self.exact:
            return scene.choices
        return sorted(scene.choices, key=lambda choice: self.written.index((choice.scene, choice.key)))

    def took(self, scene: SceneCount) -> Times | None:
        if scene.took and self.exact:
            return scene.took
        if scene.took and len(scene.took.group.people) >= SMALLEST:
            return careful_times(scene.took)
        return None

    def choice(self, choice: ChoiceCount, part: Shown, whole: Shown) -> ChoiceLine:
        return ChoiceLine(
            scene=choice.scene,
            key=choice.key,
            text=self.texts.read(f"{choice.scene}/{choice.key}", "text") or choice.key,
            severity=choice.severity,
            critical_error=choice.critical_error,
            is_unsafe=choice.is_unsafe,
            shown=part,
            share=_share(part, whole),
        )

    def skip(self, scene: SceneCount, part: Shown, whole: Shown) -> ChoiceLine:
        return ChoiceLine(scene.key, SKIPPED, _("skipped"), "", "", False, part, _share(part, whole))

    def in_order(self, scenes: Iterable[SceneLine], sort: str) -> tuple[ChoiceLine, ...]:
        lines = [line for scene in scenes for line in scene.choices]
        if sort == STORY:
            return tuple(lines)
        return tuple(sorted(lines, key=_danger))

    def passes(self) -> tuple[Line, Line]:
        parts = shown_parts({"passed": self.counts.passed, "failed": self.counts.failed}, exact=self.exact)
        lines = [
            Line(key, name, parts[key], _share(parts[key], self.total))
            for key, name in (("passed", _("passed")), ("failed", _("not passed")))
        ]
        return lines[0], lines[1]

    def endings(self) -> tuple[Line, ...]:
        parts = shown_parts({one.key: one.group for one in self.counts.endings}, exact=self.exact)
        return tuple(
            Line(
                one.key,
                self.texts.heading(one.key),
                parts[one.key],
                _share(parts[one.key], self.total),
                one.kind,
            )
            for one in self.counts.endings
        )

    def lines(self, groups: dict[str, Group], name_of) -> tuple[Line, ...]:
        parts = shown_parts(groups, exact=self.exact)
        # Where a line stands tells no more than its number does.
        order = parts if self.exact else sorted(parts, key=lambda key: (-(parts[key].times or 0), key))
        return tuple(Line(key, name_of(key), parts[key], _share(parts[key], self.total)) for key in order)

    def paths(self) -> Iterable[PathLine]:
        kinds = {one.key: one.kind for one in self.counts.endings}
        told = [(path, shown(path.group, exact=self.exact)) for path in self.counts.paths]
        if not self.exact:
            told.sort(key=lambda one: (-(one[1].times or 0), one[0].steps))
        for path, part in told:
            # A path is a chain of choices: one that few took would tell what those few did, step by step.
            if not part.is_hidden:
                ending = self.texts.heading(path.ending)
                share = _share(part, self.total)
                yield PathLine(self.steps(path), ending, kinds.get(path.ending, ""), part, share)

    def steps(self, path: PathCount) -> tuple[PathStep, ...]:
        return tuple(self.step(scene, choice) for scene, choice in path.steps)

    def step(self, scene: str, key: str) -> PathStep:
        choice = self.taken.get((scene, key))
        return PathStep(
            scene=scene,
            choice=key,
            heading=self.texts.heading(scene),
            text=self.texts.read(f"{scene}/{key}", "text") if key else _("skipped"),
            severity=choice.severity if choice else "",
            critical_error=choice.critical_error if choice else "",
        )


def _articles(structure: dict, texts: Texts) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (scene["id"], choice["id"]): texts.articles(scene["id"], choice["id"])
        for scene in structure["scenes"]
        for choice in scene.get("choices", ())
        if choice.get("critical_error")
    }


def _danger(line: ChoiceLine) -> tuple:
    """The unsafe first, then by severity; what is hidden stands where nothing does: its place tells no number."""
    known = line.severity in UNSAFE_FIRST
    rank = UNSAFE_FIRST.index(line.severity) if known else len(UNSAFE_FIRST)
    return (not line.is_unsafe, rank, -(line.shown.times or 0))


def _share(part: Shown, whole: Shown) -> int | None:
    """Return per cent of the whole, None where either is hidden. Rounded numbers may add up to a little more."""
    if part.is_hidden or not whole.times:
        return None
    return min(100, round(100 * part.times / whole.times))
