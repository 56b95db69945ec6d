"""A fact of a document in one line for people: no brackets, no names of keys."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from assessments.studio.editor.field_strings import field_strings

_NOTHING = "–"
# Isolates (Unicode Standard Annex 9, section 2.4): a sign stays before its number in a text from right to left.
_SIGNED = "\u2066{}\u2069"


def told(path: list[str], value: object) -> str:
    """Return what stands at a path of a document (drafting/document.py) in words of the active language."""
    if value in ("", None, [], {}):
        return _NOTHING
    if path[0] == "values" and len(path) == 2:
        return _value(value)
    act = _BY_FIELD.get(path[-1])
    return act(value) if act else _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_plain(one)}" for name, one in value.items() if one not in ("", [], {}))
    if isinstance(value, list):
        return "; ".join(_plain(one) for one in value) or _NOTHING
    if isinstance(value, int) and value < 0:
        return _SIGNED.format(value)
    return str(value)


def _value(value: dict) -> str:
    words = field_strings()
    names = ("start",) if value["kind"] == "yes_no" else ("start", "min", "max")
    facts = [f"{words[f'value.{name}']}: {_plain(value[name])}" for name in names]
    return ", ".join([words[f"kind.{value['kind']}"], *facts])


def _effects(effects: list[dict]) -> str:
    words = field_strings()
    return "; ".join(
        f"{one['value']} {words['effect.add']} {_SIGNED.format(format(one['add'], '+d'))}"
        if "add" in one
        else f"{one['value']} {words['effect.set']} {_plain(one['set'])}"
        for one in effects
    )


def _conditions(conditions: list[dict]) -> str:
    words = field_strings()
    return "; ".join(f"{one['value']} {words['is.' + one['is']]} {_plain(one['than'])}" for one in conditions)


def _routes(routes: list[dict]) -> str:
    then_to = field_strings()["then_to"]
    return "; ".join(f"{_conditions(one['when'])} {then_to} {one['next']}" for one in routes)


def _policy(policy: dict) -> str:
    words = field_strings()
    numbers = [
        f"{words[f'field.{name}']}: {policy[name]}" for name in ("tries", "cooldown_minutes") if policy[name]
    ]
    return "; ".join([words[f"policy.{policy['mode']}"], *numbers])


def told_choice(choice: dict) -> str:
    """Return a whole choice of a document, without its words, as one line."""
    words = field_strings()
    facts = {
        name: value for name, value in choice.items() if name != "rank" and value not in ("", None, [], {})
    }
    return "; ".join(f"{words[f'field.{name}']}: {told([name], value)}" for name, value in facts.items())


def _offices(offices: list[str]) -> str:
    names = {"legal": _("legal officer"), "child": _("child-protection officer")}
    return ", ".join(names.get(one, one) for one in offices)


_BY_FIELD = {
    "effects": _effects,
    "when": _conditions,
    "routes": _routes,
    "policy": _policy,
    "sign_offs": _offices,
    "severity": lambda value: field_strings().get(f"severity.{value}", value),
    "ending": lambda value: field_strings().get(f"ending.{value}", value),
    "source_language": lambda value: get_language_info(value)["name_local"],
}
