"""Every scenario with its languages, as it is being written or else as it was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.scenarios.words import words_of_versions
from assessments.studio.drafting.saving import version_as_document
from assessments.studio.drafting.storing import read_documents
from assessments.studio.models import Draft
from assessments.studio.translating.listing import places_of, texts_to_translate
from assessments.studio.translating.states import Place, source_language, state_of, text_at
from courses.content.translations.counting import words_in


@dataclass(frozen=True)
class ScenarioText:
    """One scenario: `document` as in studio.drafting.document. `is_published`: nothing was changed since."""

    key: UUID
    code: str
    document: Mapping
    is_published: bool

    @property
    def source(self) -> str:
        return source_language(self.document)

    @cached_property
    def places(self) -> tuple[tuple[Place, int], ...]:
        """The places of the source's texts in play order, each with its number of words."""
        listed = places_of(texts_to_translate(self.document, self.source))
        return tuple((place, words_in(text_at(self.document, self.source, place))) for place in listed)

    @property
    def words(self) -> int:
        return sum(words for _place, words in self.places)

    def title(self, language: str) -> str:
        found = (text_at(self.document, code, Place("", "title")) for code in (language, self.source))
        return next((title for title in found if title), self.code)

    def states(self, language: str) -> list[tuple[str, int]]:
        """Return [(state, words of its source)] of every text in a language, see studio.translating.states."""
        return [(state_of(self.document, language, place), words) for place, words in self.places]


def read_scenarios() -> list[ScenarioText]:
    """Return the scenarios by code. Eight queries, however many there are."""
    versions = newest_versions()
    drafts = {draft.scenario_id: draft for draft in Draft.objects.all()}
    current = [draft for draft in drafts.values() if not _is_behind(draft, versions.get(draft.scenario_id))]
    documents = read_documents(current)
    found = {draft.scenario_id: (documents[draft.pk], draft.is_published_as_it_is) for draft in current}
    rest = [version for pk, version in versions.items() if pk not in found]
    for version, document in documents_of(rest):
        found[version.scenario_id] = (document, True)
    return [
        ScenarioText(scenario.key, scenario.code, *found[scenario.pk])
        for scenario in Scenario.objects.order_by("code")
        if scenario.pk in found
    ]


def newest_versions() -> dict[int, ScenarioVersion]:
    """Return {primary key of a scenario: its newest version}. Two queries."""
    rows = ScenarioVersion.objects.select_related("scenario").prefetch_related("translations")
    return {version.scenario_id: version for version in rows.order_by("scenario__code", "number")}


def documents_of(versions: list[ScenarioVersion]) -> list[tuple[ScenarioVersion, dict]]:
    """Return versions (from newest_versions) with their documents. Three queries."""
    words = words_of_versions([version.pk for version in versions])
    return [
        (version, version_as_document(version, words[version.pk], states_of(version)))
        for version in versions
        if words[version.pk]
    ]


def states_of(version: ScenarioVersion) -> dict[str, str]:
    """Return {language: "draft" or "reviewed"} of a version from newest_versions. No query."""
    return {row.language_code: row.state for row in version.translations.all()}


def _is_behind(draft: Draft, newest: ScenarioVersion | None) -> bool:
    """Say whether the draft will follow a newer version as soon as somebody opens it (studio.drafting.saving)."""
    return newest is not None and draft.is_published_as_it_is and draft.based_on_id != newest.pk
