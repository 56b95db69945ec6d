"""What a hand-off file carries, whichever format it has: texts going out, texts coming back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.glossary.matching import Vocabulary, find_terms
from assessments.glossary.terms import Entry, vocabulary
from assessments.studio.drafting.document import digest
from assessments.studio.editor.field_names import field_name
from assessments.studio.translating.listing import texts_to_translate
from assessments.studio.translating.states import REVIEWED, Place, source_digest, state_of, text_at

EVERYTHING, TO_DO = "all", "todo"


@dataclass(frozen=True)
class Unit:
    """One text on its way out. The digests are of today's source (in the language the scenario is written in) and
    of today's translation: coming back, they tell what changed here meanwhile."""

    place: Place
    source: str
    target: str
    state: str
    source_digest: str
    target_digest: str
    kind: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class SceneUnits:
    """The units of one scene; `scene` is "" for the scenario's own texts."""

    scene: str
    heading: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Outgoing:
    """Everything one file carries. `code` and `key` are the scenario's."""

    code: str
    key: str
    source: str
    target: str
    scenes: tuple[SceneUnits, ...]


@dataclass(frozen=True)
class Returned:
    """One text that came back: `line` is where it stands in the file; a digest is "" where the file lost it.

    `state` is "draft" or "reviewed"; `was_reviewed` says that it went out as reviewed.
    """

    name: str
    line: int
    source: str
    target: str
    state: str
    source_digest: str = ""
    target_digest: str = ""
    was_reviewed: bool = False


@dataclass(frozen=True)
class Incoming:
    """A file that came back. `key` is the scenario's, "" when the file does not say."""

    source: str
    target: str
    key: str
    units: tuple[Returned, ...] = field(repr=False)


@dataclass(frozen=True)
class FileFault:
    """Why a file cannot be read, and in which line; 0 for the file as a whole."""

    message: str
    line: int = 0


class HandoffInvalid(ValueError):
    """The file cannot be read: `faults` say why."""

    def __init__(self, *faults: FileFault):
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


def outgoing(
    document: Mapping,
    *,
    key: str,
    source: str,
    target: str,
    glossary: Mapping[int, Entry],
    which: str = EVERYTHING,
) -> Outgoing:
    """Return what goes out: every text the source language has, or (TO_DO) only what is not reviewed."""
    words = vocabulary(glossary.values(), source)
    scenes = []
    for listed in texts_to_translate(document, source):
        units = tuple(
            unit
            for place in listed.places
            if (unit := _unit(document, place, source, target, glossary, words)).state != REVIEWED
            or which == EVERYTHING
        )
        if units:
            heading = text_at(document, source, Place(listed.scene, "heading" if listed.scene else "title"))
            scenes.append(SceneUnits(listed.scene, heading, units))
    return Outgoing(document["head"]["code"], key, source, target, tuple(scenes))


def language_tag(code: str) -> str:
    """Return a language code as other programs write it (BCP 47): fa-af -> fa-AF."""
    language, _dash, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language


def _unit(document, place, source, target, glossary, words: Vocabulary) -> Unit:
    text, translation = text_at(document, source, place), text_at(document, target, place)
    return Unit(
        place=place,
        source=text,
        target=translation,
        state=state_of(document, target, place),
        source_digest=source_digest(document, place),
        target_digest=digest(translation),
        kind=field_name(place.path(target)),
        terms=_terms(text, words, target, glossary),
    )


def _terms(text: str, words: Vocabulary, target: str, glossary: Mapping[int, Entry]) -> tuple[str, ...]:
    numbers = dict.fromkeys(span.number for span in find_terms(text, words))
    found = [glossary[number].words for number in numbers]
    return tuple(f"{each[words.language].text} = {each[target].text}" for each in found if target in each)
