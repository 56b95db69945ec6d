"""What stands below one line of the board, in one language: its pages, scenes or objects, with where to open each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments.studio.translating.listing import texts_to_translate
from assessments.studio.translating.states import Place, state_of, text_at
from cms.translation.board.references import REFERENCES, Reference
from cms.translation.board.rows import SCENARIOS, scenario_cell, texts_of
from cms.translation.board.scenarios import ScenarioText, read_scenarios
from cms.translation.board.states import DRAFT, MISSING, STALE, Cell, cell_of_page
from cms.translation.board.texts import Text, read_texts
from courses.content.translations.counting import words_in

REVIEW, BACK, VALID, ASSIGN, START, PUBLISH = "review", "draft", "valid", "assign", "start", "publish"
# static/js/first-gap.js leads from here to the first string without a translation.
GAP = "#first-gap"


@dataclass(frozen=True)
class Item:
    """One text in one language: `acts` are what can be done with it here, `url` is where it is written.

    `key` is "" where acts are of the line as a whole. `language` is that of the title.
    """

    code: str
    title: str
    language: str
    cell: Cell
    url: str = ""
    key: str = ""
    acts: tuple[str, ...] = ()
    person: int | None = None

    @property
    def leads_to_gap(self) -> bool:
        return self.cell.state == MISSING


def items_of(kind: str, key: UUID, language: str) -> list[Item]:
    """Return what stands below a line, [] where there is no such line. A fixed number of queries."""
    if kind == SCENARIOS:
        scenario = next((one for one in read_scenarios() if one.key == key), None)
        return list(_scene_items(scenario, language)) if scenario else []
    if kind in REFERENCES:
        reference = REFERENCES[kind]
        return list(_object_items(reference, language)) if reference.key == key else []
    return [_page_item(text, language) for text in texts_of(kind, key, read_texts())]


def _page_item(text: Text, language: str) -> Item:
    cell = cell_of_page(text, language)
    version = text.versions.get(language)
    gap = GAP if cell.state == MISSING else ""
    return Item(
        code=text.code,
        title=text.title,
        language=text.source,
        cell=cell,
        url=reverse("wagtailadmin_pages:edit", args=[version.pk]) + gap if version else "",
        key=str(text.key),
        acts=tuple(_acts(text, language)),
        person=text.wording(language).assigned_to,
    )


def _acts(text: Text, language: str) -> Iterator[str]:
    version, wording = text.versions.get(language), text.wording(language)
    if version is None:
        yield START
        return
    if wording.in_strings and not wording.open_words and (version.has_changes or not version.is_live):
        yield PUBLISH
    if wording.is_stale:
        yield VALID
    if wording.is_known and not wording.is_stale:
        yield REVIEW if wording.is_draft else BACK


def _scene_items(scenario: ScenarioText, language: str) -> Iterator[Item]:
    document, source = scenario.document, scenario.source
    for listed in texts_to_translate(document, source):
        heading = text_at(document, source, Place(listed.scene, "heading")) if listed.scene else ""
        cell = scenario_cell(
            [
                (state_of(document, language, place), words_in(text_at(document, source, place)))
                for place in listed.places
            ],
            language,
            scenario,
        )
        yield Item(
            code=listed.scene,
            title=heading or _("The scenario as a whole"),
            language=source,
            cell=cell,
            url=_studio_url(scenario.key, listed.scene, cell),
        )


def _studio_url(key: UUID, scene: str, cell: Cell) -> str:
    show = cell.state if cell.state in (MISSING, STALE, DRAFT) else "all"
    query = urlencode({"to": cell.language, "show": show})
    return f"{reverse('studio_translate', args=[key])}?{query}#{f'scene-{scene}' if scene else 'scenario'}"


def _object_items(reference: Reference, language: str) -> Iterator[Item]:
    address = f"wagtailsnippets_{reference.model._meta.app_label}_{reference.model._meta.model_name}:edit"
    for one in reference.objects():
        yield Item(
            code="",
            title=str(one),
            language=settings.LANGUAGE_CODE,
            cell=reference.cell(one, language),
            url=f"{reverse(address, args=[one.pk])}#words-{language}",
        )


def total_of(items: list[Item]) -> Mapping[str, int]:
    """Return {act: for how many of the items it can be done}."""
    found: dict[str, int] = {}
    for item in items:
        for act in item.acts:
            found[act] = found.get(act, 0) + 1
    return found
