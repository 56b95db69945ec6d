"""The published scenarios and the H5P content, to choose one from."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from assessments.attempts.models import Attempt
from assessments.h5p.models import H5PContent, H5PPlay
from assessments.insights.counting import Group
from assessments.insights.hiding import Shown, shown
from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.scenarios.words import languages_for

_WORDS = ScenarioVersion._parler_meta.root_model


@dataclass(frozen=True)
class ScenarioLine:
    key: UUID
    code: str
    title: str
    ended: Shown


def played_scenarios(language: str, *, exact: bool, registrations=None) -> list[ScenarioLine]:
    """Return all scenarios that have a version, by code, with their ended attempts under these registrations
    (None: all). Three queries."""
    counted = _ended(Attempt, "scenario_key", registrations)
    titles = _titles(language)
    return [
        ScenarioLine(
            scenario.key,
            scenario.code,
            titles.get(scenario.pk, ""),
            shown(counted.get(scenario.key, Group()), exact=exact),
        )
        for scenario in Scenario.objects.filter(~Q(versions=None)).distinct().order_by("code")
    ]


@dataclass(frozen=True)
class ContentLine:
    key: UUID
    title: str
    ended: Shown


def played_contents(*, exact: bool, registrations=None) -> list[ContentLine]:
    """Return all H5P content that has a version, by title, with its ended tries as above. Two queries."""
    counted = _ended(H5PPlay, "content_key", registrations)
    return [
        ContentLine(content.key, content.title, shown(counted.get(content.key, Group()), exact=exact))
        for content in H5PContent.objects.filter(~Q(versions=None)).distinct().order_by("title", "pk")
    ]


def _ended(model, unit: str, registrations) -> dict[UUID, Group]:
    """Return {unit: how often it was played to its end, and by how many}."""
    ended = model.objects.filter(ended_at__isnull=False)
    if registrations is not None:
        ended = ended.filter(registration__in=registrations)
    numbers = ended.order_by().values(unit).annotate(times=Count("pk"), people=Count("user", distinct=True))
    return {row[unit]: Group(row["times"], frozenset(range(row["people"]))) for row in numbers}


def _titles(language: str) -> dict[int, str]:
    """Return {id of a scenario: title of its newest version} in the language or the nearest."""
    order = languages_for(language)
    rows = _WORDS.objects.order_by("master__number").values_list("master__scenario", "language_code", "title")
    found: dict[int, dict[str, str]] = {}
    for scenario, code, title in rows:
        found.setdefault(scenario, {})[code] = title
    return {
        scenario: next((titles[code] for code in order if code in titles), next(iter(titles.values())))
        for scenario, titles in found.items()
    }
