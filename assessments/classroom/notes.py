"""All notes of a version on one page, scene by scene, to print before the class."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assessments.classroom.presenting import Fill, direction_of
from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.graph import ACCEPTABLE, BEST, CRITICAL, HARMFUL, POOR, Graph
from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.words import (
    ChoiceWords,
    SceneWords,
    VersionWords,
    words_of_scenes,
    words_of_version,
)

SEVERITIES = {
    BEST: _("best"),
    ACCEPTABLE: _("acceptable"),
    POOR: _("poor"),
    HARMFUL: _("harmful"),
    CRITICAL: _("critical error"),
}
ENDINGS = {"good": _("Good ending"), "mixed": _("Mixed ending"), "critical": _("Critical ending")}


@dataclass(frozen=True)
class ChoiceNote:
    """One choice for the lecturer; `ways` are the headings of the scenes it may lead to."""

    key: str
    words: ChoiceWords
    severity: str
    severity_name: str
    points: int
    critical_error: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class SceneNote:
    key: str
    words: SceneWords
    ending: str
    ending_name: str
    choices: tuple[ChoiceNote, ...]


@dataclass(frozen=True)
class Notes:
    about: VersionWords
    language: str
    direction: str
    scenes: tuple[SceneNote, ...]


def all_notes(version: ScenarioVersion, language: str, fill: Fill) -> Notes:
    """Return every scene of a version in its order, in a language. Three queries."""
    graph = Graph.from_structure(version.structure)
    found = words_of_scenes(version, graph.scenes, language)
    headings = {key: words.heading or key for key, words in found.scenes.items()}
    return Notes(
        about=fill(words_of_version(version, found.language), language=found.language),
        language=found.language,
        direction=direction_of(found.language),
        scenes=tuple(
            _scene(scene, found.scenes[key], headings, fill, found.language)
            for key, scene in graph.scenes.items()
        ),
    )


def _scene(scene, words: SceneWords, headings: dict[str, str], fill: Fill, language: str) -> SceneNote:
    filled = {
        name: fill(value, language=language) if isinstance(value, str) else value
        for name, value in vars(words).items()
    }
    return SceneNote(
        key=scene.key,
        words=SceneWords(**filled),
        ending=scene.ending,
        ending_name=str(ENDINGS.get(scene.ending, "")),
        choices=tuple(
            ChoiceNote(
                key=choice.key,
                words=fill(words.choices[choice.key], language=language),
                severity=choice.severity,
                severity_name=str(SEVERITIES.get(choice.severity, choice.severity)),
                points=choice.points,
                critical_error=str(NAMES.get(choice.critical_error, choice.critical_error)),
                ways=tuple(
                    dict.fromkeys(headings[target] for target in choice.targets if target in headings)
                ),
            )
            for choice in scene.choices
        ),
    )
