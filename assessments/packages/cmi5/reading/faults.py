"""What is wrong in a course structure: the requirement that is not met, the line, and what the words need.

Codes are the numbers of the requirements as the public list of them gives them (section, then a count); where one
requirement is about many things, a word after a slash says which.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

IRI = "3.0.0.0-1"
PARAMETER_CONFLICT = "8.1.0.0-6"
BLOCK_TWICE = "13.1.2.0-1"
OBJECTIVE_TWICE = "13.1.3.0-1"
UNIT_TWICE = "13.1.4.0-1"
URL_SYNTAX = "13.1.4.0-2"
NO_PACKAGE = "14.0.0.0-1"
NO_STRUCTURE = "14.1.0.0-2"
NOT_INSIDE = "14.1.0.0-4"
RELATIVE = "14.2.0.0-1"
# All that the schema says is one requirement.
SCHEMA = "13.2.0.0-1"
UNREADABLE = f"{SCHEMA}/xml"
DOCTYPE = f"{SCHEMA}/doctype"
ROOT = f"{SCHEMA}/root"
MISSING = f"{SCHEMA}/missing"
ORDER = f"{SCHEMA}/order"
UNKNOWN = f"{SCHEMA}/unknown"
TWICE = f"{SCHEMA}/twice"
TEXT = f"{SCHEMA}/text"
ATTRIBUTE_MISSING = f"{SCHEMA}/attribute-missing"
ATTRIBUTE_UNKNOWN = f"{SCHEMA}/attribute-unknown"
VALUE = f"{SCHEMA}/value"
NO_UNITS = f"{SCHEMA}/no-units"
# Not the specification's: what we cannot open, or hold.
SCHEME = "scheme"
TOO_MUCH = "too-much"
# Stored all the same.
INSECURE = "insecure-address"
NO_SUCH_OBJECTIVE = "no-such-objective"
NO_TITLE = "no-title"

WARNINGS = frozenset({INSECURE, NO_SUCH_OBJECTIVE, NO_TITLE})


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; `line` counts from 1, 0 for the package as a whole."""

    code: str
    line: int = 0
    detail: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_grave(self) -> bool:
        return self.code not in WARNINGS


def fault(code: str, line: int = 0, **detail: str | int) -> Fault:
    return Fault(code, line, {name: _short(value) for name, value in detail.items()})


def _short(value: str | int) -> str | int:
    # A value from a file may be of any length.
    return value if isinstance(value, int) or len(value) <= 200 else f"{value[:199]}…"
