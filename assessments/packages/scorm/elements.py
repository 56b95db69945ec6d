"""What a SCO may set of its data model, within bounds; what the LMS says is never taken from a browser. Pure.

Names as in SCORM 1.2 RTE 3.4.4 and SCORM 2004 RTE 4.2, flattened: {"cmi.core.score.raw": "80"}.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from assessments.packages.scorm.manifest import SCORM_12

# What real packages need: 1.2 names 4,096 characters of suspend data, and authoring tools write more.
LONGEST = {"cmi.suspend_data": 64_000}
LONGEST_VALUE = 4_000
MOST_ELEMENTS = 8_000
LARGEST = 512 * 1024
_N = r"\d{1,3}"
_WRITABLE = {
    SCORM_12: re.compile(
        rf"""cmi\.(?:
        core\.(?:lesson_location|lesson_status|exit|session_time|total_time|score\.(?:raw|min|max))
      | suspend_data | comments
      | objectives\.{_N}\.(?:id|status|score\.(?:raw|min|max))
      | student_preference\.(?:audio|language|speed|text)
      | interactions\.{_N}\.(?:id|time|type|weighting|student_response|result|latency
            |objectives\.{_N}\.id|correct_responses\.{_N}\.pattern)
        )""",
        re.VERBOSE,
    ),
    "scorm2004": re.compile(
        rf"""cmi\.(?:
        completion_status|success_status|exit|location|progress_measure|session_time|total_time|suspend_data
      | score\.(?:scaled|raw|min|max)
      | objectives\.{_N}\.(?:id|success_status|completion_status|progress_measure|description
            |score\.(?:scaled|raw|min|max))
      | comments_from_learner\.{_N}\.(?:comment|location|timestamp)
      | learner_preference\.(?:audio_level|language|delivery_speed|audio_captioning)
      | interactions\.{_N}\.(?:id|type|timestamp|weighting|learner_response|result|latency|description
            |objectives\.{_N}\.id|correct_responses\.{_N}\.pattern)
        )""",
        re.VERBOSE,
    ),
}
_VOCABULARY = {
    "cmi.core.lesson_status": {
        "passed", "completed", "failed", "incomplete", "browsed", "not attempted", "unknown",
    },
    "cmi.core.exit": {"time-out", "suspend", "logout", "normal"},
    "cmi.completion_status": {"completed", "incomplete", "not attempted", "unknown"},
    "cmi.success_status": {"passed", "failed", "unknown"},
    "cmi.exit": {"time-out", "suspend", "logout", "normal"},
}  # fmt: skip
_SCALED = re.compile(r"cmi\.(?:objectives\.\d+\.)?score\.scaled")
_PROGRESS = re.compile(r"cmi\.(?:objectives\.\d+\.)?progress_measure")
_SCORE = re.compile(r"(?P<of>cmi\.(?:core\.|objectives\.\d+\.)?score\.)raw")
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?")


class OutOfBounds(ValueError):
    """A value cannot be; the commit is not taken. The text names the element."""


def read_elements(standard: str, sent: object) -> dict[str, str]:
    """Return what a SCO may say of what was sent, {element: text}. Raises OutOfBounds.

    What only the LMS may set (name, credit, launch data, marks) is left out without a word: the data model that the
    browser sends holds it as it was told.
    """
    if not isinstance(sent, Mapping) or len(sent) > MOST_ELEMENTS:
        raise OutOfBounds("no data model")
    writable = _WRITABLE[standard]
    told = {name: value for name, value in sent.items() if isinstance(name, str) and writable.fullmatch(name)}
    total = 0
    for name, value in told.items():
        total += _require_text(name, value)
    if total > LARGEST:
        raise OutOfBounds(f"more than {LARGEST} bytes")
    for name in told:
        _require_value(name, told)
    return {name: value for name, value in told.items() if value != ""}


def _require_text(name: str, value: object) -> int:
    if not isinstance(value, str):
        raise OutOfBounds(f"{name} is no text")
    if len(value) > LONGEST.get(name, LONGEST_VALUE):
        raise OutOfBounds(f"{name} is longer than {LONGEST.get(name, LONGEST_VALUE)} characters")
    try:
        return len(name) + len(value.encode())
    except UnicodeEncodeError:
        raise OutOfBounds(f"{name} is no text") from None


def _require_value(name: str, told: Mapping[str, str]) -> None:
    value = told[name]
    if value == "":
        return
    if "\0" in value:
        raise OutOfBounds(f"{name} is no text")
    if name in _VOCABULARY and value not in _VOCABULARY[name]:
        raise OutOfBounds(f"{name} is not one of its words")
    if _SCALED.fullmatch(name):
        _require_between(name, value, -1, 1)
    elif _PROGRESS.fullmatch(name):
        _require_between(name, value, 0, 1)
    elif score := _SCORE.fullmatch(name):
        _require_score(name, value, score["of"], told)


def _require_score(name: str, value: str, of: str, told: Mapping[str, str]) -> None:
    low = number(told.get(f"{of}min", ""))
    high = number(told.get(f"{of}max", ""))
    if of == "cmi.core.score.":
        low, high = (Decimal(0) if low is None else low), (Decimal(100) if high is None else high)
    _require_between(name, value, low, high)


def _require_between(name: str, value: str, low, high) -> None:
    found = number(value)
    if found is None:
        raise OutOfBounds(f"{name} is no number")
    if (low is not None and found < low) or (high is not None and found > high):
        raise OutOfBounds(f"{name} is {value}, which is not between {low} and {high}")


def number(text: str) -> Decimal | None:
    """Return the number that a text is; None for anything else."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
