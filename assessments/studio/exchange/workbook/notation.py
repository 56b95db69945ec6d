"""Effects, conditions and routes of a choice as one readable line, for people who write them into a cell. Pure.

    effects      trust -1; child_identified = yes          (; or a new line between two)
    conditions   trust >= 1 and child_identified = yes     (>=, <=, =, !=)
    routes       end-a if trust >= 1; end-b if trust <= -1

The values are those of a structure of format 2 (scenarios.graph). Writing what was read gives it back.
"""

import re

_YES_NO = {"yes": True, "no": False}
_COMPARISONS = {"at_least": ">=", "at_most": "<=", "equals": "=", "differs": "!="}
_SIGNS = {sign: name for name, sign in _COMPARISONS.items()} | {
    "≥": "at_least",
    "≤": "at_most",
    "≠": "differs",
    "<>": "differs",
    "==": "equals",
}
_ID = r"[\w-]{1,40}"
_AMOUNT = r"yes|no|[+\-−–]?\s*\d{1,6}"  # a word processor makes dashes of a minus
_ADD = re.compile(rf"({_ID})\s+([+\-−–])\s*(\d{{1,6}})")
_SET = re.compile(rf"({_ID})\s*=\s*({_AMOUNT})", re.IGNORECASE)
_CONDITION = re.compile(rf"({_ID})\s*(>=|<=|!=|<>|==|=|≥|≤|≠)\s*({_AMOUNT})", re.IGNORECASE)
_ROUTE = re.compile(rf"({_ID})\s+if\s+(.+)", re.IGNORECASE | re.DOTALL)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"[;\n]")


class NotationUnclear(ValueError):
    """A part of a line says nothing that is known; `part` is that part as it was written."""

    def __init__(self, part: str):
        super().__init__(part)
        self.part = part


def read_effects(text: str) -> list[dict]:
    """Return the effects a line tells, [] for an empty one. Raises NotationUnclear."""
    return [_effect(part) for part in _parts(text)]


def read_conditions(text: str) -> list[dict]:
    """Return the conditions a line tells, all of which must hold; [] for an empty one. Raises NotationUnclear."""
    return [_condition(part.strip()) for part in _AND.split(text.strip())] if text.strip() else []


def read_routes(text: str) -> list[dict]:
    """Return the routes a line tells, in their order; [] for an empty one. Raises NotationUnclear."""
    return [_route(part) for part in _parts(text)]


def write_effects(effects: list[dict]) -> str:
    """Return the line that `read_effects` reads as these effects."""
    return "; ".join(
        f"{one['value']} {one['add']:+d}" if "add" in one else f"{one['value']} = {_written(one['set'])}"
        for one in effects
    )


def write_conditions(conditions: list[dict]) -> str:
    """Return the line that `read_conditions` reads as these conditions."""
    return " and ".join(
        f"{one['value']} {_COMPARISONS[one['is']]} {_written(one['than'])}" for one in conditions
    )


def write_routes(routes: list[dict]) -> str:
    """Return the line that `read_routes` reads as these routes."""
    return "; ".join(f"{one['next']} if {write_conditions(one['when'])}" for one in routes)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _effect(part: str) -> dict:
    if match := _SET.fullmatch(part):
        return {"value": match[1], "set": _amount(match[2])}
    if match := _ADD.fullmatch(part):
        amount = int(match[3])
        return {"value": match[1], "add": amount if match[2] == "+" else -amount}
    raise NotationUnclear(part)


def _condition(part: str) -> dict:
    match = _CONDITION.fullmatch(part)
    if not match:
        raise NotationUnclear(part)
    return {"value": match[1], "is": _SIGNS[match[2]], "than": _amount(match[3])}


def _route(part: str) -> dict:
    match = _ROUTE.fullmatch(part)
    if not match:
        raise NotationUnclear(part)
    return {"when": read_conditions(match[2]), "next": match[1]}


def _amount(text: str) -> int | bool:
    known = _YES_NO.get(text.lower())
    if known is not None:
        return known
    return int(re.sub(r"[−–]", "-", text).replace(" ", ""))


def _written(amount: int | bool) -> str:
    if isinstance(amount, bool):
        return "yes" if amount else "no"
    return str(amount)
