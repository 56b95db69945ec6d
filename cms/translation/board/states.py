"""The state of one text, or of many together, in one language. Pure.

Of many the state is the one that a translator has to act on first: missing, stale, draft, reviewed, live.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.translation.board.texts import Text

MISSING, STALE, DRAFT, REVIEWED, LIVE = "missing", "stale", "draft", "reviewed", "live"
# In the order in which a translator acts on them.
STATES = (MISSING, STALE, DRAFT, REVIEWED, LIVE)
NAMES = {
    MISSING: _("missing"),
    STALE: _("out of date"),
    DRAFT: _("draft"),
    REVIEWED: _("reviewed"),
    # Translators: one short word, it stands in a narrow column.
    LIVE: pgettext_lazy("state of a text", "live"),
}
# Names of Wagtail's icons: colour alone tells nothing to who does not see it.
ICONS = {MISSING: "plus", STALE: "rotate", DRAFT: "edit", REVIEWED: "check", LIVE: "view"}


@dataclass(frozen=True)
class Cell:
    """One text, or many, in one language: `done` of the `words` of the source are translated."""

    language: str
    state: str
    done: int
    words: int
    is_source: bool = False

    @property
    def name(self) -> str:
        return NAMES[self.state]

    @property
    def icon(self) -> str:
        return ICONS[self.state]


def first_of(states: Iterable[str]) -> str:
    """Return the state to act on first; what has no text at all is live."""
    found = set(states)
    return next((state for state in STATES if state in found), LIVE)


def together(language: str, cells: Iterable[Cell]) -> Cell:
    """Return the cell of many texts."""
    cells = list(cells)
    return Cell(
        language=language,
        state=first_of(cell.state for cell in cells),
        done=sum(cell.done for cell in cells),
        words=sum(cell.words for cell in cells),
        is_source=bool(cells) and all(cell.is_source for cell in cells),
    )


def cell_of_page(text: Text, language: str) -> Cell:
    """Return the cell of one page."""
    is_source = language == text.source
    return Cell(language, page_state(text, language), _done(text, language), text.words, is_source)


def page_state(text: Text, language: str) -> str:
    """Return the state of one page: stale only when all its words were there once."""
    version, wording = text.versions.get(language), text.wording(language)
    if version is None:
        return MISSING
    if wording.is_known and wording.has_all and wording.is_stale:
        return STALE
    if language != text.source and (wording.open_words or not _has_all(text, language)):
        return MISSING
    if wording.is_draft or not wording.is_known:
        return DRAFT
    return LIVE if version.is_live and not version.has_changes else REVIEWED


def _has_all(text: Text, language: str) -> bool:
    """Say whether all words are there; of a page that was never published the open strings tell it."""
    wording = text.wording(language)
    return wording.has_all or (wording.in_strings and not wording.is_known)


def _done(text: Text, language: str) -> int:
    wording = text.wording(language)
    if language == text.source:
        return text.words
    if language not in text.versions:
        return 0
    if wording.in_strings:
        return max(text.words - wording.open_words, 0)
    return text.words if wording.has_all else min(wording.words, text.words)
