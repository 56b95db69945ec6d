"""The attempts at a scenario as rows to count: three queries, whatever their number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from assessments.attempts.models import Attempt, AttemptStep
from assessments.insights.counting import Play, Step
from assessments.scenarios.models import Scenario, ScenarioVersion


@dataclass(frozen=True)
class Comparable:
    """Versions of one scenario whose results can be compared: each but the oldest is a minor change of the one before.

    The newest comes first; it tells scenes and choices of all of them.
    """

    versions: tuple[ScenarioVersion, ...]

    @property
    def newest(self) -> ScenarioVersion:
        return self.versions[0]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(version.number for version in self.versions)

    @property
    def key(self) -> str:
        """Return "3", or "2-4" for several, as it stands in an address."""
        first, last = self.numbers[-1], self.numbers[0]
        return str(last) if first == last else f"{first}-{last}"


def comparable_versions(versions: Iterable[ScenarioVersion]) -> list[Comparable]:
    """Return groups of versions, the newest first; after a group of several, each of its versions alone."""
    groups: list[list[ScenarioVersion]] = []
    for version in sorted(versions, key=lambda version: -version.number):
        if groups and groups[-1][-1].change == ScenarioVersion.Change.MINOR:
            groups[-1].append(version)
        else:
            groups.append([version])
    found = []
    for group in groups:
        found.append(Comparable(tuple(group)))
        if len(group) > 1:
            found += [Comparable((version,)) for version in group]
    return found


def attempts_at(
    scenario: Scenario,
    *,
    versions: Sequence[ScenarioVersion],
    registrations: QuerySet | Iterable[UUID] | None = None,
    language: str = "",
) -> QuerySet[Attempt]:
    """Return the attempts at these versions, under these registrations (None: all), begun in that language ("": any).

    Nobody can begin an attempt in two languages; one who changes it on the way is counted where the first choice
    was made.
    """
    attempts = Attempt.objects.filter(scenario_key=scenario.key, version__in=[one.pk for one in versions])
    if registrations is not None:
        attempts = attempts.filter(registration__in=registrations)
    if language:
        attempts = attempts.filter(steps__number=1, steps__language=language)
    return attempts


def running_count(attempts: QuerySet[Attempt]) -> tuple[int, int]:
    """Return (attempts, people) that are on their way. One query."""
    people = list(attempts.filter(ended_at=None).values_list("user_id", flat=True).order_by())
    return len(people), len(set(people))


def ended_plays(attempts: QuerySet[Attempt]) -> list[Play]:
    """Return the ended attempts. One query."""
    columns = ("pk", "user_id", "scene_key", "passed", "points", "critical_errors")
    rows = attempts.exclude(ended_at=None).order_by("started_at", "pk").values_list(*columns)
    return [
        Play(key, person, order, scene, bool(passed), points, tuple(errors))
        for order, (key, person, scene, passed, points, errors) in enumerate(rows.iterator(chunk_size=5000))
    ]


def steps_of(attempts: QuerySet[Attempt]) -> Iterable[Step]:
    """Yield the steps of the ended attempts in no order. One query."""
    columns = ("attempt_id", "number", "scene_key", "choice_key", "critical_error", "took_ms")
    ended = attempts.exclude(ended_at=None).order_by().values("pk")
    rows = AttemptStep.objects.filter(attempt__in=ended).order_by().values_list(*columns)
    return (Step(*row) for row in rows.iterator(chunk_size=5000))


def languages_played(
    scenario: Scenario, *, registrations: QuerySet | Iterable[UUID] | None = None
) -> list[str]:
    """Return the codes of the languages in which attempts were begun, under these registrations (None: all)."""
    first = AttemptStep.objects.filter(attempt__scenario_key=scenario.key, number=1)
    if registrations is not None:
        first = first.filter(attempt__registration__in=registrations)
    return sorted(first.order_by().values_list("language", flat=True).distinct())
