"""The page's form without JavaScript: posted texts -> changes, a pressed button -> an act on states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from assessments.studio.translating.listing import fields_at
from assessments.studio.translating.states import Place

SAVE, REVIEW, REVIEW_SCENE, TRIVIAL, DRAFT = "save", "review", "review-scene", "trivial", "draft"
ACTS = (SAVE, REVIEW, REVIEW_SCENE, TRIVIAL, DRAFT)


class PostingInvalid(ValueError):
    """The form was not made by this page."""


@dataclass(frozen=True)
class Posting:
    """One posted form: `texts` and `old` are what is in the fields and what was there when the page was made.

    `act` is one of ACTS for `places`; the digests are those of the texts the person looked at.
    """

    key: UUID
    act: str = SAVE
    places: tuple[Place, ...] = ()
    texts: Mapping[Place, str] = field(default_factory=dict)
    old: Mapping[Place, str] = field(default_factory=dict)
    source_digests: Mapping[Place, str] = field(default_factory=dict)

    def changes(self, language: str) -> list[dict]:
        """Return what the person altered, as a batch of changes (studio.drafting.changes)."""
        return [
            {"path": place.path(language), "old": self.old[place] or None, "new": text.rstrip() or None}
            for place, text in self.texts.items()
            if text != self.old[place]
        ]


def read_posting(data: Mapping) -> Posting:
    """Return what was posted: new.<place>, old.<place>, source.<place>, and `do`. Raises PostingInvalid."""
    texts, old, sources = {}, {}, {}
    for name in data:
        kind, _dot, rest = name.partition(".")
        if kind == "new":
            place = _place(rest)
            texts[place] = _plain(data[name])
            old[place] = _plain(data.get(f"old.{rest}", ""))
            sources[place] = data.get(f"source.{rest}", "")
    act, _colon, name = data.get("do", SAVE).partition(":")
    if act not in ACTS:
        raise PostingInvalid(act)
    places = _places_of(act, name, texts)
    if not set(places) <= texts.keys():
        raise PostingInvalid(name)
    return Posting(_key(data.get("batch", "")), act, places, texts, old, sources)


def _places_of(act: str, name: str, texts: Mapping) -> tuple[Place, ...]:
    if act == SAVE:
        return ()
    return tuple(texts) if act == REVIEW_SCENE else (_place(name),)


def _place(name: str) -> Place:
    try:
        place = Place.of(name)
    except ValueError as error:
        raise PostingInvalid(name) from error
    if place.field not in fields_at(place.address):
        raise PostingInvalid(name)
    return place


def _plain(text: str) -> str:
    """Return a posted text as it is kept: browsers send line ends as CR LF."""
    return text.replace("\r\n", "\n")


def _key(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        return uuid4()
