"""Looking back when a scenario is over: the own path beside the recommended one, with the reasons."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils import translation

from assessments.attempts.models import Attempt, AttemptStep
from assessments.attempts.playing import percent, relearn_lesson
from assessments.scenarios import words
from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.graph import Graph
from assessments.scenarios.words import ScenesWords, SceneWords


class AttemptRunning(Exception):
    """The answers are not shown while the attempt still runs."""


@dataclass(frozen=True)
class DebriefStep:
    """One choice made, and the one recommended there. `principle` and `legal` speak of the choice made."""

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


@dataclass(frozen=True)
class Debrief:
    """An ended attempt in one language; `recommended_path` is [(scene's heading, text of the choice)]."""

    title: str
    place: str
    passed: bool
    points: int
    max_points: int
    percent: Decimal
    pass_percent: int
    critical_errors: tuple[tuple[str, str], ...]
    ending_heading: str
    ending_text: str
    ending_principle: str
    ending_legal: str
    booth: str
    steps: tuple[DebriefStep, ...]
    recommended_path: tuple[tuple[str, str], ...]
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
    keys = {step.scene_key for step in taken} | {step.scene for step in best} | {attempt.scene_key}
    found = words.words_of_scenes(attempt.version, keys, language)
    version = words.words_of_version(attempt.version, found.language)
    ending = found.scenes[attempt.scene_key]
    with translation.override(found.language):
        return Debrief(
            title=version.title,
            place=version.place,
            passed=attempt.passed,
            points=attempt.points,
            max_points=graph.declared_max_points,
            percent=percent(attempt),
            pass_percent=graph.pass_percent,
            critical_errors=tuple((code, str(NAMES[code])) for code in attempt.critical_errors),
            ending_heading=ending.heading,
            ending_text=ending.situation,
            ending_principle=ending.principle,
            ending_legal=ending.legal,
            booth=ending.booth,
            steps=tuple(_step(step, graph, found) for step in taken),
            recommended_path=tuple(
                (found.scenes[step.scene].heading, found.scenes[step.scene].choices[step.choice].text)
                for step in best
            ),
            relearn_key=relearn_lesson(attempt),
            language=found.language,
        )


def _step(step: AttemptStep, graph: Graph, found: ScenesWords) -> DebriefStep:
    scene: SceneWords = found.scenes[step.scene_key]
    # From some scenes every way on is a critical error; then nothing can be recommended.
    recommended = graph.recommended(graph.state(step.scene_key, {}))
    chosen = scene.choices[step.choice_key]
    return DebriefStep(
        number=step.number,
        heading=scene.heading,
        situation=scene.situation,
        chosen=chosen.text,
        consequence=chosen.consequence,
        points=step.points,
        severity=step.severity,
        critical_error=step.critical_error,
        critical_name=str(NAMES[step.critical_error]) if step.critical_error else "",
        recommended=scene.choices[recommended.key].text if recommended else "",
        recommended_is_chosen=recommended is not None and recommended.key == step.choice_key,
        principle=chosen.principle,
        legal=chosen.legal,
        sources=graph.scene(step.scene_key).choice(step.choice_key).sources,
    )
