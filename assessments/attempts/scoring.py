"""Points, percentages and the rules of passing: the same for one choice, a whole path or a whole check."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from assessments.scenarios.graph import ChoiceNode, Graph, State, Step

SINGLE, TRUE_FALSE, MULTIPLE, ORDERING = "single", "true_false", "multiple", "ordering"
KINDS = (SINGLE, TRUE_FALSE, MULTIPLE, ORDERING)
# A scene that was skipped has this in the place of a choice and of a severity.
SKIPPED_CHOICE, SKIPPED = "", "skipped"


class UnknownAnswer(ValueError):
    """An answer names a question or an option that is not in the check, or names an option twice."""


@dataclass(frozen=True)
class Question:
    """A question of a check: `correct` are the keys of the right options, for ordering all in right order."""

    key: str
    kind: str
    options: tuple[str, ...]
    correct: tuple[str, ...]


@dataclass(frozen=True)
class QuestionScore:
    key: str
    answer: tuple[str, ...]
    is_right: bool


@dataclass(frozen=True)
class CheckScore:
    questions: tuple[QuestionScore, ...]

    @property
    def question_count(self) -> int:
        return len(self.questions)

    @property
    def correct_count(self) -> int:
        return sum(question.is_right for question in self.questions)

    @property
    def percent(self) -> Decimal:
        return percent_of(self.correct_count, self.question_count)

    def has_passed(self, pass_percent: int) -> bool:
        return reaches(self.correct_count, self.question_count, pass_percent)


@dataclass(frozen=True)
class ScenarioScore:
    """The points of the choices so far, and the critical errors in the order they were made.

    `skipped_points` are taken off the maximum: skipping a scene costs nothing.
    """

    points: int = 0
    critical_errors: tuple[str, ...] = ()
    skipped_points: int = 0

    def after(self, choice: ChoiceNode) -> "ScenarioScore":
        """Return the score with one more choice."""
        errors = (
            (*self.critical_errors, choice.critical_error) if choice.critical_error else self.critical_errors
        )
        return replace(self, points=self.points + choice.points, critical_errors=errors)

    def skipping(self, recommended: ChoiceNode, *, again: bool) -> "ScenarioScore":
        """Return the score with a scene skipped whose recommended choice this is.

        Skipped once more (`again`) a scene takes off no more, else going round would make the maximum nothing.
        """
        less = 0 if again else max(0, recommended.points)
        return replace(self, skipped_points=self.skipped_points + less)

    def has_passed(self, graph: Graph) -> bool:
        """Return whether this is a pass (curriculum 4.1): enough of the maximum, and no critical error."""
        maximum = graph.declared_max_points - self.skipped_points
        return not self.critical_errors and reaches(self.points, maximum, graph.pass_percent)


def score_path(graph: Graph, path: Sequence[Step], start_state: State | None = None) -> ScenarioScore:
    """Return the score of a whole way at once; a step with the choice "" is a scene that was skipped.

    The way is taken as it stands: whether it can be walked is for replaying.replay to say. Raises UnknownScene,
    UnknownChoice.
    """
    state, made, skipped = graph.first_state() if start_state is None else start_state, [], {}
    for step in path:
        if step.choice == SKIPPED_CHOICE:
            choice = graph.recommended(state)
            skipped.setdefault(step.scene, max(0, choice.points))
        else:
            choice = graph.scene(step.scene).choice(step.choice)
            made.append(choice)
        state = graph.after(state, choice.key)
    return ScenarioScore(
        points=sum(choice.points for choice in made),
        critical_errors=tuple(choice.critical_error for choice in made if choice.critical_error),
        skipped_points=sum(skipped.values()),
    )


def score_question(question: Question, answer: Sequence[str]) -> QuestionScore:
    """Return whether an answer (option keys; for ordering in the chosen order) is right, all or nothing.

    Raises UnknownAnswer. No answer is a wrong one.
    """
    given = tuple(answer)
    if len(set(given)) != len(given) or not set(given) <= set(question.options):
        raise UnknownAnswer(question.key)
    is_same_set = set(given) == set(question.correct)
    is_right = given == question.correct if question.kind == ORDERING else is_same_set
    return QuestionScore(question.key, given, is_right)


def score_check(questions: Iterable[Question], answers: Mapping[str, Sequence[str]]) -> CheckScore:
    """Return the score of a try: `answers` is {question key: option keys}. Raises UnknownAnswer."""
    questions = tuple(questions)
    if unknown := set(answers) - {question.key for question in questions}:
        raise UnknownAnswer(", ".join(sorted(unknown)))
    return CheckScore(
        tuple(score_question(question, answers.get(question.key, ())) for question in questions)
    )


def reaches(points: int, maximum: int, pass_percent: int) -> bool:
    """Return whether points are at least that share of the maximum, without rounding."""
    return maximum > 0 and points * 100 >= maximum * pass_percent


def percent_of(points: int, maximum: int) -> Decimal:
    """Return points as a percentage from 0 to 100, rounded down so that it never shows a pass early."""
    if maximum <= 0:
        return Decimal("0.00")
    share = Decimal(100 * points) / maximum
    return min(max(share, Decimal(0)), Decimal(100)).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
