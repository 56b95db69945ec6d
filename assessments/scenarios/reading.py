"""The YAML of the library -> structure and words, with every fault named by file, line and id.

A folder <id>/ holds structure.yaml (no words) and one words file per language, <code>.yaml (no structure).
Both are described in graph.py (the structure, with lesson ids instead of keys in `relearn`) and below (the
words).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import yaml

from assessments.scenarios import validation
from assessments.scenarios.problem_texts import describe
from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS
from assessments.xapi.keys import stable_key
from assessments.xapi.reading import write_json

# What stands in structure.yaml beside the structure itself.
_HEAD = {"kind": str, "code": str, "minutes": int}
# Filled in for the learner's country when the text is shown; the values are data of the courses.
COUNTRY_TOKENS = frozenset(
    {
        "asylum_authority",
        "border_service",
        "child_protection_authority",
        "counter_trafficking_body",
        "law_refugees",
        "notify_deadline",
        "treaty_basis",
        "unhcr_contact",
    }
)
_TOKEN = re.compile(r"\{\{(.*?)\}\}|(\{\{|\}\})")


@dataclass(eq=False)
class SourceInvalid(ValueError):
    """A folder of the library cannot be read: `faults` are lines of text "path:line: what is wrong"."""

    faults: list[str]

    def __str__(self):
        return "\n".join(self.faults)


@dataclass(frozen=True)
class ScenarioSource:
    """One scenario as its authors wrote it. `words` is {language: {title, summary, place, …, scenes}}."""

    key: UUID
    code: str
    minutes: int
    structure: dict
    words: dict = field(repr=False)

    @property
    def digest(self) -> str:
        """The fingerprint of everything a version would hold."""
        told = [self.code, self.minutes, self.structure, dict(sorted(self.words.items()))]
        return sha256(write_json(told).encode()).hexdigest()


def read_scenario(folder: Path) -> ScenarioSource:
    """Return the scenario in a folder. Raises SourceInvalid with every fault that was found."""
    path = folder / "structure.yaml"
    data = _load(path)
    faults = list(_head_faults(data, path))
    if faults:
        raise SourceInvalid(faults)
    structure = _structure(data)
    problems = validation.problems(structure)
    if problems:
        raise SourceInvalid([_located(path, data, problem) for problem in problems])
    words = {}
    for words_path in sorted(folder.glob("*.yaml")):
        if words_path != path:
            texts = _load(words_path)
            faults += _words_faults(texts, structure, words_path)
            words[words_path.stem] = _plain(texts)
    if not words:
        faults.append(f"{folder}: no words in any language")
    if faults:
        raise SourceInvalid(faults)
    key = stable_key("scenario", folder.name)
    return ScenarioSource(
        key=key, code=data["code"], minutes=data["minutes"], structure=structure, words=words
    )


# YAML with line numbers


class _Mapping(dict):
    line = 0


class _Loader(yaml.SafeLoader):
    def construct_mapping(self, node, deep=False):
        found = _Mapping()
        found.line = node.start_mark.line + 1
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} must be text: put it in quotes", key_node.start_mark
                )
            if key in found:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key “{key}” stands twice", key_node.start_mark
                )
            found[key] = self.construct_object(value_node, deep=True)
        return found


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.construct_mapping)


def _load(path: Path) -> _Mapping:
    try:
        # _Loader is a SafeLoader: it makes plain values only.
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except FileNotFoundError:
        raise SourceInvalid([f"{path}: the file is missing"]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceInvalid([f"{path}:{line}: {error.problem}"]) from error
    if not isinstance(data, dict):
        raise SourceInvalid([f"{path}:1: must be a mapping"])
    return data


# Structure


def _head_faults(data: _Mapping, path: Path) -> Iterator[str]:
    for name, kind in _HEAD.items():
        if not isinstance(data.get(name), kind):
            yield f"{path}:1: “{name}” is missing or of the wrong kind"
    if data.get("kind", "scenario") != "scenario":
        yield f"{path}:1: the kind must be “scenario”"
    relearn = data.get("relearn")
    if isinstance(relearn, dict) and not all(
        isinstance(lesson, str) and lesson for lesson in relearn.values()
    ):
        yield f"{path}:1: “relearn” must name a lesson for each critical error"


def _structure(data: _Mapping) -> dict:
    structure = {name: _plain(value) for name, value in data.items() if name not in _HEAD}
    if isinstance(structure.get("relearn"), dict):
        structure["relearn"] = {
            code: str(stable_key("lesson", lesson)) for code, lesson in structure["relearn"].items()
        }
    return structure


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.strip() if isinstance(value, str) else value


def _located(path: Path, data: _Mapping, problem: validation.Problem) -> str:
    return f"{path}:{_line_of(data, problem.where)}: {describe(problem)}"


def _line_of(data: _Mapping, where: str) -> int:
    scene_id, _, choice_id = where.partition("/")
    scene = _with_id(data.get("scenes"), scene_id) if scene_id else None
    if scene is None:
        return 1
    choice = _with_id(scene.get("choices"), choice_id)
    return scene.line if choice is None else choice.line


def _with_id(items, key: str) -> _Mapping | None:
    for item in items if isinstance(items, list) else ():
        if isinstance(item, _Mapping) and str(item.get("id")) == key:
            return item
    return None


# Words


def _words_faults(texts: _Mapping, structure: dict, path: Path) -> Iterator[str]:
    wanted = {"title", "summary", "place"} | ({"notice"} if structure.get("content_notice") else set())
    head = _Mapping((name, value) for name, value in texts.items() if name != "scenes")
    yield from _texts_faults(head, wanted, VERSION_FIELDS, f"{path}:1")
    scenes = texts.get("scenes")
    if not isinstance(scenes, dict):
        yield f"{path}:1: “scenes” is missing"
        return
    known = {scene["id"]: scene for scene in structure["scenes"]}
    yield from _ids_faults(scenes, known, f"{path}:{scenes.line}", "")
    for key, scene in scenes.items():
        if key in known:
            yield from _scene_faults(scene, known[key], path)


def _scene_faults(texts: object, scene: dict, path: Path) -> Iterator[str]:
    if not isinstance(texts, dict):
        yield f"{path}: {scene['id']}: must be a mapping"
        return
    place = f"{path}:{texts.line}: {scene['id']}"
    wanted = {"heading", "situation"} | ({"principle", "legal", "booth"} if scene.get("ending") else set())
    own = {name: value for name, value in texts.items() if name != "choices"}
    yield from _texts_faults(own, wanted, SCENE_FIELDS, place)
    choices = texts.get("choices", _Mapping())
    if not isinstance(choices, dict):
        yield f"{place}: “choices” must be a mapping"
        return
    known = {choice["id"]: choice for choice in scene.get("choices", ())}
    yield from _ids_faults(choices, known, place, f"{scene['id']}/")
    for key in choices.keys() & known.keys():
        wanted = {"text", "consequence"} | ({"principle", "legal"} if known[key].get("principle") else set())
        yield from _choice_faults(choices[key], wanted, f"{scene['id']}/{key}", path)


def _choice_faults(texts: object, wanted: set[str], key: str, path: Path) -> Iterator[str]:
    if not isinstance(texts, dict):
        yield f"{path}: {key}: must be a mapping"
    else:
        yield from _texts_faults(texts, wanted, CHOICE_FIELDS, f"{path}:{texts.line}: {key}")


def _ids_faults(found: dict, known: dict, place: str, prefix: str) -> Iterator[str]:
    for key in known.keys() - found.keys():
        yield f"{place}: no words for “{prefix}{key}”"
    for key in found.keys() - known.keys():
        yield f"{place}: “{prefix}{key}” is not in structure.yaml"


def _texts_faults(texts: dict, wanted: set[str], known: tuple[str, ...], place: str) -> Iterator[str]:
    for name in sorted(wanted - texts.keys()):
        yield f"{place}: “{name}” is missing"
    for name, value in texts.items():
        if name not in known:
            yield f"{place}: “{name}” is not known here"
        elif not isinstance(value, str) or not value.strip():
            yield f"{place}: “{name}” must be a text that is not empty"
        else:
            yield from (f"{place}: {name}: {fault}" for fault in _token_faults(value))


def _token_faults(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        if match[1] is None or match[1].strip() not in COUNTRY_TOKENS:
            yield f"“{match[0]}” is not a country token"
