"""What the side-by-side page shows of a draft, in which order, and how much of it at once."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from assessments.glossary.matching import find_terms
from assessments.glossary.terms import Entry, read_glossary, vocabulary
from assessments.studio.editor.field_names import field_name
from assessments.studio.models import Draft
from assessments.studio.translating.earlier import earlier_sources
from assessments.studio.translating.listing import SceneTexts, places_of, texts_to_translate
from assessments.studio.translating.rows import Answers, Group, LanguageLine, Piece, Row
from assessments.studio.translating.states import (
    STALE,
    STATES,
    Place,
    Progress,
    entry_at,
    progress,
    source_digest,
    source_language,
    state_of,
    text_at,
)
from assessments.studio.translating.strings import state_names
from assessments.wordwise import readable_difference

ALL = "all"
# A scenario of five hundred scenes would be a page that no old computer opens.
TEXTS_ON_A_PAGE = 250


class TranslationSheet:
    """A draft's document in two languages. Two queries for the glossary, one for the history if texts are stale."""

    def __init__(
        self,
        *,
        draft: Draft,
        document: Mapping,
        source: str,
        target: str,
        show: str = ALL,
        page: int = 1,
        answers: Answers | None = None,
    ):
        self.draft, self.document = draft, document
        self.source, self.target = source, target
        self.show = show if show in STATES else ALL
        self.answers = answers or Answers()
        self.page = min(max(page, 1), max(len(self.pages), 1))

    @cached_property
    def listed(self) -> list[SceneTexts]:
        return texts_to_translate(self.document, self.written_in, self.source, self.target)

    @property
    def written_in(self) -> str:
        return source_language(self.document)

    @property
    def is_source(self) -> bool:
        """Whether the target is the language the scenario is written in: then there is nothing to review."""
        return self.target == self.written_in

    @cached_property
    def progress(self) -> Progress:
        return progress(self.document, self.target, places_of(self.listed))

    @cached_property
    def groups(self) -> list[Group]:
        """The scenes of this page, with the rows that are asked for."""
        return [self._group(each) for each in self.pages[self.page - 1]] if self.pages else []

    @cached_property
    def pages(self) -> list[list[SceneTexts]]:
        """The texts in the chosen state, whole scenes together, some TEXTS_ON_A_PAGE at a time."""
        found: list[list[SceneTexts]] = []
        count = TEXTS_ON_A_PAGE
        for listed in self.listed:
            places = tuple(place for place in listed.places if self._is_shown(place))
            if not places:
                continue
            if count + len(places) > TEXTS_ON_A_PAGE:
                found.append([])
                count = 0
            found[-1].append(SceneTexts(listed.scene, places))
            count += len(places)
        return found

    @property
    def page_numbers(self) -> range:
        return range(1, len(self.pages) + 1)

    def _is_shown(self, place: Place) -> bool:
        if self.show == ALL or place in self.answers.texts:
            return True
        return state_of(self.document, self.target, place) == self.show

    @cached_property
    def languages(self) -> list[LanguageLine]:
        """Every language but the source, with its progress in the texts that the source has."""
        places = places_of(texts_to_translate(self.document, self.written_in))
        return [
            LanguageLine(
                code=code,
                name=get_language_info(code)["name_local"],
                progress=progress(self.document, code, places),
                is_chosen=code == self.target,
            )
            for code, _name in settings.LANGUAGES
            if code != self.written_in
        ]

    @property
    def filters(self) -> list[tuple[str, str, int, bool]]:
        """Return (state, its name, how many texts, whether it is chosen), all texts first."""
        names = state_names()
        counts = [(state, names[state], getattr(self.progress, state)) for state in STATES]
        return [
            (state, name, count, state == self.show)
            for state, name, count in [(ALL, _("All"), self.progress.total), *counts]
        ]

    def _group(self, listed: SceneTexts) -> Group:
        scene = self.document["scenes"].get(listed.scene, {})
        heading = next(
            (
                text
                for language in (self.source, self.written_in)
                if (text := text_at(self.document, language, Place(listed.scene, "heading")))
            ),
            listed.scene,
        )
        return Group(
            key=listed.scene,
            heading=heading if listed.scene else _("The scenario as a whole"),
            rows=tuple(self._row(place) for place in listed.places),
            kind=(scene.get("ending") or "scene") if listed.scene else "scenario",
        )

    def _row(self, place: Place) -> Row:
        state = state_of(self.document, self.target, place)
        stored, entry = (
            text_at(self.document, self.target, place),
            entry_at(self.document, self.target, place),
        )
        source = text_at(self.document, self.source, place)
        return Row(
            place=place,
            label=field_name(place.path(self.target), self.document),
            source=source,
            pieces=self._pieces(source),
            target=self.answers.texts.get(place, stored),
            old=self.answers.theirs.get(place, stored),
            state=state,
            state_name=state_names()[state],
            by=entry.get("by", ""),
            at=entry.get("at", ""),
            changed=self._changed(place) if state == STALE else (),
            source_digest=source_digest(self.document, place),
            error=self.answers.errors.get(place, ""),
            theirs=self.answers.theirs.get(place),
        )

    def _changed(self, place: Place) -> tuple[tuple[str, str], ...]:
        before = self._earlier.get(place)
        now = text_at(self.document, self.written_in, place)
        return readable_difference(before, now) if before is not None else ()

    @cached_property
    def _earlier(self) -> dict[Place, str]:
        stale = [
            place
            for place in places_of(self.pages[self.page - 1])
            if state_of(self.document, self.target, place) == STALE
        ]
        wanted = {place: entry_at(self.document, self.target, place)["source"] for place in stale}
        return earlier_sources(self.draft, self.written_in, wanted)

    @cached_property
    def _glossary(self) -> dict[int, Entry]:
        return read_glossary()

    @cached_property
    def _vocabulary(self):
        return vocabulary(self._glossary.values(), self.source)

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        if self.source == self.target:
            return (Piece(text),)
        found, at = [], 0
        for span in find_terms(text, self._vocabulary):
            word = self._glossary[span.number].words.get(self.target)
            found += [Piece(text[at : span.start])] if span.start > at else []
            found.append(
                Piece(
                    text[span.start : span.end],
                    number=span.number,
                    term=word.text if word else "",
                    also=", ".join(word.also) if word else "",
                    is_reviewed=bool(word and word.is_reviewed),
                )
            )
            at = span.end
        return (*found, Piece(text[at:])) if at < len(text) else tuple(found)


def can_write(user, document: Mapping, language: str) -> bool:
    """Return whether a person may write texts of a language: translators all but the source, authors all."""
    if user.has_perm("assessments.change_draft"):
        return True
    return language != source_language(document) and user.has_perm("assessments.translate_draft")
