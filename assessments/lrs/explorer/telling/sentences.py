"""A statement as a sentence in the reader's language, from its JSON and the names of what it speaks of. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.lrs.explorer.telling import amounts
from assessments.lrs.explorer.telling.answers import answer
from assessments.lrs.explorer.telling.facts import Facts, kind_of, last_segment
from assessments.lrs.explorer.telling.names import Names, short
from assessments.lrs.explorer.telling.phrases import Isolated, Number, Part, Phrase, Word, phrase
from assessments.lrs.explorer.telling.wording import (
    CRITICAL_ICON,
    CRITICAL_TONE,
    KINDS,
    LAUNCH_MODES,
    SEVERITIES,
    telling_of,
)

# Verbs that say of themselves whether something succeeded.
_TELL_SUCCESS = ("/passed", "/failed", "/waived")
_LONGEST_RESPONSE = 80
# How a list of facts goes on, in languages that have another comma as well.
_AND_MORE = gettext_lazy("{told}, {more}")


@dataclass(frozen=True)
class Sentence:
    """What a statement says. `critical_errors` are in words; `tone` and `icon` let people look before they read."""

    told: Phrase
    icon: str
    tone: str
    verb: str
    critical_errors: tuple[str, ...] = ()

    def html(self) -> SafeString:
        return self.told.html()

    def text(self) -> str:
        return self.told.text()


def sentence(facts: Facts, names: Names) -> Sentence:
    """Return the whole sentence of a statement: "<actor> passed: <activity>, score 80%, 2 min 10 s, Tajik, …"."""
    errors = _errors(facts, names)
    more = [*_facts(facts, names, errors), *_version(facts)]
    return _made(facts, reduce(_with_more, more, headline(facts, names)), names, errors)


def step_sentence(facts: Facts, names: Names) -> Sentence:
    """Return the sentence for a timeline, which says itself who acts, in which language and version."""
    errors = _errors(facts, names)
    told = phrase(
        _("{verb}: {activity}"), verb=verb_word(facts, names), activity=Isolated(object_phrase(facts, names))
    )
    return _made(facts, reduce(_with_more, _facts(facts, names, errors), told), names, errors)


def headline(facts: Facts, names: Names) -> Phrase:
    """Return "<actor> passed: <activity>" alone."""
    return phrase(
        telling_of(facts.verb).pattern,
        actor=names.actor(facts.actor),
        verb=verb_word(facts, names),
        activity=Isolated(object_phrase(facts, names)),
    )


def circumstances(facts: Facts) -> tuple[Phrase | Word, ...]:
    """Return the language and the version of the scenario, as far as they are said."""
    return tuple(_version(facts))


def _made(facts: Facts, told: Phrase, names: Names, errors: tuple[str, ...]) -> Sentence:
    telling = telling_of(facts.verb)
    return Sentence(
        told=told,
        icon=CRITICAL_ICON if errors else telling.icon,
        tone=CRITICAL_TONE if errors else telling.tone,
        verb=verb_word(facts, names).content,
        critical_errors=errors,
    )


def _errors(facts: Facts, names: Names) -> tuple[str, ...]:
    return tuple(names.critical_error(code) for code in facts.critical_errors)


def _with_more(told: Phrase, more: Part) -> Phrase:
    return phrase(_AND_MORE, told=told, more=Isolated(more))


def verb_word(facts: Facts, names: Names) -> Word:
    """Return the verb's name: ours, else its own display, else the end of its IRI."""
    if name := str(telling_of(facts.verb).name):
        return Word(name)
    return names.best(facts.verb_display) or Word(last_segment(facts.verb))


def object_phrase(facts: Facts, names: Names) -> Word | Phrase:
    """Return what the statement is about: an activity, an agent, a statement or one that is only meant."""
    kind, target = facts.target_type, facts.target
    if kind in ("Agent", "Group"):
        return names.actor(target)
    if kind == "StatementRef":
        return phrase(_("statement {id}"), id=str(target.get("id", ""))[:8])
    if kind == "SubStatement":
        inner = Facts({**target, "id": ""})
        return phrase(_("the plan “{plan}”"), plan=Isolated(headline(inner, names)))
    return activity_phrase(target, facts, names)


def activity_phrase(activity, facts: Facts, names: Names) -> Word | Phrase:
    """Return an activity by its name, else by its kind and key; a scene by its place in the scenario."""
    iri = str(activity.get("id", ""))
    if kind_of(iri) == "scene" and activity is facts.target and facts.scene:
        return _scene(facts, names)
    if name := names.activity(activity):
        return name
    kind = KINDS.get(kind_of(iri))
    return phrase(kind, name=short(iri)) if kind else Word(short(iri))


def _scene(facts: Facts, names: Names) -> Phrase:
    parents = (names.activity(one) for one in facts.activities("parent"))
    scenario = next((name for name in parents if name), Word(facts.scenario_code))
    return phrase(_("scene {scene} of {scenario}"), scene=facts.scene, scenario=scenario)


def _facts(facts: Facts, names: Names, errors: tuple[str, ...]) -> Iterator[Phrase | Word]:
    yield from _outcome(facts, names)
    for error in errors:
        yield phrase(_("critical error: {error}"), error=error)
    if facts.severity in SEVERITIES and not errors:
        yield Word(str(SEVERITIES[facts.severity]))
    if facts.launch_mode in LAUNCH_MODES:
        yield Word(str(LAUNCH_MODES[facts.launch_mode]))
    if facts.reason:
        yield phrase(_("reason: {reason}"), reason=_shortened(facts.reason))
    if facts.duration:
        yield Word(amounts.duration(facts.duration))


def _outcome(facts: Facts, names: Names) -> Iterator[Phrase | Word]:
    if response := answer(facts, names):
        yield phrase(_("answer {answer}"), answer=replace(response, content=_shortened(response.content)))
    if facts.percent is not None:
        yield phrase(_("score {percent}"), percent=Number(amounts.percent(facts.percent)))
    elif facts.points is not None:
        yield points_phrase(facts)
    if facts.progress is not None:
        yield phrase(_("progress {percent}"), percent=Number(amounts.percent(facts.progress)))
    if facts.scored_by == "browser":
        yield Word(_("counted by the browser alone"))
    if facts.success is not None and not facts.verb.endswith(_TELL_SUCCESS):
        yield Word(_("successful") if facts.success else _("not successful"))


def points_phrase(facts: Facts) -> Phrase:
    """Return the points of a statement that has some, with the most that there were to win."""
    points = Number(amounts.number(facts.points))
    if facts.most_points is None:
        return phrase(_("points: {points}"), points=points)
    return phrase(
        _("points: {points} of {most}"), points=points, most=Number(amounts.number(facts.most_points))
    )


def _version(facts: Facts) -> Iterator[Phrase | Word]:
    if facts.language:
        yield Word(amounts.language(facts.language))
    if facts.scenario_code and facts.scenario_version is not None:
        version = Number(amounts.number(facts.scenario_version))
        yield phrase(_("{scenario} version {version}"), scenario=facts.scenario_code, version=version)
    elif facts.scenario_code:
        yield Word(facts.scenario_code)


def _shortened(text: str) -> str:
    """Return what fits into a sentence: it goes on after it, so a full stop is left out."""
    if len(text) <= _LONGEST_RESPONSE:
        return text.removesuffix(".")
    return f"{text[:_LONGEST_RESPONSE].rpartition(' ')[0] or text[:_LONGEST_RESPONSE]}…"
