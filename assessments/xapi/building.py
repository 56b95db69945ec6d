"""Statements are built here, with tincan; our own validator checks them when the store records them.

Of tincan 1.0.0 we heed: it takes naive timestamps, so we refuse them; it rewrites durations, so we only
give it timedeltas and never read one back; it knows nothing newer than xAPI 1.0.3.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import tincan

from assessments.xapi import actors, vocabulary
from assessments.xapi.keys import child_key
from assessments.xapi.tracking import ActivityRef, Tracking
from assessments.xapi.vocabulary import Verb

# Says which version of the profile a statement follows (xAPI Profiles, part 2, 5.0).
PANAH_PROFILE = tincan.Activity(
    id=vocabulary.PROFILE_VERSION,
    definition=tincan.ActivityDefinition(type=vocabulary.ACTIVITY_TYPES["profile"]),
)


class NaiveTimestamp(ValueError):
    """A statement was to be made at a time without a time zone."""


@dataclass(frozen=True)
class Interaction:
    """What could be answered (part 2, 2.4.4.1): `type` is an interactionType; `options` only where it has choices.

    `described` says of options what they are: {option: {language: text}}.
    """

    type: str
    options: tuple[str, ...] = ()
    correct: str = ""
    described: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def build_statement(
    *,
    verb: Verb,
    activity: ActivityRef,
    tracking: Tracking,
    at: datetime,
    result: tincan.Result | None = None,
    interaction: Interaction | None = None,
    extensions: Mapping[str, object] | None = None,
    revision: str | None = None,
    subregistration: UUID | None = None,
    statement_id: UUID | None = None,
) -> tincan.Statement:
    """Return the statement "tracking's person did `verb` to `activity`", its id and timestamp fixed now.

    `extensions` go to the context, {IRI: JSON value}; `revision` is the version of the activity.
    `subregistration` is the same for the statements that follow one pattern of the profile: a try, a play; else
    for all about the activity under this registration. Raises NaiveTimestamp when `at` has no time zone.
    """
    if at.tzinfo is None:
        raise NaiveTimestamp(at)
    if subregistration is None:
        subregistration = child_key(tracking.registration, f"{activity.kind}:{activity.key}")
    return tincan.Statement(
        id=statement_id or uuid4(),
        actor=actors.learner(tracking.actor_key),
        verb=tincan.Verb(id=verb.iri, display=tincan.LanguageMap({"en": verb.display})),
        object=_activity(activity, interaction),
        result=result,
        context=_context(tracking, revision, (extensions or {}) | _follows(subregistration)),
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


def _texts(by_language: Mapping[str, str]) -> dict[str, str] | None:
    """Return a language map; None for an empty one, which says nothing."""
    return {language_tag(code): text for code, text in by_language.items() if text} or None


def _activity(activity: ActivityRef, interaction: Interaction | None = None) -> tincan.Activity:
    definition = tincan.ActivityDefinition(
        type=vocabulary.ACTIVITY_TYPES[activity.kind],
        name=_texts(activity.names),
        description=_texts(activity.descriptions),
    )
    if interaction is not None:
        definition.type = vocabulary.CMI_INTERACTION
        definition.interaction_type = interaction.type
        if interaction.options:
            definition.choices = [
                tincan.InteractionComponent(
                    id=option, description=_texts(interaction.described.get(option, {}))
                )
                for option in interaction.options
            ]
        if interaction.correct:
            definition.correct_responses_pattern = [interaction.correct]
    return tincan.Activity(id=activity.iri, object_type="Activity", definition=definition)


def _context(tracking: Tracking, revision: str | None, extensions: Mapping[str, object]) -> tincan.Context:
    grouping = list(tracking.grouping)
    if tracking.cohort_key is not None:
        grouping.append(ActivityRef("cohort", tracking.cohort_key))
    instructor = tracking.instructor_key
    return tincan.Context(
        registration=tracking.registration,
        instructor=None if instructor is None else actors.learner(instructor),
        revision=revision,
        language=language_tag(tracking.language),
        platform=vocabulary.PLATFORM,
        context_activities=tincan.ContextActivities(
            parent=[_activity(parent) for parent in tracking.parents] or None,
            grouping=[_activity(group) for group in grouping] or None,
            category=[PANAH_PROFILE],
        ),
        extensions=dict(extensions),
    )


def _follows(subregistration: UUID) -> dict[str, object]:
    told = {"profile": vocabulary.PROFILE_VERSION, "subregistration": str(subregistration)}
    return {vocabulary.SUBREGISTRATION: [told]}
