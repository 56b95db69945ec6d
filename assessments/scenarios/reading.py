"""The YAML of scenarios -> structure and words, with every fault named by file, line and id.

In the library a folder <id>/ holds structure.yaml (no words) and one words file per language, <code>.yaml (no
structure). A scenario that is handed on is one file: the same structure, and `words` with the words by
language. The structure is described in graph.py, with lesson ids or keys in `relearn`; beside it stand `kind`,
`code`, `minutes` and, in a single file, `key`. Words that a native speaker has not seen yet say `state: draft`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from assessments.scenarios import validation
from assessments.scenarios.checks.problems import Problem
from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.scenarios.problem_texts import describe
from assessments.scenarios.sources.word_faults import WordFaults, scenes_of
from assessments.scenarios.sources.writing import write_scenario_text
from assessments.scenarios.sources.yaml_lines import Mapping, YamlInvalid, plain, read_mapping, with_id
from assessments.xapi.keys import stable_key
from assessments.xapi.reading import write_json

__all__ = ["ScenarioSource", "SourceInvalid", "read_scenario", "read_scenario_text", "write_scenario_text"]

REVIEWED = ScenarioVersion.WordsState.REVIEWED.value
# What stands beside the structure itself.
_HEAD = {"kind": str, "code": str, "minutes": int}
_BESIDE = (*_HEAD, "key", "words")
_LONGEST_CODE = Scenario._meta.get_field("code").max_length
_MOST_MINUTES = 24 * 60
# What is wrong with a scenario that is not finished yet: it can be read and mended in the studio.
UNFINISHED = frozenset(
    {
        "no_start",
        "choice_without_next",
        "ending_with_choices",
        "critical_without_code",
        "code_without_critical",
        "critical_without_critical_ending",
        "critical_ending_without_critical_error",
        "unreachable_scene",
        "dead_end",
        "no_choice_offered",
        "no_way_out",
        "no_way_out_with_values",
        "no_ending",
        "choice_never_offered",
        "route_never_taken",
        "too_many_states",
        "no_way_to_pass",
        "no_points_to_win",
        "endless_points",
        "best_path_critical",
        "wrong_max_points",
        "wrong_points",
        "unbalanced_points",
    }
)


@dataclass(eq=False)
class SourceInvalid(ValueError):
    """A scenario cannot be read: `faults` are lines of text "path:line: what is wrong"."""

    faults: list[str]

    def __str__(self):
        return "\n".join(self.faults)


@dataclass(frozen=True)
class ScenarioSource:
    """One scenario as its authors wrote it. `words` is {language: {title, summary, place, …, scenes}}.

    `states` is {language: "draft" or "reviewed"}, for every language of the words.
    """

    key: UUID
    code: str
    minutes: int
    structure: dict
    words: dict = field(repr=False)
    states: dict[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The fingerprint of everything a version would hold."""
        told = [self.code, self.minutes, self.structure, dict(sorted(self.words.items()))]
        if drafts := sorted(code for code, state in self.states.items() if state != REVIEWED):
            told.append(drafts)
        return sha256(write_json(told).encode()).hexdigest()


def read_scenario(folder: Path) -> ScenarioSource:
    """Return the scenario in a folder of the library, which must be finished to the last word.

    Raises SourceInvalid with every fault that was found.
    """
    path = folder / "structure.yaml"
    data = _load(path)
    structure = _structure(data)
    faults = [*_head_faults(data, str(path)), *_structure_faults(data, structure, str(path))]
    words, states = {}, {}
    for words_path in sorted(folder.glob("*.yaml")):
        if words_path != path:
            texts, code = _load(words_path), words_path.stem
            faults += _language_faults(code, f"{words_path}:1")
            faults += _faults_of_words(texts, structure, str(words_path), is_complete=True)
            words[code], states[code] = _words_and_state(texts)
    if not words:
        faults.append(f"{folder}: " + _("no words in any language"))
    if faults:
        raise SourceInvalid(faults)
    return ScenarioSource(
        key=stable_key("scenario", folder.name),
        code=data["code"],
        minutes=data["minutes"],
        structure=structure,
        words=words,
        states=states,
    )


def read_scenario_text(text: str | bytes, *, name: str) -> ScenarioSource:
    """Return the scenario in a single file, finished or not; what is only unfinished is no fault (UNFINISHED).

    `name` stands before every fault, as a path does. Without a `key` in it the source's key comes from its code,
    without `max_points` these are worked out. Raises SourceInvalid with every fault that was found.
    """
    try:
        data = read_mapping(text, name)
    except YamlInvalid as error:
        raise SourceInvalid([error.fault]) from error
    structure = _structure(data)
    structure.setdefault("max_points", 0)
    if "max_points" not in data:
        structure["max_points"] = validation.most_points(structure)
    faults = [*_head_faults(data, name), *_structure_faults(data, structure, name, accepted=UNFINISHED)]
    words, states = {}, {}
    for code, texts in _languages(data, name, faults):
        faults += _faults_of_words(texts, structure, name, is_complete=False)
        words[code], states[code] = _words_and_state(texts)
    if faults:
        raise SourceInvalid(faults)
    key = data.get("key")
    return ScenarioSource(
        key=UUID(key) if key else stable_key("scenario", data["code"].lower()),
        code=data["code"],
        minutes=data["minutes"],
        structure=structure,
        words=words,
        states=states,
    )


def _load(path: Path) -> Mapping:
    try:
        return read_mapping(path.read_bytes(), str(path))
    except FileNotFoundError:
        raise SourceInvalid([f"{path}: " + _("the file is missing")]) from None
    except YamlInvalid as error:
        raise SourceInvalid([error.fault]) from error


# Head and structure


def _head_faults(data: Mapping, path: str) -> Iterator[str]:
    for name, kind in _HEAD.items():
        if not isinstance(data.get(name), kind) or isinstance(data[name], bool):
            told = _("“%(name)s” is missing or of the wrong kind") % {"name": name}
            yield f"{path}:{data.line_of(name)}: {told}"
    if data.get("kind", "scenario") != "scenario":
        yield f"{path}:{data.line_of('kind')}: " + _("the kind must be “scenario”")
    if isinstance(data.get("code"), str) and not 0 < len(data["code"].strip()) <= _LONGEST_CODE:
        told = _("“code” must have 1 to %(most)s characters") % {"most": _LONGEST_CODE}
        yield f"{path}:{data.line_of('code')}: {told}"
    if isinstance(data.get("minutes"), int) and not 0 < data["minutes"] <= _MOST_MINUTES:
        told = _("“minutes” must lie between 1 and %(most)s") % {"most": _MOST_MINUTES}
        yield f"{path}:{data.line_of('minutes')}: {told}"
    if "key" in data and not _is_key(data["key"]):
        yield f"{path}:{data.line_of('key')}: " + _("“key” must be a UUID")
    relearn = data.get("relearn")
    if isinstance(relearn, dict) and not all(isinstance(one, str) and one for one in relearn.values()):
        told = _("“relearn” must name a lesson for each critical error")
        yield f"{path}:{data.line_of('relearn')}: {told}"


def _structure(data: Mapping) -> dict:
    structure = {name: plain(value) for name, value in data.items() if name not in _BESIDE}
    if isinstance(structure.get("relearn"), dict):
        structure["relearn"] = {code: _lesson_key(lesson) for code, lesson in structure["relearn"].items()}
    return structure


def _lesson_key(lesson: object) -> object:
    if not isinstance(lesson, str) or not lesson or _is_key(lesson):
        return lesson
    return str(stable_key("lesson", lesson))


def _is_key(value: object) -> bool:
    try:
        return str(UUID(value)) == value
    except (ValueError, TypeError, AttributeError):
        return False


def _structure_faults(
    data: Mapping, structure: dict, path: str, *, accepted: frozenset[str] = frozenset()
) -> Iterator[str]:
    relearn = structure.get("relearn")
    for problem in validation.problems(structure):
        # _head_faults has told it in the words of the file, which names lessons and not their keys.
        is_told = problem.values.get("name", "").startswith("relearn.") and isinstance(relearn, dict)
        if problem.code not in accepted and not (is_told and problem.code == "wrong_type"):
            yield f"{path}:{_line_of(data, problem)}: {describe(problem)}"


def _line_of(data: Mapping, problem: Problem) -> int:
    scene_id, _slash, choice_id = problem.where.partition("/")
    is_double = problem.code.startswith("duplicate_")
    if not scene_id:
        name = problem.values.get("name", "").partition(".")[0]
        return data.line_of(name)
    scene = with_id(data.get("scenes"), scene_id, last=is_double and not choice_id)
    if scene is None:
        return data.line_of("scenes")
    choice = with_id(scene.get("choices"), choice_id, last=is_double)
    return scene.line if choice is None else choice.line


# Words


def _languages(data: Mapping, path: str, faults: list[str]) -> Iterator[tuple[str, Mapping]]:
    words = data.get("words")
    if not isinstance(words, Mapping) or not words:
        faults.append(f"{path}:{data.line_of('words')}: " + _("no words in any language"))
        return
    for code, texts in words.items():
        faults += _language_faults(code, f"{path}:{words.line_of(code)}")
        if isinstance(texts, Mapping):
            yield code, texts
        else:
            faults.append(f"{path}:{words.line_of(code)}: {code}: " + _("must be a mapping"))


def _language_faults(code: str, place: str) -> Iterator[str]:
    if code not in dict(settings.LANGUAGES):
        yield f"{place}: " + _("“%(code)s” is not a language of this site") % {"code": code}


def _faults_of_words(texts: Mapping, structure: dict, path: str, *, is_complete: bool) -> Iterator[str]:
    scenes, has_notice = scenes_of(structure), structure.get("content_notice") is True
    return WordFaults(path, scenes, has_notice, is_complete).of(texts)


def _words_and_state(texts: Mapping) -> tuple[dict, str]:
    state = texts.get("state", REVIEWED)
    return _without_empty({name: plain(one) for name, one in texts.items() if name != "state"}), state


def _without_empty(texts: dict) -> dict:
    found = {name: _without_empty(one) if isinstance(one, dict) else one for name, one in texts.items()}
    return {name: one for name, one in found.items() if one != ""}
