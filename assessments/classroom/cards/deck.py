"""A version in one language as a deck of cards: what is printed, as plain values."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.attempts.shuffling import shuffled
from assessments.classroom.notes import ENDINGS, SEVERITIES
from assessments.classroom.presenting import LETTERS, Fill, direction_of
from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.graph import ChoiceNode, Graph, SceneNode
from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.words import words_of_scenes, words_of_version

_COMPARISONS = {
    "at_least": gettext_lazy("%(value)s at least %(than)s"),
    "at_most": gettext_lazy("%(value)s at most %(than)s"),
    "equals": gettext_lazy("%(value)s is %(than)s"),
    "differs": gettext_lazy("%(value)s is not %(than)s"),
}


@dataclass(frozen=True)
class CardChoice:
    """One choice: its letter and text for the card, the rest for the sheet of answers. `goes_on` says to which card."""

    letter: str
    text: str
    consequence: str
    goes_on: str
    severity: str
    principle: str
    legal: str


@dataclass(frozen=True)
class Card:
    """One scene: `number` is printed large, `ending` is the kind of ending in words, "" for a scene with choices."""

    number: int
    heading: str
    situation: str
    speaker: str
    notice: str
    notes: str
    ending: str
    principle: str
    legal: str
    booth: str
    choices: tuple[CardChoice, ...]


@dataclass(frozen=True)
class Deck:
    code: str
    title: str
    summary: str
    notice: str
    version: int
    first: int
    language: str
    direction: str
    cards: tuple[Card, ...]


def deck_of(version: ScenarioVersion, language: str, fill: Fill) -> Deck:
    """Return the deck of a version; labels are in the active language, which should be `language`. Three queries.

    `fill(value, language=)` puts a country's words in. Cards are numbered in an order that tells nothing: the first
    scene is 1, the others are shuffled, and so are the letters of the choices.
    """
    graph = Graph.from_structure(version.structure)
    found = words_of_scenes(version, graph.scenes, language)
    about = fill(words_of_version(version, found.language), language=found.language)
    seed = f"{version.scenario.key}|{version.number}"
    rest = [key for key in graph.scenes if key != graph.start]
    order = [graph.start, *shuffled(seed, rest)]
    numbers = {key: number for number, key in enumerate(order, start=1)}
    return Deck(
        code=version.scenario.code,
        title=about.title,
        summary=about.summary,
        notice=about.notice,
        version=version.number,
        first=numbers[graph.start],
        language=found.language,
        direction=direction_of(found.language),
        cards=tuple(
            _card(graph.scene(key), found.scenes[key], numbers, seed, fill, found.language) for key in order
        ),
    )


def _card(scene: SceneNode, words, numbers: dict[str, int], seed: str, fill: Fill, language: str) -> Card:
    by_key = {choice.key: choice for choice in scene.choices}
    order = shuffled(f"{seed}|{scene.key}", tuple(by_key))
    texts = {
        name: fill(getattr(words, name), language=language)
        for name in ("heading", "situation", "speaker", "notice", "notes", "principle", "legal", "booth")
    }
    return Card(
        **texts,
        number=numbers[scene.key],
        ending=str(ENDINGS.get(scene.ending, "")),
        choices=tuple(
            _choice(by_key[key], letter, fill(words.choices[key], language=language), numbers)
            for letter, key in zip(LETTERS, order, strict=False)
        ),
    )


def _choice(choice: ChoiceNode, letter: str, words, numbers: dict[str, int]) -> CardChoice:
    severity = str(SEVERITIES.get(choice.severity, choice.severity))
    if choice.critical_error:
        severity = f"{severity}: {NAMES.get(choice.critical_error, choice.critical_error)}"
    return CardChoice(
        letter=letter,
        text=words.text,
        consequence=words.consequence,
        goes_on=_goes_on(choice, numbers),
        severity=severity,
        principle=words.principle,
        legal=words.legal,
    )


def _goes_on(choice: ChoiceNode, numbers: dict[str, int]) -> str:
    """Return “Go to card 7.”, with what has to be kept count of: “trust -1. If trust is at least 1: card 3.”"""
    parts = [_effect(effect) for effect in choice.effects]
    if choice.when:
        told = _("Only if %(conditions)s.")
        parts.insert(0, told % {"conditions": _conditions(choice.when)})
    for route in choice.routes:
        told = _("If %(conditions)s: go to card %(number)s.")
        parts.append(told % {"conditions": _conditions(route.when), "number": numbers.get(route.next, "?")})
    told = _("Else go to card %(number)s.") if choice.routes else _("Go to card %(number)s.")
    return " ".join([*parts, told % {"number": numbers.get(choice.next, "?")}])


def _effect(effect) -> str:
    amount = f"{effect.amount:+d}" if effect.is_added else _amount(effect.amount)
    told = _("Note: %(value)s %(amount)s.") if effect.is_added else _("Note: %(value)s is %(amount)s.")
    return told % {"value": effect.value, "amount": amount}


def _conditions(conditions) -> str:
    told = [_COMPARISONS[one.test] % {"value": one.value, "than": _amount(one.than)} for one in conditions]
    return _(" and ").join(told)


def _amount(amount: int | bool) -> str:
    if isinstance(amount, bool):
        return _("yes") if amount else _("no")
    return str(amount)
