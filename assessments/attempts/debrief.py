"""Looking back when a scenario is over: the own path beside the recommended one, with the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils import translation

from assessments.attempts.models import Attempt, AttemptStep
from assessments.attempts.playing import percent, relearn_lesson
from assessments.attempts.replaying import ReplayStep, replay
from assessments.scenarios import words
from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.graph import Graph, Step
from assessments.scenarios.walks.values import Amount
from assessments.scenarios.words import ChoiceWords, ScenesWords, SceneWords


class AttemptRunning(Exception):
    """The answers are not shown while the attempt still runs."""


@dataclass(frozen=True)
class DebriefStep:
    """One choice made, and the one recommended there. `principle` and `legal` speak of the choice made.

    `is_skipped`: the scene was left out; then `chosen` and what follows from it are empty, the severity is
    "skipped". `values` are the values before the choice, to try the scene again with.
    """

    number: int
    heading: str
    situation: str
    chosen: str
    consequence: str
    points: int
    severity: str
    critical_error: str
    critical_name: str
    recommended: str
    recommended_is_chosen: bool
    principle: str
    legal: str
    sources: tuple[str, ...]
    scene_key: str
    choice_key: str
    recommended_key: str
    is_skipped: bool
    values: Mapping[str, Amount]


@dataclass(frozen=True)
class RecommendedStep:
    """One choice of the recommended way."""

    scene_key: str
    choice_key: str
    heading: str
    text: str


@dataclass(frozen=True)
class Debrief:
    """An ended attempt in one language; `recommended_path` is [(scene's heading, text of the choice)].

    `recommended_steps` is the same with the keys, for a picture; the two ways end in the scenes `ending_key` and
    `recommended_ending_key`. `max_points` are those of the scenes that were not skipped.
    """

    title: str
    place: str
    passed: bool
    points: int
    max_points: int
    skipped_points: int
    percent: Decimal
    pass_percent: int
    critical_errors: tuple[tuple[str, str], ...]
    ending_key: str
    ending_heading: str
    ending_text: str
    ending_principle: str
    ending_legal: str
    booth: str
    steps: tuple[DebriefStep, ...]
    recommended_path: tuple[tuple[str, str], ...]
    recommended_steps: tuple[RecommendedStep, ...]
    recommended_ending_key: str
    recommended_ending_heading: str
    relearn_key: UUID | None
    language: str


def debrief(attempt: Attempt, language: str) -> Debrief:
    """Return the debrief of an ended attempt, with the words in `language` or a fallback.

    Four queries with `attempt.version` loaded. Raises AttemptRunning, words.WordsMissing.
    """
    if attempt.ended_at is None:
        raise AttemptRunning(attempt.key)
    graph = Graph.from_structure(attempt.version.structure)
    taken, best = list(attempt.steps.order_by("number")), graph.best_path()
    walked = replay(graph, [(row.scene_key, row.choice_key) for row in taken]).steps
    best_ending = replay(graph, best).state.scene
    keys = {row.scene_key for row in taken} | {step.scene for step in best}
    found = words.words_of_scenes(attempt.version, keys | {attempt.scene_key, best_ending}, language)
    version = words.words_of_version(attempt.version, found.language)
    ending = found.scenes[attempt.scene_key]
    recommended = tuple(_recommended_step(step, found) for step in best)
    with translation.override(found.language):
        return Debrief(
            title=version.title,
            place=version.place,
            passed=attempt.passed,
            points=attempt.points,
            max_points=attempt.max_points,
            skipped_points=attempt.skipped_points,
            percent=percent(attempt),
            pass_percent=graph.pass_percent,
            critical_errors=tuple((code, str(NAMES[code])) for code in attempt.critical_errors),
            ending_key=attempt.scene_key,
            ending_heading=ending.heading,
            ending_text=ending.situation,
            ending_principle=ending.principle,
            ending_legal=ending.legal,
            booth=ending.booth,
            steps=tuple(_step(*both, graph, found) for both in zip(taken, walked, strict=True)),
            recommended_path=tuple((step.heading, step.text) for step in recommended),
            recommended_steps=recommended,
            recommended_ending_key=best_ending,
            recommended_ending_heading=found.scenes[best_ending].heading,
            relearn_key=relearn_lesson(attempt),
            language=found.language,
        )


def _recommended_step(step: Step, found: ScenesWords) -> RecommendedStep:
    scene = found.scenes[step.scene]
    return RecommendedStep(step.scene, step.choice, scene.heading, scene.choices[step.choice].text)


def _step(row: AttemptStep, walked: ReplayStep, graph: Graph, found: ScenesWords) -> DebriefStep:
    scene: SceneWords = found.scenes[row.scene_key]
    # From some scenes every way on is a critical error; then nothing can be recommended.
    recommended = graph.recommended(walked.before)
    chosen = ChoiceWords("", "", "", "") if walked.is_skipped else scene.choices[row.choice_key]
    return DebriefStep(
        number=row.number,
        heading=scene.heading,
        situation=scene.situation,
        chosen=chosen.text,
        consequence=chosen.consequence,
        points=row.points,
        severity=row.severity,
        critical_error=row.critical_error,
        critical_name=str(NAMES[row.critical_error]) if row.critical_error else "",
        recommended=scene.choices[recommended.key].text if recommended else "",
        recommended_is_chosen=recommended is not None and recommended.key == row.choice_key,
        principle=chosen.principle,
        legal=chosen.legal,
        sources=() if walked.is_skipped else walked.choice.sources,
        scene_key=row.scene_key,
        choice_key=row.choice_key,
        recommended_key=recommended.key if recommended else "",
        is_skipped=walked.is_skipped,
        values=graph.amounts(walked.before),
    )
