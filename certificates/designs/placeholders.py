"""The gaps in a design's texts: {name} and the like. Pure."""

import re
from collections.abc import Mapping

NAMES = (
    "name",
    "name_latin",
    "course",
    "cohort",
    "place",
    "academy",
    "hours",
    "starts_on",
    "ends_on",
    "issued_on",
    "valid_until",
    "number",
)
_GAP = re.compile(r"\{([^{}]*)\}")


def unknown_in(text: str) -> list[str]:
    """Return what stands in braces and is no placeholder, and braces that are never closed or opened, in order."""
    unknown = [f"{{{name}}}" for name in _GAP.findall(text) if name not in NAMES]
    rest = _GAP.sub("", text)
    return unknown + [brace for brace in rest if brace in "{}"]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its gaps filled; what is no placeholder stays as it stands."""
    return _GAP.sub(lambda gap: values.get(gap[1], gap[0]), text)
