"""What a practice scenario says at once about the choice just made; a certifying one keeps silent until its end."""

from dataclasses import dataclass

from django.utils import translation

from assessments.attempts.models import Attempt
from assessments.attempts.replaying import replay
from assessments.scenarios import words
from assessments.scenarios.checks.value_checks import PRACTICE, policy_of
from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.graph import Graph


@dataclass(frozen=True)
class Feedback:
    """The choice just made, judged. `recommended` is the text of the best choice there was, "" if there was none."""

    step: int
    chosen: str
    points: int
    severity: str
    critical_error: str
    critical_name: str
    principle: str
    legal: str
    sources: tuple[str, ...]
    recommended: str
    recommended_is_chosen: bool
    language: str


def feedback_on_last(attempt: Attempt, language: str) -> Feedback | None:
    """Return what to say about the last choice, in `language` or a fallback.

    None in a certifying scenario, before the first choice and after a skipped scene. Three queries with
    `attempt.version` loaded. Raises words.WordsMissing.
    """
    if policy_of(attempt.version.structure)["mode"] != PRACTICE or not attempt.step_count:
        return None
    graph = Graph.from_structure(attempt.version.structure)
    rows = attempt.steps.order_by("number")
    last = replay(graph, [(row.scene_key, row.choice_key) for row in rows]).steps[-1]
    if last.is_skipped:
        return None
    found = words.words_of_scenes(attempt.version, {last.before.scene}, language)
    texts, recommended = found.scenes[last.before.scene].choices, graph.recommended(last.before)
    chosen, choice = texts[last.choice.key], last.choice
    with translation.override(found.language):
        return Feedback(
            step=attempt.step_count,
            chosen=chosen.text,
            points=choice.points,
            severity=choice.severity,
            critical_error=choice.critical_error,
            critical_name=str(NAMES[choice.critical_error]) if choice.critical_error else "",
            principle=chosen.principle,
            legal=chosen.legal,
            sources=choice.sources,
            recommended=texts[recommended.key].text if recommended else "",
            recommended_is_chosen=recommended is not None and recommended.key == choice.key,
            language=found.language,
        )
