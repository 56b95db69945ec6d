"""What a file says about a scenario, and what a draft becomes when the file is laid over it. Pure."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from assessments.studio.drafting.document import CHOICE, SCENE, VALUE, in_order, known_addresses

HEAD_WORDS, SCENE_WORDS, CHOICE_WORDS = "head", "scene", "choice"


@dataclass(frozen=True)
class Content:
    """One scenario as a file tells it; its parts have the shapes of studio.drafting.document.

    Fields that the file does not speak of are not there: `scenes` and `values` hold partial things, in the order
    of the file and without rank. `values` is None when the file has no values at all. `covered` holds the
    (kind of address, language, field) of the words it speaks of: such a text that is not in `words` is taken away,
    any other stays. `place_of(address, name)` tells where something stands in the file, "" for nowhere.
    `states` is {language: "draft" or "reviewed"} as the file says it. `losses` are what the file has and a scenario
    has no place for (exchange.h5p.losses.Loss).
    """

    code: str
    head: dict
    values: dict | None
    scenes: dict
    words: dict
    covered: frozenset[tuple[str, str, str]]
    place_of: Callable[[str, str], str] = field(default=lambda address, name: "", compare=False)
    notes: tuple = ()
    states: dict = field(default_factory=dict)
    losses: tuple = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the file has words, in its order."""
        return tuple(language for language, texts in self.words.items() if texts)


def kind_of(address: str) -> str:
    """Return the kind of an address: the scenario, a scene or a choice."""
    if not address:
        return HEAD_WORDS
    return CHOICE_WORDS if "/" in address else SCENE_WORDS


def overlay(base: dict, content: Content) -> dict:
    """Return the document that `base` becomes: what the file speaks of is as in the file, all else as it was.

    Scenes and choices that the file does not have are gone. What keeps its place among the others keeps its rank.
    """
    doc = deepcopy(base)
    head = deepcopy(content.head)
    head["policy"] = doc["head"]["policy"] | head.get("policy", {})
    doc["head"] |= head
    if content.values is not None:
        doc["values"] = _things(base["values"], content.values, VALUE)
    doc["scenes"] = _things(base["scenes"], content.scenes, SCENE)
    for key, scene in doc["scenes"].items():
        before = base["scenes"].get(key, SCENE)["choices"]
        scene["choices"] = _things(before, content.scenes[key].get("choices", {}), CHOICE)
    doc["words"] = _words(base["words"], content, known_addresses(doc))
    return doc


def _things(old: dict, new: dict, default: dict) -> dict:
    ranks = _ranks({key: thing["rank"] for key, thing in old.items()}, list(new))
    return {
        key: deepcopy(default) | deepcopy(old.get(key, {})) | deepcopy(thing) | {"rank": ranks[key]}
        for key, thing in new.items()
    }


def _ranks(old: dict[str, float], order: list[str]) -> dict[str, float]:
    """Return a rank for each id so that they stand in `order`, changing as few of the old ranks as can be."""
    kept = _longest_rising([key for key in order if key in old], old)
    if not kept:
        return {key: place for place, key in enumerate(order, start=1)}
    ranks: dict[str, float] = {}
    waiting: list[str] = []
    last = None
    for key in order:
        if key not in kept:
            waiting.append(key)
            continue
        _spread(ranks, waiting, last, old[key])
        ranks[key] = last = old[key]
        waiting = []
    _spread(ranks, waiting, last, None)
    return ranks


def _spread(ranks: dict, waiting: list[str], low: float | None, high: float | None) -> None:
    count = len(waiting) + 1
    for place, key in enumerate(waiting, start=1):
        if low is None:
            ranks[key] = high - count + place
        elif high is None:
            ranks[key] = low + place
        else:
            ranks[key] = low + (high - low) * place / count


def _longest_rising(keys: list[str], ranks: dict[str, float]) -> set[str]:
    """Return the most of the keys whose ranks rise from one to the next."""
    tails: list[float] = []
    ends: list[int] = []
    before: list[int | None] = []
    for number, key in enumerate(keys):
        place = bisect_left(tails, ranks[key])
        tails[place:] = [ranks[key], *tails[place + 1 :]]
        ends[place:] = [number, *ends[place + 1 :]]
        before.append(ends[place - 1] if place else None)
    found, number = set(), ends[-1] if ends else None
    while number is not None:
        found.add(keys[number])
        number = before[number]
    return found


def _words(base: dict, content: Content, known: Iterable[str]) -> dict:
    known = set(known)
    found: dict[str, dict] = {}
    for language in {**base, **content.words}:
        old, new = base.get(language, {}), content.words.get(language, {})
        texts = {}
        for address in {**old, **new}:
            if address in known:
                kind = kind_of(address)
                stays = {
                    name: text
                    for name, text in old.get(address, {}).items()
                    if (kind, language, name) not in content.covered
                }
                texts[address] = stays | new.get(address, {})
        found[language] = {address: own for address, own in texts.items() if own}
    return {language: texts for language, texts in found.items() if texts}


def content_of(doc: dict, *, covered: frozenset[tuple[str, str, str]], states: dict[str, str]) -> Content:
    """Return a whole document as the content of a file."""
    return Content(
        code=doc["head"]["code"],
        head={name: value for name, value in doc["head"].items() if name != "code"},
        values=_in_file_order(doc["values"]),
        scenes={
            key: scene | {"choices": _in_file_order(scene["choices"])}
            for key, scene in _in_file_order(doc["scenes"]).items()
        },
        words=doc["words"],
        covered=covered,
        states=states,
    )


def _in_file_order(things: dict) -> dict:
    return {
        key: {name: value for name, value in thing.items() if name != "rank"}
        for key, thing in in_order(things)
    }
