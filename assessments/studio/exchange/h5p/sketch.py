"""A scenario as it grows out of H5P content: scenes, words, where each came from, and what was lost. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from assessments.scenarios.graph import ACCEPTABLE, BEST, HARMFUL, POOR
from assessments.scenarios.words import LONGEST
from assessments.studio.drafting.document import in_order
from assessments.studio.exchange.h5p import shapes
from assessments.studio.exchange.h5p.losses import Loss
from assessments.studio.exchange.h5p.texts import PlainText, plain_text

LEAST, MOST = -10, 10


@dataclass(frozen=True)
class Known:
    """A scenario that is here already: what comes from it and comes back is found again.

    `scenes` is {subContentId: scene id}; `choices` is {scene id: [(choice id, its text in this language)]} in order.
    """

    scenes: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: dict, language: str, sub_content_ids: Mapping[str, str]) -> "Known":
        """Return what is known of a document; `sub_content_ids` is {scene id: subContentId}."""
        texts = doc["words"].get(language, {})
        return cls(
            scenes={name: key for key, name in sub_content_ids.items()},
            choices={
                key: [
                    (choice, texts.get(f"{key}/{choice}", {}).get("text", ""))
                    for choice, _each in in_order(scene["choices"])
                ]
                for key, scene in doc["scenes"].items()
            },
        )


@dataclass(frozen=True)
class Offered:
    """A choice as H5P has it: `target` is the id of the scene it leads to, `points` None where it says none."""

    text: PlainText
    consequence: PlainText
    target: str
    points: float | None = None


@dataclass
class Sketch:
    """`places` is {address: place in the H5P file}; `scenes` and `words` are as in exchange.content.Content."""

    known: Known
    scenes: dict = field(default_factory=dict)
    words: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)

    def lose(self, code: str, place: str = "", **values) -> None:
        self.losses.append(Loss(code, place, values))

    def read(self, html: object, place: str) -> PlainText:
        """Return an HTML text as plain text, what it loses noted."""
        found = plain_text(html)
        for code, has in (
            ("styles", found.has_styles),
            ("links", found.has_links),
            ("angle", found.has_angle),
        ):
            if has:
                self.lose(code, place)
        for name in found.pictures:
            self.lose("picture", place, what=name)
        for name in found.media:
            self.lose("media", place, what=name)
        return found

    def note_media(self, params: object, place: str, *, code: str = "") -> None:
        for kind, name in shapes.media_in(params):
            self.lose(code or kind, place, what=name)

    def write(self, address: str, **texts: str) -> None:
        """Set words; one that is longer than its field may be is cut at a word, its whole text kept by the caller."""
        own = self.words.setdefault(address, {})
        own |= {name: one for name, one in texts.items() if one}

    def add_ending(self, key: str, kind: str, place: str) -> None:
        self.places[key] = place
        # An ending here has no choices; what was a scene before and now ends is told anew.
        is_known = key in self.known.choices and not self.known.choices[key]
        self.scenes[key] = {"choices": {}} if is_known else {"ending": kind, "choices": {}}

    def add_scene(self, key: str, offered: list[Offered], place: str, *, has_points: bool) -> None:
        self.places[key] = place
        is_known = bool(self.known.choices.get(key))
        best = max((one.points or 0 for one in offered), default=0)
        choices = {}
        keys = self._choice_keys(key, offered)
        for number, (name, one) in enumerate(zip(keys, offered, strict=True), start=1):
            where = f"{place}/{number}"
            self.places[f"{key}/{name}"] = where
            self.write(f"{key}/{name}", text=_in_one_line(one.text), consequence=str(one.consequence))
            choices[name] = {"next": one.target} | self._worth(
                one, best, where, has_points=has_points, is_known=is_known
            )
        notice = {"notice": True} if self.words.get(key, {}).get("notice") else {}
        self.scenes[key] = {"choices": choices} if is_known else {"ending": "", "choices": choices} | notice

    def _worth(self, one: Offered, best: float, place: str, *, has_points: bool, is_known: bool) -> dict:
        if not has_points:
            # Coming back, a choice keeps the points it has here.
            return {} if is_known else {"points": 0, "severity": POOR, "principle": False}
        points = min(max(round(one.points or 0), LEAST), MOST)
        if points != (one.points or 0):
            self.lose("score_rounded", place, what=f"{one.points:g}")
        if is_known:
            return {"points": points}
        return {"points": points, "severity": _severity(points, best), "principle": False}

    def _choice_keys(self, scene: str, offered: list[Offered]) -> list[str]:
        """Return an id for each choice: of those known there by their text, of the rest by their order."""
        known = list(self.known.choices.get(scene, ()))
        found: list[str | None] = []
        for one in offered:
            match = next((pair for pair in known if pair[1] and pair[1] == _in_one_line(one.text)), None)
            if match:
                known.remove(match)
            found.append(match[0] if match else None)
        left = [key for key, _text in known] if len(known) == found.count(None) else []
        taken = {key for key, _text in self.known.choices.get(scene, ())}
        fresh = (name for name in _names() if name not in taken)
        return [key or (left.pop(0) if left else next(fresh)) for key in found]


def heading_of(text: str) -> tuple[str, str]:
    """Return (heading, what of the text does not fit in a heading)."""
    longest = LONGEST["heading"]
    return (text, "") if len(text) <= longest else ("", text)


def joined(*texts: str) -> str:
    """Return texts as the paragraphs of one."""
    return "\n\n".join(text for text in texts if text)


def _in_one_line(text: PlainText) -> str:
    return " ".join(str(text).split())


def _severity(points: int, best: float) -> str:
    if points < 0:
        return HARMFUL
    if points == 0:
        return POOR
    return BEST if points > 1 or points >= best else ACCEPTABLE


def _names():
    yield from ascii_lowercase
    number = len(ascii_lowercase)
    while True:
        number += 1
        yield f"c{number}"
