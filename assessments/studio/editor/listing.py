"""The scenarios of the site as lines of a list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils.translation import get_language_info

from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.studio.models import Draft

_VERSION_WORDS = ScenarioVersion._parler_meta.root_model
_DRAFT_WORDS = Draft._parler_meta.root_model


@dataclass(frozen=True)
class LanguageChip:
    code: str
    name: str
    state: str


@dataclass(frozen=True)
class ScenarioLine:
    """One scenario: `version` is its newest number (None: nothing published), `languages` those of that version."""

    key: UUID
    code: str
    title: str
    version: int | None
    published_at: datetime | None
    minutes: int | None
    languages: tuple[LanguageChip, ...]
    has_draft: bool
    has_changes: bool
    changed_at: datetime | None
    changed_by: str


def scenario_lines(language: str) -> list[ScenarioLine]:
    """Return all scenarios by code, with their titles in `language` or the nearest one. Five queries."""
    scenarios = Scenario.objects.annotate(newest=Max("versions__number")).order_by("code")
    versions = {}
    for version in ScenarioVersion.objects.defer("structure").order_by("number"):
        versions[version.scenario_id] = version
    words: dict[int, dict] = {}
    for row in _VERSION_WORDS.objects.filter(master__in=[version.pk for version in versions.values()]):
        words.setdefault(row.master_id, {})[row.language_code] = row
    drafts = {draft.scenario_id: draft for draft in Draft.objects.select_related("changed_by")}
    draft_words: dict[int, dict] = {}
    for row in _DRAFT_WORDS.objects.all():
        draft_words.setdefault(row.master_id, {})[row.language_code] = row
    return [
        _line(
            scenario,
            versions.get(scenario.pk),
            words,
            drafts.get(scenario.pk),
            draft_words,
            language,
        )
        for scenario in scenarios
    ]


def _line(scenario, version, words, draft, draft_words, language) -> ScenarioLine:
    published = words.get(version.pk, {}) if version else {}
    drafted = draft_words.get(draft.pk, {}) if draft else {}
    return ScenarioLine(
        key=scenario.key,
        code=scenario.code,
        title=_title(drafted, language) or _title(published, language) or scenario.code,
        version=version.number if version else None,
        published_at=version.published_at if version else None,
        minutes=version.minutes if version else None,
        languages=tuple(
            LanguageChip(code, get_language_info(code)["name_local"], published[code].state)
            for code, _name in settings.LANGUAGES
            if code in published
        ),
        has_draft=draft is not None,
        has_changes=draft is not None and not draft.is_published_as_it_is,
        changed_at=draft.changed_at if draft else None,
        changed_by=str(draft.changed_by) if draft and draft.changed_by else "",
    )


def _title(rows: dict, language: str) -> str:
    for code in (language, *settings.PANAH_CONTENT_FALLBACKS.get(language, ()), *rows):
        if code in rows and rows[code].title:
            return rows[code].title
    return ""
