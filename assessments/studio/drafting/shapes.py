"""What may stand at each path of a document: its form, not its sense (that is checked before publishing). Pure."""

import re
from uuid import UUID

from django.utils.translation import gettext as _

from assessments.scenarios.graph import CRITICAL, ENDINGS
from assessments.scenarios.sources.yaml_lines import UNPRINTABLE
from assessments.scenarios.validation import CRITICAL_ERRORS, POINTS
from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS
from assessments.studio.drafting.document import CHOICE, SCENE

_ID = re.compile(r"[\w-]{1,40}")
_HASH = re.compile(r"[0-9a-f]{40}")
_TAG = re.compile(r"<[A-Za-z/!]")
_LENGTHS = {"title": 200, "place": 200, "heading": 200, "speaker": 120}
_LONGEST = 20_000
_COMPARISONS = ("at_least", "at_most", "equals", "differs")


def fault_of(path: list, value: object, languages: set[str]) -> str:
    """Return why `value` cannot stand at `path`, "" when it can. None takes away what may be taken away."""
    kind = _kind(path)
    if kind is None:
        return _("There is no such place in a scenario.")
    if kind == "words":
        return _fault_of_words(path, value, languages)
    if value is None and kind in ("value", "scene", "choice"):
        return ""
    if kind == "head" and path[1] == "source_language":
        known = isinstance(value, str) and value in languages
        return "" if known else _("This language is not one of the site.")
    if _CHECKS[kind](path, value):
        return ""
    return _("“%(name)s” cannot have this value.") % {"name": path[-1]}


def unprintable(value: object) -> str:
    """Return why texts anywhere in a JSON value cannot be kept, "" when they can.

    PostgreSQL keeps no NUL, and XML 1.0 (2.2) and YAML have no place for the other controls either.
    """
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str) and (match := UNPRINTABLE.search(one)):
            told = _("a character that cannot stand in a text: %(code)s")
            return told % {"code": f"U+{ord(match[0]):04X}"}
    return ""


def _kind(path: list) -> str | None:
    """Return which of _CHECKS a path belongs to; None for no place at all."""
    for kind, steps in _PATHS.items():
        if len(path) == len(steps) and all(map(_fits, path, steps)):
            return kind
    return None


def _fits(name: object, step: object) -> bool:
    """Return whether one name of a path fits a step of _PATHS: a word, an id (_ID), any text (str) or a field."""
    if not isinstance(name, str):
        return False
    if step is _ID:
        return bool(_ID.fullmatch(name))
    return step is str or name == step or (isinstance(step, dict) and name in step)


def _fault_of_words(path: list, value: object, languages: set[str]) -> str:
    _words, language, address, name = path
    if language not in languages:
        return _("This language is not one of the site.")
    if name not in _fields_at(address):
        return _("There is no such text in a scenario.")
    if value is None:
        return ""
    if not isinstance(value, str):
        return _("This must be a text.")
    if _TAG.search(value):
        return _("HTML is not allowed in a text: take the tags away.")
    longest = _LENGTHS.get(name, _LONGEST)
    if len(value) > longest:
        return _("This text is too long: at most %(count)s characters.") % {"count": longest}
    return ""


def _fields_at(address: str) -> tuple[str, ...]:
    if not address:
        return VERSION_FIELDS
    key, slash, choice = address.partition("/")
    if not _ID.fullmatch(key) or (slash and not _ID.fullmatch(choice)):
        return ()
    return CHOICE_FIELDS if slash else SCENE_FIELDS


def _whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


def _texts(value: object, longest: int = 60) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and 0 < len(one) <= longest for one in value)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(_ID.fullmatch(value))


def _is_relearn(value: object) -> bool:
    return isinstance(value, dict) and all(
        name in ("default", *CRITICAL_ERRORS) and _is_key(key) for name, key in value.items()
    )


def _is_key(value: object) -> bool:
    try:
        UUID(value)
    except (ValueError, TypeError, AttributeError):
        return False
    return True


def _is_policy(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"mode", "tries", "cooldown_minutes"}
        and value["mode"] in ("certifying", "practice")
        and _whole(value["tries"], 0, 99)
        and _whole(value["cooldown_minutes"], 0, 60 * 24 * 30)
    )


def _is_value(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != {"rank", "kind", "start", "min", "max"}:
        return False
    if value["kind"] == "yes_no":
        return _number(value["rank"]) and isinstance(value["start"], bool)
    numbers = all(_whole(value[name], -1000, 1000) for name in ("start", "min", "max"))
    return value["kind"] == "integer" and _number(value["rank"]) and numbers


def _is_amount(value: object) -> bool:
    return isinstance(value, bool) or _whole(value, -1000, 1000)


def _is_effects(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and one.keys() in ({"value", "add"}, {"value", "set"})
        and _is_id(one["value"])
        and _is_amount(one.get("add", one.get("set")))
        for one in value
    )


def _is_conditions(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and one.keys() == {"value", "is", "than"}
        and _is_id(one["value"])
        and one["is"] in _COMPARISONS
        and _is_amount(one["than"])
        for one in value
    )


def _is_routes(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and one.keys() == {"when", "next"}
        and _is_conditions(one["when"])
        and isinstance(one["next"], str)
        for one in value
    )


def _is_target(value: object) -> bool:
    return value == "" or _is_id(value)


_HEAD = {
    "minutes": lambda value: _whole(value, 1, 600),
    "pass_percent": lambda value: _whole(value, 1, 100),
    "content_notice": lambda value: isinstance(value, bool),
    "modules": _texts,
    "relearn": _is_relearn,
    "policy": _is_policy,
    "start": _is_target,
    "source_language": _is_id,
    "sign_offs": lambda value: _texts(value) and set(value) <= {"legal", "child"},
}
_SCENE = {
    "rank": _number,
    "ending": lambda value: value in ("", *ENDINGS),
    "notice": lambda value: isinstance(value, bool),
    "image": lambda value: value == "" or (isinstance(value, str) and bool(_HASH.fullmatch(value))),
}
_CHOICE = {
    "rank": _number,
    "points": lambda value: _whole(value, -10, 10),
    "severity": lambda value: isinstance(value, str) and (value in POINTS or value == CRITICAL),
    "next": _is_target,
    "critical_error": lambda value: value in ("", *CRITICAL_ERRORS),
    "sources": _texts,
    "principle": lambda value: isinstance(value, bool),
    "effects": _is_effects,
    "when": _is_conditions,
    "routes": _is_routes,
}


def _is_scene(_path: list, value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == SCENE.keys()
        and all(check(value[name]) for name, check in _SCENE.items())
        and isinstance(value["choices"], dict)
        and all(_is_id(key) and _is_choice(_path, choice) for key, choice in value["choices"].items())
    )


def _is_choice(_path: list, value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == CHOICE.keys()
        and all(check(value[name]) for name, check in _CHOICE.items())
    )


_CHECKS = {
    "head": lambda path, value: _HEAD[path[1]](value),
    "value": lambda path, value: _is_value(value),
    "scene": _is_scene,
    "scene_field": lambda path, value: _SCENE[path[2]](value),
    "choice": _is_choice,
    "choice_field": lambda path, value: _CHOICE[path[4]](value),
}
_PATHS = {
    "head": ("head", _HEAD),
    "words": ("words", str, str, str),
    "value": ("values", _ID),
    "scene": ("scenes", _ID),
    "scene_field": ("scenes", _ID, _SCENE),
    "choice": ("scenes", _ID, "choices", _ID),
    "choice_field": ("scenes", _ID, "choices", _ID, _CHOICE),
}
