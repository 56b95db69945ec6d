"""What a SCO finds in its data model when it is launched: what the LMS says, and what was kept. Pure.

SCORM 1.2 RTE 3.4.4, SCORM 2004 RTE 4.2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.packages.scorm.durations import as_hours, as_iso
from assessments.packages.scorm.manifest import SCORM_12

NORMAL, REVIEW, BROWSE = "normal", "review", "browse"
_GONE = {
    SCORM_12: ("cmi.core.exit", "cmi.core.session_time", "cmi.core.total_time"),
    "scorm2004": ("cmi.exit", "cmi.session_time", "cmi.total_time"),
}


@dataclass(frozen=True)
class Start:
    """For whom and how a unit is launched. `entry` is ab-initio, resume or ""; `extra` as `Measures.as_data`."""

    learner_id: str
    learner_name: str
    language: str
    mode: str
    entry: str
    seconds: int = 0
    launch_data: str = ""
    mastery: str = ""
    extra: Mapping = field(default_factory=dict)


def begins_anew(standard: str, cmi: Mapping[str, str], *, is_ended: bool) -> bool:
    """Tell whether the next launch is a new attempt, for which nothing is kept.

    A 2004 unit that was finished and left without "suspend" begins anew, as the standard has it. Unfinished ones go on:
    poor tools never say how they were left. 1.2 leaves it to the LMS, and this one keeps.
    """
    if standard == SCORM_12 or not is_ended:
        return False
    return cmi.get("cmi.completion_status") == "completed" and cmi.get("cmi.exit") != "suspend"


def entry_of(standard: str, cmi: Mapping[str, str], *, is_ended: bool) -> str:
    """Return how the unit is entered; a session that broke off is gone on with."""
    if not cmi:
        return "ab-initio"
    left = cmi.get("cmi.core.exit" if standard == SCORM_12 else "cmi.exit", "")
    return "resume" if left == "suspend" or not is_ended else ""


def data_model(standard: str, cmi: Mapping[str, str], start: Start) -> dict[str, str]:
    """Return the elements that are there at the start, {element: text}; "" is never among them."""
    kept = {name: value for name, value in cmi.items() if name not in _GONE[standard]}
    made = _of_12(kept, start) if standard == SCORM_12 else _of_2004(kept, start)
    return {name: value for name, value in (kept | made).items() if value != ""}


def _of_12(kept: Mapping[str, str], start: Start) -> dict[str, str]:
    return {
        "cmi.core.student_id": start.learner_id,
        "cmi.core.student_name": start.learner_name,
        "cmi.core.credit": "credit" if start.mode == NORMAL else "no-credit",
        "cmi.core.lesson_mode": start.mode,
        "cmi.core.entry": start.entry,
        "cmi.core.lesson_status": kept.get("cmi.core.lesson_status", "not attempted"),
        "cmi.core.total_time": as_hours(start.seconds),
        "cmi.launch_data": start.launch_data,
        "cmi.student_data.mastery_score": start.mastery,
        "cmi.student_data.max_time_allowed": start.extra.get("max_time", ""),
        "cmi.student_data.time_limit_action": start.extra.get("time_limit_action", ""),
        "cmi.student_preference.language": kept.get("cmi.student_preference.language", start.language),
    }


def _of_2004(kept: Mapping[str, str], start: Start) -> dict[str, str]:
    made = {
        "cmi.learner_id": start.learner_id,
        "cmi.learner_name": start.learner_name,
        "cmi.credit": "credit" if start.mode == NORMAL else "no-credit",
        "cmi.mode": start.mode,
        "cmi.entry": start.entry,
        "cmi.completion_status": kept.get("cmi.completion_status", "unknown"),
        "cmi.success_status": kept.get("cmi.success_status", "unknown"),
        "cmi.total_time": as_iso(start.seconds),
        "cmi.launch_data": start.launch_data,
        "cmi.scaled_passing_score": start.mastery,
        "cmi.completion_threshold": start.extra.get("threshold") or "",
        "cmi.max_time_allowed": start.extra.get("max_time", ""),
        "cmi.time_limit_action": start.extra.get("time_limit_action", ""),
        "cmi.learner_preference.language": kept.get("cmi.learner_preference.language", start.language),
    }
    if not any(name.startswith("cmi.objectives.") for name in kept):
        made |= {f"cmi.objectives.{n}.id": one for n, one in enumerate(start.extra.get("objectives", ()))}
    return made
