"""The report as a page: bars, addresses that keep the filter, words for numbers. Templates only print it."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.insights.counting import Times
from courses.insights.filtering import STORY, UNSAFE, Asked
from courses.insights.reporting import EMPTY, FULL, SMALL, ChoiceLine, PathStep, Report, SceneLine
from courses.insights.wording import ending_name, severity_name

_SCALE = 100  # how wide the drawings of bars are, in their own units


@dataclass(frozen=True)
class Bar:
    """A bar from `start` to `start + length`, with a mark at `middle`, on a scale of 0 to 100."""

    start: float
    length: float
    middle: float


@dataclass(frozen=True)
class TimeLine:
    scene: SceneLine
    bar: Bar
    middle: str
    half: str


@dataclass(frozen=True)
class ChoiceRow:
    line: ChoiceLine
    heading: str
    severity: str


@dataclass(frozen=True)
class PathRow:
    steps: tuple[tuple[PathStep, str], ...]
    ending: str
    kind: str
    kind_name: str
    times: int
    people: int
    share: int | None


@dataclass(frozen=True)
class Page:
    asked: Asked
    report: Report

    @property
    def form(self):
        return self.asked.form

    @property
    def fields(self) -> list[dict]:
        """Return the selects of the filter, each with what is chosen."""
        names = ("cohort", "version", "language", "attempts", "texts")
        return [
            {
                "name": name,
                "label": self.form.fields[name].label,
                "options": self.form.fields[name].choices,
                "chosen": self.asked.chosen(name),
            }
            for name in names
        ]

    @property
    def is_empty(self) -> bool:
        return self.report.state == EMPTY

    @property
    def is_small(self) -> bool:
        return self.report.state == SMALL

    @property
    def is_full(self) -> bool:
        return self.report.state == FULL

    @property
    def sort(self) -> str:
        return self.asked.chosen("sort")

    @property
    def orders(self) -> list[dict]:
        """Return the two orders of the table of choices as links."""
        labels = dict(self.form.fields["sort"].choices)
        return [
            {"url": self.address(sort=sort), "label": labels[sort], "is_chosen": sort == self.sort}
            for sort in (UNSAFE, STORY)
        ]

    @property
    def workbook_url(self) -> str:
        return self._with(reverse("scenario_insights_workbook", args=[self.asked.scenario.key]), {})

    def address(self, **changes: str) -> str:
        return self._with(reverse("scenario_insights", args=[self.asked.scenario.key]), changes) + "#choices"

    def _with(self, path: str, changes: dict) -> str:
        parameters = self.asked.parameters.copy()
        for name, value in changes.items():
            parameters[name] = value
        return f"{path}?{parameters.urlencode()}" if parameters else path

    @cached_property
    def choices(self) -> list[ChoiceRow]:
        heading = self.report.texts.heading
        return [
            ChoiceRow(line, heading(line.scene), severity_name(line.severity)) for line in self.report.choices
        ]

    @property
    def endings(self) -> list[dict]:
        return [{"line": line, "kind": ending_name(line.kind)} for line in self.report.endings]

    @property
    def times(self) -> list[TimeLine]:
        """Return the scenes whose time is known, in the order of the story."""
        longest = self.report.longest_ms or 1
        return [
            TimeLine(scene, _bar(scene.took, longest), _duration(scene.took.middle), _half(scene.took))
            for scene in self.report.scenes
            if scene.took
        ]

    @property
    def paths(self) -> list[PathRow]:
        return [
            PathRow(
                steps=tuple((step, severity_name(step.severity)) for step in path.steps),
                ending=path.ending,
                kind=path.kind,
                kind_name=ending_name(path.kind),
                times=path.shown.times,
                people=path.shown.people,
                share=path.share,
            )
            for path in self.report.paths
        ]


def _bar(took: Times, longest: int) -> Bar:
    start, end, middle = (_SCALE * ms / longest for ms in (took.low, took.high, took.middle))
    return Bar(round(start, 2), round(max(end - start, 0.8), 2), round(middle, 2))


def _half(took: Times) -> str:
    return _("half of them: %(low)s to %(high)s") % {"low": _duration(took.low), "high": _duration(took.high)}


def _duration(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    if minutes:
        return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": seconds}
    return _("%(seconds)s s") % {"seconds": seconds}
