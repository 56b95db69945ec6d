"""How far each text of a translation has come. Pure: works on a draft's document (studio.drafting.document).

A text of the source language has no state: it is there or it is not. In every other language a text is missing,
stale (the source was changed since it was made), a draft, or reviewed by a second person (curriculum.md 7.4).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.studio.drafting.document import digest

MISSING, STALE, DRAFT, REVIEWED, SOURCE = "missing", "stale", "draft", "reviewed", "source"
# What a translator has to do something about comes first.
STATES = (MISSING, STALE, DRAFT, REVIEWED)


@dataclass(frozen=True, order=True)
class Place:
    """Where one text stands: `address` is "" (head), "d1" (scene) or "d1/a" (choice), `field` its name."""

    address: str
    field: str

    @classmethod
    def of(cls, name: str) -> "Place":
        """Return the place called `name` ("d1/a.text"). Raises ValueError."""
        address, dot, field = name.rpartition(".")
        if not dot or not field:
            raise ValueError(name)
        return cls(address, field)

    @property
    def name(self) -> str:
        """One word for the place: "d1/a.text", and ".title" for the title of the scenario."""
        return f"{self.address}.{self.field}"

    @property
    def scene(self) -> str:
        """The key of the scene the text belongs to, "" for the head."""
        return self.address.partition("/")[0]

    @property
    def choice(self) -> str:
        return self.address.partition("/")[2]

    def path(self, language: str) -> list[str]:
        """Return the path of the text in a document, as a change names it."""
        return ["words", language, self.address, self.field]


@dataclass(frozen=True)
class Progress:
    """How many texts of one language, or of one scene in it, are in which state."""

    missing: int = 0
    stale: int = 0
    draft: int = 0
    reviewed: int = 0

    @property
    def total(self) -> int:
        return self.missing + self.stale + self.draft + self.reviewed

    @property
    def percent(self) -> int:
        """Reviewed texts per hundred, rounded down: only a complete language reaches 100."""
        return 100 * self.reviewed // self.total if self.total else 100

    @property
    def is_complete(self) -> bool:
        return self.reviewed == self.total


def text_at(document: Mapping, language: str, place: Place) -> str:
    """Return a text of the document, "" when it is not there."""
    return document.get("words", {}).get(language, {}).get(place.address, {}).get(place.field, "")


def entry_at(document: Mapping, language: str, place: Place) -> Mapping:
    """Return {"state", "source", "by", "at"} of a translated text as it was kept; {} when nothing was."""
    return document.get("states", {}).get(language, {}).get(place.address, {}).get(place.field, {})


def source_language(document: Mapping) -> str:
    return document["head"]["source_language"]


def source_digest(document: Mapping, place: Place) -> str:
    """Return the fingerprint of today's source text, which a translation made now would keep."""
    return digest(text_at(document, source_language(document), place))


def state_of(document: Mapping, language: str, place: Place) -> str:
    """Return the state of one text: a constant above.

    A text that nobody said anything about is a draft.
    """
    text = text_at(document, language, place).strip()
    if language == source_language(document):
        return SOURCE if text else MISSING
    if not text:
        return MISSING
    entry = entry_at(document, language, place)
    if entry.get("source") and entry["source"] != source_digest(document, place):
        return STALE
    return REVIEWED if entry.get("state") == REVIEWED else DRAFT


def progress(document: Mapping, language: str, places: Iterable[Place]) -> Progress:
    """Return how many of the places are in which state in a language that is not the source."""
    counted = Counter(state_of(document, language, place) for place in places)
    return Progress(**{state: counted[state] for state in STATES})
