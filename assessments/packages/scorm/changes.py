"""What one commit changed against the one before: interactions answered, statuses that must not fall. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessments.packages.scorm.manifest import SCORM_12

_INTERACTION = re.compile(r"cmi\.interactions\.(\d{1,3})\.(.+)")
# A word that stands further on is never replaced by one before it, within an attempt.
_RANKS = {
    "cmi.core.lesson_status": ("not attempted", "unknown", "browsed", "incomplete", "failed", "completed", "passed"),
    "cmi.completion_status": ("unknown", "not attempted", "incomplete", "completed"),
    "cmi.success_status": ("unknown", "failed", "passed"),
}  # fmt: skip
_TYPES = frozenset(
    {
        "choice",
        "fill-in",
        "likert",
        "long-fill-in",
        "matching",
        "numeric",
        "other",
        "performance",
        "sequencing",
        "true-false",
    }
)


@dataclass(frozen=True)
class Answered:
    """An interaction as it was answered. `type` and `response` as xAPI has them; `success` None: not judged."""

    id: str
    type: str
    response: str
    success: bool | None
    latency: str
    correct: str


def not_lowered(standard: str, before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return `after` with the statuses that were better before: content that closes writes what it likes."""
    held = dict(after)
    for name, ranks in _RANKS.items():
        earlier, later = before.get(name, ""), held.get(name, "")
        if earlier in ranks and (later not in ranks or ranks.index(later) < ranks.index(earlier)):
            held[name] = earlier
    return held


def answered(standard: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Answered]:
    """Yield the interactions that were answered newly or otherwise, in their order."""
    earlier = _interactions(before)
    for number, told in sorted(_interactions(after).items()):
        one = _answered(standard, told)
        if one is not None and one != _answered(standard, earlier.get(number, {})):
            yield one


def _interactions(cmi: Mapping[str, str]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for name, value in cmi.items():
        if matched := _INTERACTION.fullmatch(name):
            found.setdefault(int(matched[1]), {})[matched[2]] = value
    return found


def _answered(standard: str, told: Mapping[str, str]) -> Answered | None:
    response = told.get("student_response" if standard == SCORM_12 else "learner_response", "")
    if not told.get("id") or response == "":
        return None
    kind = told.get("type", "other")
    kind = kind if kind in _TYPES else "other"
    is_12 = standard == SCORM_12
    pattern = told.get("correct_responses.0.pattern", "")
    return Answered(
        id=told["id"],
        type=kind,
        response=_response(kind, response) if is_12 else response,
        success={"correct": True, "wrong": False, "incorrect": False}.get(told.get("result", "")),
        latency=told.get("latency", ""),
        correct=_response(kind, pattern) if is_12 else pattern,
    )


def _response(kind: str, text: str) -> str:
    """Return a response of 1.2 in the form of xAPI: a,b -> a[,]b, and 1.a,2.b -> 1[.]a[,]2[.]b."""
    if kind == "true-false":
        return {"t": "true", "1": "true", "true": "true"}.get(text.lower(), "false")
    if kind not in ("choice", "sequencing", "matching", "performance"):
        return text
    parts = [part.strip() for part in text.strip().removeprefix("{").removesuffix("}").split(",")]
    if kind == "matching":
        parts = [part.replace(".", "[.]", 1) for part in parts]
    return "[,]".join(parts)
