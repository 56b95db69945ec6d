"""Prerequisites of SCORM 1.2 (aicc_script) as far as they name units joined by & and |. Pure.

Other forms (~, =, <>, sets like 2*{a,b,c}) are not heeded: the unit is then free.
"""

import re
from collections.abc import Collection

_TOKEN = re.compile(r"\s*(?:(?P<sign>[&|()])|(?P<id>[^\s&|()~=<>{}*,]+))")


class NotUnderstood(ValueError):
    """The text has forms that are not heeded here."""


def is_met(prerequisites: str, satisfied: Collection[str], known: Collection[str]) -> bool:
    """Tell whether a unit may be begun; `satisfied` and `known` are ids of items."""
    if not prerequisites.strip():
        return True
    try:
        tokens = _tokens(prerequisites)
        met = _either(tokens, satisfied, known)
        return met if not tokens else True
    except NotUnderstood:
        return True


def _tokens(text: str) -> list[str]:
    """Return the parts, the last one first."""
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotUnderstood(text)
        tokens.append(found["sign"] or found["id"])
        at = found.end()
    return tokens[::-1]


def _either(tokens: list[str], satisfied, known) -> bool:
    met = _both(tokens, satisfied, known)
    while tokens and tokens[-1] == "|":
        tokens.pop()
        met = _both(tokens, satisfied, known) or met
    return met


def _both(tokens: list[str], satisfied, known) -> bool:
    met = _one(tokens, satisfied, known)
    while tokens and tokens[-1] == "&":
        tokens.pop()
        met = _one(tokens, satisfied, known) and met
    return met


def _one(tokens: list[str], satisfied, known) -> bool:
    part = tokens.pop() if tokens else ")"
    if part == "(":
        met = _either(tokens, satisfied, known)
        if not tokens or tokens.pop() != ")":
            raise NotUnderstood("(")
        return met
    if part not in known:
        raise NotUnderstood(part)
    return part in satisfied
