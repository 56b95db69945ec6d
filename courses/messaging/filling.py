"""Texts with gaps, and what stands in them for one person. Pure."""

import re
from collections.abc import Mapping

_GAP = re.compile(r"%\((\w+)\)s")


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Return the text with its gaps, %(name)s, filled; a line with a gap for which there is nothing is left out."""
    lines = [line for line in text.split("\n") if all(facts.get(name) for name in _GAP.findall(line))]
    return "\n".join(_GAP.sub(lambda gap: facts[gap[1]], line) for line in lines)
