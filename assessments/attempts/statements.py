"""The statements of a played scenario and of a submitted knowledge check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

import tincan
from django.conf import settings

from assessments.attempts import naming
from assessments.attempts.models import Attempt, AttemptStep, CheckAttempt
from assessments.attempts.naming import VersionNames
from assessments.attempts.scoring import MULTIPLE, ORDERING, TRUE_FALSE, CheckScore, Question, percent_of
from assessments.scenarios.graph import ACCEPTABLE, BEST, ChoiceNode, Graph
from assessments.xapi import vocabulary
from assessments.xapi.building import Interaction, build_result, build_statement
from assessments.xapi.keys import child_key
from assessments.xapi.tracking import ActivityRef, Tracking

_INTERACTION_TYPES = {ORDERING: "sequencing"}


@dataclass(frozen=True)
class QuestionTexts:
    """What a question and its options say: {language: text}, {option key: {language: text}}."""

    names: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def scenario_initialized(
    *, attempt: Attempt, names: VersionNames, tracking: Tracking, at: datetime
) -> tincan.Statement:
    """Return `initialized` on the scenario; this one alone carries its summaries as well."""
    return build_statement(
        verb=vocabulary.INITIALIZED,
        activity=ActivityRef("scenario", attempt.scenario_key, names.titles, names.summaries),
        tracking=tracking,
        at=at,
        **_played(attempt),
    )


def choice_answered(
    *, attempt: Attempt, offered: Sequence[ChoiceNode], step: AttemptStep, tracking: Tracking
) -> tincan.Statement:
    """Return `answered` on the scene: the choice as response, its points as raw score, the time it took."""
    points = [choice.points for choice in offered]
    low, high = min(points), max(points)
    errors = {vocabulary.CRITICAL_ERRORS: [step.critical_error]} if step.critical_error else {}
    return build_statement(
        verb=vocabulary.ANSWERED,
        activity=_scene(attempt, step),
        tracking=tracking.inside(_scenario(attempt)),
        at=step.made_at,
        statement_id=step.statement_id,
        # A scene whose choices are all worth the same has no range, and min must be less than max.
        result=build_result(
            raw=step.points,
            low=low if low < high else None,
            high=high if low < high else None,
            response=step.choice_key,
            success=step.severity in (BEST, ACCEPTABLE),
            duration=_took(step),
            extensions={vocabulary.SEVERITY: step.severity} | errors,
        ),
        interaction=_offer(attempt, offered, step, tracking),
        **_played(attempt, scene=step.scene_key, step=step.number),
    )


def scene_skipped(*, attempt: Attempt, step: AttemptStep, tracking: Tracking) -> tincan.Statement:
    """Return `skipped` on a scene with a content notice. No score: it costs nothing."""
    took = _took(step)
    return build_statement(
        verb=vocabulary.SKIPPED,
        activity=_scene(attempt, step),
        tracking=tracking.inside(_scenario(attempt)),
        at=step.made_at,
        statement_id=step.statement_id,
        result=None if took is None else build_result(duration=took),
        **_played(attempt, scene=step.scene_key, step=step.number),
    )


def scenario_ended(*, attempt: Attempt, graph: Graph, tracking: Tracking) -> list[tincan.Statement]:
    """Return `completed`, then `passed` or `failed` with the score, for an attempt that has just ended.

    The maximum is that of the scenes that were not skipped. That no critical error was made is said, too: [].
    """
    at, duration = attempt.ended_at, attempt.ended_at - attempt.started_at
    maximum = attempt.max_points
    low, high = min(graph.lowest_points, attempt.points), max(maximum, attempt.points)
    outcome = build_result(
        raw=attempt.points,
        low=low if low < high else None,
        high=high if low < high else None,
        scaled=round(max(-1.0, min(1.0, attempt.points / maximum)), 4) if maximum else None,
        success=attempt.passed,
        completion=True,
        duration=duration,
        extensions={vocabulary.CRITICAL_ERRORS: attempt.critical_errors},
    )
    verbs = [
        (vocabulary.COMPLETED, build_result(completion=True, duration=duration)),
        (vocabulary.PASSED if attempt.passed else vocabulary.FAILED, outcome),
    ]
    return [
        build_statement(
            verb=verb,
            activity=_scenario(attempt),
            tracking=tracking,
            at=at,
            result=result,
            **_played(attempt),
        )
        for verb, result in verbs
    ]


def check_submitted(
    *,
    check: ActivityRef,
    attempt: CheckAttempt,
    questions: tuple[Question, ...],
    score: CheckScore,
    tracking: Tracking,
    texts: Mapping[str, QuestionTexts] = MappingProxyType({}),
) -> list[tincan.Statement]:
    """Return `answered` for every question in order, then `passed` or `failed` on the check.

    `texts` is {question key: what it says}.
    """
    of_the_try = {
        "extensions": {vocabulary.TRY_NUMBER: attempt.number},
        "subregistration": attempt.key,
    }
    answered = []
    for question, result in zip(questions, score.questions, strict=True):
        words = texts.get(question.key, QuestionTexts())
        answered.append(
            build_statement(
                verb=vocabulary.ANSWERED,
                activity=ActivityRef("question", question_key(check.key, question.key), words.names),
                tracking=tracking.inside(check),
                at=attempt.made_at,
                result=build_result(success=result.is_right, response=_told(question, result.answer)),
                interaction=_interaction(question, words, tracking),
                **of_the_try,
            )
        )
    outcome = build_statement(
        verb=vocabulary.PASSED if attempt.passed else vocabulary.FAILED,
        activity=check,
        tracking=tracking,
        at=attempt.made_at,
        result=build_result(
            raw=score.correct_count,
            low=0,
            high=score.question_count,
            scaled=round(float(percent_of(score.correct_count, score.question_count)) / 100, 4),
            success=attempt.passed,
            completion=True,
        ),
        **of_the_try,
    )
    return [*answered, outcome]


def question_key(check_key: UUID, question: str) -> UUID:
    """Return the key of a question as an activity of its own."""
    return child_key(check_key, question)


def _interaction(question: Question, words: QuestionTexts, tracking: Tracking) -> Interaction:
    kind = "true-false" if _is_true_false(question) else _INTERACTION_TYPES.get(question.kind, "choice")
    right = question.correct if question.kind in (MULTIPLE, ORDERING) else question.correct[:1]
    return Interaction(
        type=kind,
        options=() if kind == "true-false" else question.options,
        correct=_told(question, right),
        described=_as_read(words.options, tracking),
    )


def _offer(
    attempt: Attempt, offered: Sequence[ChoiceNode], step: AttemptStep, tracking: Tracking
) -> Interaction:
    words = naming.known(attempt.version).choices.get(step.scene_key, {})
    options = tuple(choice.key for choice in offered)
    return Interaction(type="choice", options=options, described=_as_read(words, tracking))


def _told(question: Question, options: Sequence[str]) -> str:
    # Part 2, appendix C: the parts of a response are joined by [,]; what is true or false has these two words alone.
    if _is_true_false(question) and options:
        return "true" if options[0] == question.options[0] else "false"
    return "[,]".join(options)


def _is_true_false(question: Question) -> bool:
    # Written the true one first (courses.content.blocks); one of an older page may have more than the two.
    return question.kind == TRUE_FALSE and len(question.options) == 2


def _as_read(words: Mapping[str, Mapping[str, str]], tracking: Tracking) -> dict[str, dict[str, str]]:
    """Return what options say in the source language and in the one the learner reads.

    All eight of all of them would be most of a statement; the store merges what it is told of an activity.
    """
    wanted = (settings.LANGUAGE_CODE, tracking.language)
    return {key: {code: texts[code] for code in wanted if code in texts} for key, texts in words.items()}


def _scenario(attempt: Attempt) -> ActivityRef:
    return ActivityRef("scenario", attempt.scenario_key, naming.known(attempt.version).titles)


def _scene(attempt: Attempt, step: AttemptStep) -> ActivityRef:
    names = naming.known(attempt.version).scenes.get(step.scene_key, {})
    return ActivityRef("scene", child_key(attempt.scenario_key, step.scene_key), names)


def _took(step: AttemptStep) -> timedelta | None:
    return None if step.took_ms is None else timedelta(milliseconds=step.took_ms)


def _played(attempt: Attempt, **place) -> dict:
    """Return what the statements of one play say alike: of which version it is, and which try."""
    version = attempt.version
    told = {"code": version.scenario.code, "version": version.number, "change": version.change}
    return {
        "revision": str(version.number),
        "subregistration": attempt.key,
        "extensions": {vocabulary.SCENARIO: told | place, vocabulary.TRY_NUMBER: attempt.number},
    }
