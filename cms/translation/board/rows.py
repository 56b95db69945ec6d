"""The lines of the board, one for each module, scenario and kind of object, and the filters over them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.studio.translating import states as of_texts
from assessments.xapi.keys import stable_key
from cms.translation.board.references import REFERENCES, Reference
from cms.translation.board.scenarios import ScenarioText, read_scenarios
from cms.translation.board.states import DRAFT, LIVE, MISSING, REVIEWED, STALE, Cell, cell_of_page, together
from cms.translation.board.texts import LESSON, MODULE, SHEET, Text, below, read_assigned, read_texts

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
MODULES, SCENARIOS, PAGES, SHEETS = "module", "scenario", "pages", "sheets"
KINDS: Mapping[str, Promise] = {
    MODULES: _("Modules"),
    SCENARIOS: _("Scenarios"),
    PAGES: _("Home, courses and information pages"),
    SHEETS: _("Information sheets"),
    **{kind: reference.title for kind, reference in REFERENCES.items()},
}
# Kinds that are one line, with all their texts below it.
WHOLE = {kind: stable_key("page", f"board-{kind}") for kind in (PAGES, SHEETS, *REFERENCES)}
SCENARIO_MODEL = "assessments.scenario"


@dataclass(frozen=True)
class Row:
    """One line: `cells` are in the order of the languages, `people` {language: who something in it is assigned to}."""

    kind: str
    key: UUID
    code: str
    title: str | Promise
    cells: tuple[Cell, ...]
    people: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def cell(self, language: str) -> Cell:
        return self.cells[LANGUAGES.index(language)]


@dataclass(frozen=True)
class Filters:
    """What is asked for; "" is anything. `person` is the primary key of who only wants what is assigned to them."""

    language: str = ""
    state: str = ""
    kind: str = ""
    person: int | None = None

    def take(self, row: Row) -> bool:
        languages = (self.language,) if self.language else LANGUAGES
        return (
            self.kind in ("", row.kind)
            and any(self.state in ("", row.cell(code).state) for code in languages)
            and (
                self.person is None
                or any(self.person in row.people.get(code, frozenset()) for code in languages)
            )
        )


def board_rows() -> list[Row]:
    """Return every line of the board. A fixed number of queries, however many pages and scenarios there are."""
    texts, assigned = read_texts(), read_assigned()
    return [
        *_page_rows(texts),
        *(_scenario_row(scenario, assigned) for scenario in read_scenarios()),
        *(_reference_row(reference, assigned) for reference in REFERENCES.values()),
    ]


def find_row(kind: str, key: UUID) -> Row | None:
    """Return one line of the board, None where there is no such line. No more is read than it needs."""
    if kind == SCENARIOS:
        found = (_scenario_row(one, read_assigned()) for one in read_scenarios() if one.key == key)
    elif kind in REFERENCES:
        found = (_reference_row(one, read_assigned()) for one in [REFERENCES[kind]] if one.key == key)
    else:
        found = (row for row in _page_rows(read_texts()) if (row.kind, row.key) == (kind, key))
    return next(found, None)


def texts_of(kind: str, key: UUID, texts: list[Text]) -> list[Text]:
    """Return the pages of one line, [] where there is no such line."""
    if kind == MODULES:
        module = next((text for text in texts if text.model == MODULE and text.key == key), None)
        return [module, *below(module, texts, LESSON)] if module else []
    if WHOLE.get(kind) != key:
        return []
    if kind == SHEETS:
        return [text for text in texts if text.model == SHEET]
    return [text for text in texts if text.model not in (MODULE, LESSON, SHEET)] if kind == PAGES else []


def scenario_cell(places: Iterable[tuple[str, int]], language: str, scenario: ScenarioText) -> Cell:
    """Return the cell of some texts of a scenario, from [(state, words)] of studio.translating.states."""
    found = list(places)
    words = sum(count for _state, count in found)
    if language == scenario.source:
        return Cell(language, LIVE if scenario.is_published else REVIEWED, words, words, is_source=True)
    states = {state for state, _count in found}
    state = next((ours for theirs, ours in _FIRST if theirs in states), REVIEWED)
    if state == REVIEWED and scenario.is_published:
        state = LIVE
    done = sum(count for each, count in found if each != of_texts.MISSING)
    return Cell(language, state, done, words)


_FIRST = ((of_texts.MISSING, MISSING), (of_texts.STALE, STALE), (of_texts.DRAFT, DRAFT))


def _page_rows(texts: list[Text]) -> Iterator[Row]:
    for module in texts:
        if module.model == MODULE:
            yield _page_row(
                MODULES, module.key, module.code, module.title, [module, *below(module, texts, LESSON)]
            )
    for kind in (PAGES, SHEETS):
        if pages := texts_of(kind, WHOLE[kind], texts):
            yield _page_row(kind, WHOLE[kind], "", KINDS[kind], pages)


def _page_row(kind: str, key: UUID, code: str, title, pages: list[Text]) -> Row:
    return Row(
        kind=kind,
        key=key,
        code=code,
        title=title,
        cells=tuple(
            together(language, (cell_of_page(page, language) for page in pages)) for language in LANGUAGES
        ),
        people={
            language: frozenset(
                page.wording(language).assigned_to for page in pages if page.wording(language).assigned_to
            )
            for language in LANGUAGES
        },
    )


def _scenario_row(scenario: ScenarioText, assigned) -> Row:
    return Row(
        kind=SCENARIOS,
        key=scenario.key,
        code=scenario.code,
        title=scenario.title(get_language()),
        cells=tuple(scenario_cell(scenario.states(code), code, scenario) for code in LANGUAGES),
        people=_people(scenario.key, assigned),
    )


def _reference_row(reference: Reference, assigned) -> Row:
    objects = reference.objects()
    return Row(
        kind=reference.kind,
        key=reference.key,
        code="",
        title=reference.title,
        cells=tuple(together(code, (reference.cell(one, code) for one in objects)) for code in LANGUAGES),
        people=_people(reference.key, assigned),
    )


def _people(key: UUID, assigned: Mapping[tuple[UUID, str], int]) -> dict[str, frozenset[int]]:
    return {code: frozenset([assigned[key, code]]) for code in LANGUAGES if (key, code) in assigned}
