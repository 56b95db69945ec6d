"""What a version's activities are called in every language, for statements: read once in each process.

Every play begins with `read`, so words that translators add later are told from the next play on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.scenarios.models import Choice, ScenarioVersion, Scene

_VERSION_WORDS = ScenarioVersion._parler_meta.root_model
_SCENE_WORDS = Scene._parler_meta.root_model
_CHOICE_WORDS = Choice._parler_meta.root_model

# By the scenario's key and the version's number. Emptied when full.
_READ: dict[tuple, "VersionNames"] = {}
_MOST_READ = 200


@dataclass(frozen=True)
class VersionNames:
    """The words of one version, each {language: text}; `scenes` by their ids, `choices` by those and their own."""

    titles: Mapping[str, str] = field(default_factory=dict)
    summaries: Mapping[str, str] = field(default_factory=dict)
    scenes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)


def read(version: ScenarioVersion) -> VersionNames:
    """Return the names as they are in the database now. Three queries."""
    words = _VERSION_WORDS.objects.filter(master=version).values_list("language_code", "title", "summary")
    told = list(words)
    scenes: dict[str, dict[str, str]] = {}
    headings = _SCENE_WORDS.objects.filter(master__version=version).exclude(heading="")
    for key, code, heading in headings.values_list("master__key", "language_code", "heading"):
        scenes.setdefault(key, {})[code] = heading
    choices: dict[str, dict[str, dict[str, str]]] = {}
    texts = _CHOICE_WORDS.objects.filter(master__scene__version=version).exclude(text="")
    for scene, key, code, text in texts.values_list(
        "master__scene__key", "master__key", "language_code", "text"
    ):
        choices.setdefault(scene, {}).setdefault(key, {})[code] = text
    names = VersionNames(
        titles={code: title for code, title, _summary in told},
        summaries={code: summary for code, _title, summary in told if summary},
        scenes=scenes,
        choices=choices,
    )
    if len(_READ) >= _MOST_READ:
        _READ.clear()
    _READ[_key(version)] = names
    return names


def known(version: ScenarioVersion) -> VersionNames:
    """Return the names as they were when this process last read them; no query but the first time."""
    return _READ.get(_key(version)) or read(version)


def forget() -> None:
    """Forget what this process has read: for a database that is emptied under it."""
    _READ.clear()


def _key(version: ScenarioVersion) -> tuple:
    return version.scenario.key, version.number
