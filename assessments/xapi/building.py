"""Statements are built here, with tincan; our own validator checks them when the store records them.

Of tincan 1.0.0 we heed: it takes naive timestamps, so we refuse them; it rewrites durations, so we only
give it timedeltas and never read one back; it knows nothing newer than xAPI 1.0.3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import tincan

from assessments.xapi import actors, vocabulary
from assessments.xapi.tracking import ActivityRef, Tracking
from assessments.xapi.vocabulary import Verb

PANAH_PROFILE = tincan.Activity(
    id=vocabulary.PROFILE, definition=tincan.ActivityDefinition(type=vocabulary.ACTIVITY_TYPES["profile"])
)


class NaiveTimestamp(ValueError):
    """A statement was to be made at a time without a time zone."""


@dataclass(frozen=True)
class Interaction:
    """What could be answered (part 2, 2.4.4.1): `type` is choice, sequencing or true-false."""

    type: str
    options: tuple[str, ...] = ()
    correct: str = ""


def build_statement(
    *,
    verb: Verb,
    activity: ActivityRef,
    tracking: Tracking,
    at: datetime,
    result: tincan.Result | None = None,
    interaction: Interaction | None = None,
    extensions: Mapping[str, object] | None = None,
    statement_id: UUID | None = None,
) -> tincan.Statement:
    """Return the statement "tracking's person did `verb` to `activity`", its id and timestamp fixed now.

    `extensions` go to the context, {IRI: JSON value}. Raises NaiveTimestamp when `at` has no time zone.
    """
    if at.tzinfo is None:
        raise NaiveTimestamp(at)
    return tincan.Statement(
        id=statement_id or uuid4(),
        actor=actors.learner(tracking.actor_key),
        verb=tincan.Verb(id=verb.iri, display=tincan.LanguageMap({"en": verb.display})),
        object=_activity(activity, interaction),
        result=result,
        context=_context(tracking, extensions),
        timestamp=at.astimezone(UTC),
        version=vocabulary.VERSION,
    )


def build_result(
    *,
    raw: float | None = None,
    low: float | None = None,
    high: float | None = None,
    scaled: float | None = None,
    success: bool | None = None,
    completion: bool | None = None,
    response: str | None = None,
    duration: timedelta | None = None,
    extensions: Mapping[str, object] | None = None,
) -> tincan.Result:
    """Return a result (part 2, 2.4.5): points in `raw` between `low` and `high`, `scaled` from -1 to 1."""
    has_score = any(value is not None for value in (raw, low, high, scaled))
    return tincan.Result(
        score=tincan.Score(raw=raw, min=low, max=high, scaled=scaled) if has_score else None,
        success=success,
        completion=completion,
        response=response,
        duration=None if duration is None else _hundredths(duration),
        extensions=dict(extensions) if extensions else None,
    )


def language_tag(code: str) -> str:
    """Return Django's language code as an RFC 5646 tag: "fa-af" -> "fa-AF"."""
    language, _, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language


def _hundredths(duration: timedelta) -> timedelta:
    # Part 2, 4.6: a duration is compared to 0.01 s at most. A clock set back must not make it negative.
    return max(timedelta(), timedelta(milliseconds=10 * round(duration.total_seconds() * 100)))


def _activity(activity: ActivityRef, interaction: Interaction | None = None) -> tincan.Activity:
    names = {language_tag(code): name for code, name in activity.names.items()}
    definition = tincan.ActivityDefinition(type=vocabulary.ACTIVITY_TYPES[activity.kind], name=names or None)
    if interaction is not None:
        definition.type = vocabulary.CMI_INTERACTION
        definition.interaction_type = interaction.type
        if interaction.options:
            definition.choices = [tincan.InteractionComponent(id=option) for option in interaction.options]
        if interaction.correct:
            definition.correct_responses_pattern = [interaction.correct]
    return tincan.Activity(id=activity.iri, object_type="Activity", definition=definition)


def _context(tracking: Tracking, extensions: Mapping[str, object] | None) -> tincan.Context:
    grouping = list(tracking.grouping)
    if tracking.cohort_key is not None:
        grouping.append(ActivityRef("cohort", tracking.cohort_key))
    return tincan.Context(
        registration=tracking.registration,
        language=language_tag(tracking.language),
        platform=vocabulary.PLATFORM,
        context_activities=tincan.ContextActivities(
            parent=[_activity(parent) for parent in tracking.parents] or None,
            grouping=[_activity(group) for group in grouping] or None,
            category=[PANAH_PROFILE],
        ),
        extensions=dict(extensions) if extensions else None,
    )
