"""What is wrong with the words of a scenario as they stand in YAML: unknown ids, missing texts, HTML, tokens."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.sources.yaml_lines import Mapping
from assessments.scenarios.words import CHOICE_FIELDS, LONGEST, SCENE_FIELDS, VERSION_FIELDS

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
STATES = tuple(ScenarioVersion.WordsState.values)
_TOKEN = re.compile(r"\{\{(.*?)\}\}|(\{\{|\}\})")
_HTML = re.compile(r"<[A-Za-z/!]")


def text_faults(text: str) -> Iterator[str]:
    """Yield what cannot stand in a text of a scenario: HTML, and tokens that no country has."""
    if match := _HTML.search(text):
        excerpt = text[match.start() : match.start() + 20]
        yield _("HTML cannot be used: “%(excerpt)s”") % {"excerpt": excerpt}
    for match in _TOKEN.finditer(text):
        if match[1] is None or match[1].strip() not in COUNTRY_TOKENS:
            yield _("“%(token)s” is not a country token") % {"token": match[0]}


@dataclass(frozen=True)
class WordFaults:
    """The faults of one language's words. `is_complete`: every text that is needed must be there."""

    path: str
    scenes: dict[str, dict]
    has_notice: bool
    is_complete: bool

    def of(self, texts: Mapping) -> Iterator[str]:
        """Yield every fault as "path:line: what is wrong"."""
        state = texts.get("state", STATES[0])
        if state not in STATES:
            yield self._at(texts.line_of("state"), _("“state” must be one of: ") + ", ".join(STATES))
        wanted = {"title", "summary", "place"} | ({"notice"} if self.has_notice else set())
        yield from self._texts(texts, wanted, VERSION_FIELDS, ("scenes", "state"))
        scenes = texts.get("scenes", None if self.is_complete else Mapping())
        if not isinstance(scenes, Mapping):
            yield self._at(texts.line_of("scenes"), self._missing_or_wrong("scenes" in texts, "scenes"))
            return
        yield from self._ids(scenes, self.scenes, "")
        for key in scenes.keys() & self.scenes.keys():
            yield from self._scene(scenes, key)

    def _scene(self, scenes: Mapping, key: str) -> Iterator[str]:
        texts, scene = scenes[key], self.scenes[key]
        if not isinstance(texts, Mapping):
            yield self._at(scenes.line_of(key), _("must be a mapping"), key)
            return
        yield from self._texts(texts, _wanted_of_scene(scene), SCENE_FIELDS, ("choices",), key)
        choices = texts.get("choices", Mapping())
        if not isinstance(choices, Mapping):
            yield self._at(texts.line_of("choices"), _("“choices” must be a mapping"), key)
            return
        known = {one["id"]: one for one in _with_ids(scene.get("choices", ()))}
        yield from self._ids(choices, known, key, texts.line)
        for choice in choices.keys() & known.keys():
            yield from self._choice(choices, choice, known[choice], f"{key}/{choice}")

    def _choice(self, choices: Mapping, key: str, choice: dict, address: str) -> Iterator[str]:
        texts = choices[key]
        if not isinstance(texts, Mapping):
            yield self._at(choices.line_of(key), _("must be a mapping"), address)
            return
        wanted = {"text", "consequence"} | ({"principle", "legal"} if choice.get("principle") else set())
        yield from self._texts(texts, wanted, CHOICE_FIELDS, (), address)

    def _ids(self, found: Mapping, known: dict, scene: str, line: int | None = None) -> Iterator[str]:
        prefix, line = f"{scene}/" if scene else "", found.line if line is None else line
        for key in known.keys() - found.keys() if self.is_complete else ():
            yield self._at(line, _("no words for “%(id)s”") % {"id": prefix + key}, scene)
        for key in found.keys() - known.keys():
            told = _("“%(id)s” is not in the structure") % {"id": prefix + key}
            yield self._at(found.line_of(key), told, scene)

    def _texts(
        self, texts: Mapping, wanted: set[str], known: Iterable[str], others: tuple = (), address: str = ""
    ) -> Iterator[str]:
        for name in sorted(wanted - texts.keys()) if self.is_complete else ():
            yield self._at(texts.line, self._missing_or_wrong(False, name), address)
        for name, value in texts.items():
            if name not in others:
                for fault in self._text(name, value, known):
                    yield self._at(texts.line_of(name), fault, address)

    def _text(self, name: str, value: object, known: Iterable[str]) -> Iterator[str]:
        if name not in known:
            yield _("“%(name)s” is not known here") % {"name": name}
        elif not isinstance(value, str) or (self.is_complete and not value.strip()):
            yield _("“%(name)s” must be a text that is not empty") % {"name": name}
        else:
            if len(value.strip()) > LONGEST.get(name, len(value)):
                yield _("“%(name)s” is longer than %(most)s characters") % {
                    "name": name,
                    "most": LONGEST[name],
                }
            yield from (f"{name}: {fault}" for fault in text_faults(value))

    def _missing_or_wrong(self, is_there: bool, name: str) -> str:
        text = _("“%(name)s” must be a mapping") if is_there else _("“%(name)s” is missing")
        return text % {"name": name}

    def _at(self, line: int, what: str, address: str = "") -> str:
        return f"{self.path}:{line}: {address}: {what}" if address else f"{self.path}:{line}: {what}"


def _wanted_of_scene(scene: dict) -> set[str]:
    wanted = {"heading", "situation"}
    if scene.get("ending"):
        wanted |= {"principle", "legal", "booth"}
    if scene.get("notice"):
        wanted.add("notice")
    if scene.get("image"):
        wanted.add("alt")
    return wanted


def _with_ids(items: object) -> list[dict]:
    found = items if isinstance(items, list) else ()
    return [item for item in found if isinstance(item, dict) and isinstance(item.get("id"), str)]


def scenes_of(structure: dict) -> dict[str, dict]:
    """Return {id: scene} of a structure whose form may be wrong."""
    return {scene["id"]: scene for scene in _with_ids(structure.get("scenes"))}
