"""The published scenarios, to choose one from."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from assessments.attempts.models import Attempt
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
    ended = Attempt.objects.filter(ended_at__isnull=False)
    if registrations is not None:
        ended = ended.filter(registration__in=registrations)
    numbers = ended.order_by().values("scenario_key")
    counted = {
        row["scenario_key"]: Group(row["times"], frozenset(range(row["people"])))
        for row in numbers.annotate(times=Count("pk"), people=Count("user", distinct=True))
    }
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
