"""Which words a scenario still lacks: in its source language, and in those it is translated into. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from assessments.scenarios.checks.problems import Problem
from assessments.scenarios.graph import CRITICAL
from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS

# Only lecturers read these, so a language is complete without them.
_FOR_LECTURERS = frozenset({"notes"})
# Code of the problem by the text that is needed; others are "missing_text".
_CODES = {
    "alt": "missing_alt",
    "notice": "missing_notice",
    "legal": "missing_legal",
    "summary": "missing_detail",
    "place": "missing_detail",
    "heading": "missing_detail",
    "principle": "missing_detail",
    "booth": "missing_detail",
}

Stale = Callable[[str, str, str], bool] | Collection[tuple[str, str, str]]


class _Unit(NamedTuple):
    """A place of words: its address ("", "d1", "d1/a"), the fields it may have and those it must have."""

    address: str
    fields: tuple[str, ...]
    needed: tuple[str, ...]


def word_problems(
    structure: dict, words: dict, *, languages: Iterable[str], source_language: str, stale: Stale = ()
) -> list[Problem]:
    """Return what the words lack, scene by scene, the source language first, then each of `languages`.

    `structure` has the right form (else see validation), `words` is in the library's shape. `stale` says which
    texts were translated before their source changed: a set of (language, address, field), or a function of these
    three. The values of a problem are `language` and `texts`, the names of the fields.
    """
    units = list(_units(structure))
    if not words.get(source_language):
        return [Problem("no_words", "", {"language": source_language})]
    source = dict(texts_by_address(words[source_language]))
    found = list(_of_source(units, source, source_language))
    for language in languages:
        if language == source_language:
            continue
        if words.get(language):
            texts = dict(texts_by_address(words[language]))
            found += _of_translation(units, source, texts, language, _is_stale(stale))
        else:
            found.append(Problem("missing_language", "", {"language": language}))
    return found


def texts_by_address(words: Mapping) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield (address, {field: text}) of one language's words in the library's shape."""
    yield "", words
    for scene, texts in words.get("scenes", {}).items():
        yield scene, texts
        for choice, own in texts.get("choices", {}).items():
            yield f"{scene}/{choice}", own


def _units(structure: dict) -> Iterator[_Unit]:
    notice = ("notice",) if structure.get("content_notice") else ()
    yield _Unit("", VERSION_FIELDS, ("title", "summary", "place", *notice))
    for scene in structure["scenes"]:
        yield _Unit(scene["id"], SCENE_FIELDS, tuple(_needed_of_scene(scene)))
        for choice in scene.get("choices", ()):
            yield _Unit(f"{scene['id']}/{choice['id']}", CHOICE_FIELDS, tuple(_needed_of_choice(choice)))


def _needed_of_scene(scene: dict) -> Iterator[str]:
    yield from ("heading", "situation")
    if scene.get("notice"):
        yield "notice"
    if scene.get("image"):
        yield "alt"
    if scene.get("ending"):
        yield from ("principle", "legal", "booth")


def _needed_of_choice(choice: dict) -> Iterator[str]:
    yield from ("text", "consequence")
    if choice.get("principle") or choice["severity"] == CRITICAL:
        yield from ("principle", "legal")


def _of_source(units: list[_Unit], source: Mapping, language: str) -> Iterator[Problem]:
    for unit in units:
        own, missing = source.get(unit.address, {}), {}
        for name in unit.needed:
            if not _is_there(own, name):
                missing.setdefault(_CODES.get(name, "missing_text"), []).append(name)
        for code, names in missing.items():
            yield Problem(code, unit.address, {"language": language, "texts": names})


def _of_translation(
    units: list[_Unit],
    source: Mapping,
    texts: Mapping,
    language: str,
    is_stale: Callable[[str, str, str], bool],
) -> Iterator[Problem]:
    for unit in units:
        own, theirs = texts.get(unit.address, {}), source.get(unit.address, {})
        names = [name for name in unit.fields if name not in _FOR_LECTURERS and _is_there(theirs, name)]
        missing = [name for name in names if not _is_there(own, name)]
        stale = [name for name in names if name not in missing and is_stale(language, unit.address, name)]
        for code, found in (("missing_translation", missing), ("stale_translation", stale)):
            if found:
                yield Problem(code, unit.address, {"language": language, "texts": found})


def _is_there(texts: Mapping, name: str) -> bool:
    return bool(str(texts.get(name, "")).strip())


def _is_stale(stale: Stale) -> Callable[[str, str, str], bool]:
    return stale if callable(stale) else lambda *place: place in stale
