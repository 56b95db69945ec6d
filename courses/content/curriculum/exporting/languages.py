"""One page in several languages -> one structure and the words of each, as far as a language has come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.content.curriculum.absent import id_of
from courses.content.curriculum.exporting.names import Names
from courses.content.curriculum.exporting.screens import TELLERS
from courses.content.curriculum.exporting.telling import Told, Untellable

# The lists of a screen whose items have ids of their own, and words under the same name.
PARTS = ("facts", "cards", "categories", "labels", "bars", "questions", "options")


@dataclass(frozen=True)
class Screen:
    type: str
    told: Told


def screens_of(raw: Sequence[Mapping], names: Names, report: Callable[[str], None]) -> dict[str, Screen]:
    """Return {id in the data: Screen} in order; `report` is told of those the data cannot say."""
    found = {}
    for block in raw:
        name = names.of(block["id"])
        try:
            told = TELLERS[block["type"]](block["value"], names)
        except Untellable as error:
            report(_("screen %(screen)s: %(problem)s, left out") % {"screen": name, "problem": error})
            continue
        found[name] = Screen(block["type"], told)
    return found


def structure_of(screens: Mapping[str, Screen]) -> list[dict]:
    return [{"id": name, "type": screen.type, **screen.told.structure} for name, screen in screens.items()]


def words_of(
    source: Mapping[str, Screen], theirs: Mapping[str, Screen], report: Callable[[str], None]
) -> tuple[dict, list[str]]:
    """Return (words of the screens, places of the source's structure a language does not have)."""
    words, without = {}, []
    for name, screen in source.items():
        own = theirs.get(name)
        if own is None or not _is_alike(screen, own):
            without.append(f"screens.{name}")
            continue
        missing = missing_items(screen.told.structure, own.told.structure)
        without += [f"screens.{name}.{place}" for place in missing]
        if own.told.words:
            words[name] = words_within(screen.told.structure, own.told.words)
    for name in theirs:
        if name not in source:
            report(_("screen %(screen)s: is not in the source, left out") % {"screen": name})
    return words, without


def _is_alike(screen: Screen, own: Screen) -> bool:
    return screen.type == own.type and screen.told.skeleton == own.told.skeleton


def missing_items(structure: Mapping, own: Mapping) -> list[str]:
    """Return the places of items that only the first structure has: "facts.f2", "questions.q1.options.c"."""
    found = []
    for part in PARTS:
        if not isinstance(structure.get(part), list):
            continue
        there = {id_of(item): item for item in own.get(part) or []}
        for item in structure[part]:
            name = id_of(item)
            if name not in there:
                found.append(f"{part}.{name}")
            elif isinstance(item, Mapping):
                found += [f"{part}.{name}.{place}" for place in missing_items(item, there[name])]
    return found


def words_within(structure: Mapping, words: Mapping) -> dict:
    """Return the words without those of items that are not in the structure."""
    found = dict(words)
    for part in PARTS:
        if not isinstance(structure.get(part), list) or not isinstance(words.get(part), dict):
            continue
        items = {id_of(item): item for item in structure[part]}
        found[part] = {
            name: words_within(items[name], own) if isinstance(own, dict) else own
            for name, own in words[part].items()
            if name in items
        }
        if part == "options" and "feedback" in words:
            dropped = words["options"].keys() - items.keys()
            found["feedback"] = {name: own for name, own in words["feedback"].items() if name not in dropped}
    return found
