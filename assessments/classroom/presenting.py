"""A run as the values its pages print: one screen of the projector, the notes beside it, the way at the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language_info

from assessments.attempts.shuffling import shuffled
from assessments.classroom.models import ClassroomRun
from assessments.classroom.walking import Decision, Walk, best_way, recommended, walk
from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.graph import ChoiceNode, Graph
from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.words import (
    SceneWords,
    VersionWords,
    WordsMissing,
    titles,
    words_of_scenes,
    words_of_version,
)

LETTERS = "ABCDEFGHIJKL"
# Fills the country's words into a text or a dataclass of texts: courses.content.tokens.filled.
Fill = Callable[..., object]
# So many letters, the choices among them, still stand on one screen in the largest type, the next smaller …
_SIZES = ((420, "xl"), (750, "l"), (1150, "m"))


@dataclass(frozen=True)
class Option:
    """One choice on the screen. `share` is its percent of the votes."""

    key: str
    letter: str
    text: str
    votes: int = 0
    share: int = 0
    is_chosen: bool = False
    is_recommended: bool = False
    severity: str = ""
    points: int = 0
    consequence: str = ""
    principle: str = ""
    legal: str = ""
    critical_error: str = ""
    leads_to: str = ""


@dataclass(frozen=True)
class Screen:
    """What is on the projector now, in one language; `words` are those of the scene."""

    walk: Walk
    title: str
    notice: str
    words: SceneWords
    ending: str
    options: tuple[Option, ...]
    language: str
    direction: str
    size: str
    can_skip: bool = False
    amounts: Mapping[str, object] = field(default_factory=dict)

    @property
    def phase(self) -> str:
        return self.walk.phase

    @property
    def position(self) -> int:
        return self.walk.position

    @property
    def number(self) -> int:
        """Which decision it is, from 1."""
        return len(self.walk.decisions) + (self.phase == "voting")

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.is_chosen), None)

    @property
    def others(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if not option.is_chosen)

    @property
    def votes(self) -> int:
        return sum(option.votes for option in self.options)


@dataclass(frozen=True)
class Passed:
    """One decision of the group, told at the end."""

    heading: str
    options: tuple[Option, ...]
    chosen: Option
    recommended: Option | None
    skipped: bool


@dataclass(frozen=True)
class Ending:
    """The way of the group beside the recommended one: [(heading, text of the choice)]."""

    passed: tuple[Passed, ...]
    best: tuple[tuple[str, str], ...]
    points: int
    max_points: int


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    is_shown: bool


class Presenter:
    """A run in a language. Reads the words of what it shows; `fill` puts the country's words in."""

    def __init__(self, run: ClassroomRun, language: str, fill: Fill):
        self.run, self.version = run, run.version
        self.graph = Graph.from_structure(run.version.structure)
        self.walk = walk(self.graph, run.path)
        self.language = language
        self._fill = fill

    def screen(self) -> Screen:
        """Return what is on the projector. Three or four queries."""
        key = self.walk.state.scene
        shown, words = self._words([key])
        scene, about = words[key], self._about()
        options = self._options_now(scene)
        return Screen(
            walk=self.walk,
            title=about.title,
            notice=about.notice if self.walk.position == 0 else "",
            words=scene,
            ending=self.graph.scene(key).ending,
            options=options,
            language=shown,
            direction=direction_of(shown),
            size=_size(scene, options),
            can_skip=self._can_skip(),
            amounts=self.graph.amounts(self.walk.state),
        )

    def options_with_ways(self, screen: Screen) -> tuple[Option, ...]:
        """Return the choices on the screen with the heading of the scene that each leads to, for the notes."""
        targets = {
            option.key: self.graph.after(self.walk.state, option.key).scene for option in screen.options
        }
        _shown, words = self._words(set(targets.values()) or {self.walk.state.scene})
        return tuple(
            Option(**{**vars(option), "leads_to": words[targets[option.key]].heading or targets[option.key]})
            for option in screen.options
        )

    def ending(self) -> Ending:
        """Return the whole way of the group beside the recommended one."""
        best = best_way(self.graph)
        keys = {decision.state.scene for decision in self.walk.decisions} | {step.scene for step in best}
        _shown, words = self._words(keys or {self.graph.start})
        return Ending(
            passed=tuple(self._passed(decision, words) for decision in self.walk.decisions),
            best=tuple(
                (words[step.scene].heading, words[step.scene].choices[step.choice].text) for step in best
            ),
            points=self.walk.points,
            max_points=self.graph.declared_max_points,
        )

    def _about(self) -> VersionWords:
        return self._fill(words_of_version(self.version, self.language), language=self.language)

    def _words(self, keys) -> tuple[str, Mapping[str, SceneWords]]:
        found = words_of_scenes(self.version, keys, self.language)
        return found.language, {
            key: _filled(scene, self._fill, found.language) for key, scene in found.scenes.items()
        }

    def _can_skip(self) -> bool:
        scene = self.graph.scene(self.walk.state.scene)
        return (
            self.walk.phase == "voting"
            and scene.notice
            and recommended(self.graph, self.walk.state) is not None
        )

    def _options_now(self, words: SceneWords) -> tuple[Option, ...]:
        if self.walk.phase == "showing":
            decision = self.walk.decisions[-1]
            return self._decided(decision, words)
        if self.walk.phase == "ended":
            return ()
        offered = self.graph.offered(self.walk.state)
        best = recommended(self.graph, self.walk.state)
        return self._options(self.walk.state.scene, offered, words, self.run.votes, best, "")

    def _decided(self, decision: Decision, words: SceneWords) -> tuple[Option, ...]:
        return self._options(
            decision.state.scene,
            decision.offered,
            words,
            decision.votes,
            decision.recommended,
            decision.choice.key,
        )

    def _options(
        self,
        scene: str,
        offered: tuple[ChoiceNode, ...],
        words: SceneWords,
        votes: Mapping[str, int],
        best: ChoiceNode | None,
        chosen: str,
    ) -> tuple[Option, ...]:
        by_key = {choice.key: choice for choice in offered}
        # The letters stay the same on every screen of a run, and in every language.
        order = shuffled(f"{self.run.key}|{scene}", tuple(by_key))
        total = sum(votes.values())
        return tuple(
            _option(by_key[key], letter, words, votes.get(key, 0), total, best, chosen)
            for letter, key in zip(LETTERS, order, strict=False)
        )

    def _passed(self, decision: Decision, words: Mapping[str, SceneWords]) -> Passed:
        own = words[decision.state.scene]
        options = self._decided(decision, own)
        return Passed(
            heading=own.heading,
            options=options,
            chosen=next(option for option in options if option.is_chosen),
            recommended=next((option for option in options if option.is_recommended), None),
            skipped=decision.skipped,
        )


def languages_of(version: ScenarioVersion, shown: str) -> list[LanguageLink]:
    """Return the languages a version can be shown in, in the site's order."""
    there = titles(version)
    return [
        LanguageLink(code, get_language_info(code)["name_local"], code == shown)
        for code, _name in settings.LANGUAGES
        if code in there
    ]


def language_of(run: ClassroomRun, wished: str, own: str) -> str:
    """Return the language to show a run in: the wished one, the one it was last in, the lecturer's, any there is."""
    there = titles(run.version)
    last = run.path[-1].get("language", "") if run.path else ""
    for code in (wished, last, own, "ru", "en", *there):
        if code in there:
            return code
    raise WordsMissing(str(run.version))


def direction_of(language: str) -> str:
    """Return "rtl" or "ltr"."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def _option(choice, letter, words, votes, total, best, chosen) -> Option:
    own = words.choices[choice.key]
    return Option(
        key=choice.key,
        letter=letter,
        text=own.text,
        votes=votes,
        share=round(100 * votes / total) if total else 0,
        is_chosen=choice.key == chosen,
        is_recommended=best is not None and best.key == choice.key,
        severity=choice.severity,
        points=choice.points,
        consequence=own.consequence,
        principle=own.principle,
        legal=own.legal,
        critical_error=str(NAMES.get(choice.critical_error, choice.critical_error)),
    )


def _filled(scene: SceneWords, fill: Fill, language: str) -> SceneWords:
    choices = {key: fill(choice, language=language) for key, choice in scene.choices.items()}
    texts = {
        name: fill(value, language=language) if isinstance(value, str) else value
        for name, value in vars(scene).items()
    }
    return SceneWords(**texts | {"choices": choices})


def _size(words: SceneWords, options: tuple[Option, ...]) -> str:
    letters = len(words.situation) + sum(len(option.text) for option in options)
    return next((name for most, name in _SIZES if letters <= most), "s")
