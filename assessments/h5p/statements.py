"""The statements of a try at H5P content: the server alone makes them, from the content and what it has counted."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import tincan

from assessments.h5p.models import H5PPlay
from assessments.h5p.scoring.scored import Answer, Scored
from assessments.xapi import vocabulary
from assessments.xapi.building import Interaction, build_result, build_statement
from assessments.xapi.keys import child_key
from assessments.xapi.tracking import ActivityRef, Tracking

# A package may say anything of its language.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", re.IGNORECASE)
_UNKNOWN_LANGUAGE = "und"
# Content of one question has no subContentId of its own; no package can call a part so.
_ITSELF = "content"
_INTERACTIONS = frozenset({"choice", "true-false", "fill-in", "other"})


def play_initialized(*, play: H5PPlay, tracking: Tracking, at: datetime) -> tincan.Statement:
    """Return `initialized` on the content."""
    return build_statement(
        verb=vocabulary.INITIALIZED,
        activity=content_activity(play),
        tracking=tracking,
        at=at,
        **_played(play),
    )


def part_answered(*, play: H5PPlay, answer: Answer, tracking: Tracking) -> tincan.Statement:
    """Return `answered` on one part: the response as text, its points, who counted them, how long it took."""
    asked = answer.question
    return build_statement(
        verb=vocabulary.ANSWERED,
        activity=ActivityRef("h5p-part", part_key(play.content_key, answer.key), _named(play, asked.name)),
        tracking=tracking.inside(content_activity(play)),
        at=play.ended_at,
        result=build_result(
            **_score(answer.points, answer.max_points),
            success=answer.success,
            response=answer.response,
            duration=_milliseconds(answer.duration_ms),
            extensions={vocabulary.SCORED_BY: answer.by},
        ),
        interaction=Interaction(
            type=asked.kind if asked.kind in _INTERACTIONS else "other",
            options=tuple(asked.options),
            correct=asked.correct,
            described={option: _named(play, text) for option, text in asked.options.items()},
        ),
        **_played(play, library=answer.library, part=answer.key),
    )


def play_ended(
    *, play: H5PPlay, counted: Scored, duration_ms: int | None, tracking: Tracking
) -> list[tincan.Statement]:
    """Return `answered` for each part, `completed`, then `passed` or `failed` where there was something to win."""
    told = [part_answered(play=play, answer=answer, tracking=tracking) for answer in counted.answers]
    duration = _milliseconds(duration_ms) or play.ended_at - play.started_at
    ends = [(vocabulary.COMPLETED, build_result(completion=True, duration=duration))]
    if play.passed is not None:
        outcome = build_result(
            **_score(counted.points, counted.max_points),
            success=play.passed,
            completion=True,
            duration=duration,
            extensions={vocabulary.SCORED_BY: counted.by},
        )
        ends.append((vocabulary.PASSED if play.passed else vocabulary.FAILED, outcome))
    told += [
        build_statement(
            verb=verb,
            activity=content_activity(play),
            tracking=tracking,
            at=play.ended_at,
            result=result,
            **_played(play),
        )
        for verb, result in ends
    ]
    return told


def content_activity(play: H5PPlay) -> ActivityRef:
    """Return the content as an activity, the same for all its versions."""
    return ActivityRef("h5p", play.content_key, _named(play, play.version.title))


def part_key(content_key: UUID, sub_content: str) -> UUID:
    """Return the key of a part as an activity of its own."""
    return child_key(content_key, sub_content or _ITSELF)


def _named(play: H5PPlay, text: str) -> Mapping[str, str]:
    language = play.version.language
    return {language if _LANGUAGE.fullmatch(language) else _UNKNOWN_LANGUAGE: text} if text else {}


def _score(points, max_points) -> dict:
    if max_points <= 0:
        return {}
    return {
        "raw": round(float(points), 2),
        "low": 0,
        "high": round(float(max_points), 2),
        "scaled": round(float(points / max_points), 4),
    }


def _milliseconds(duration: int | None) -> timedelta | None:
    return None if duration is None else timedelta(milliseconds=duration)


def _played(play: H5PPlay, *, library: str = "", part: str = "") -> dict:
    """Return what the statements of one try say alike, and of which part one is."""
    version = play.version
    told = {"version": version.number, "library": library or version.main_library.machine_name}
    return {
        "revision": str(version.number),
        "subregistration": play.key,
        "extensions": {
            vocabulary.H5P: told | ({"part": part} if part else {}),
            vocabulary.TRY_NUMBER: play.number,
        },
    }
