"""How often each answer was given in H5P content: pure, over the answers of ended tries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assessments.h5p.scoring.reading import AND
from assessments.h5p.scoring.scored import Question
from assessments.insights.counting import Group

ALL_POINTS, SOME, NONE = "all", "some", "none"
# What was written or dragged can be anybody's words: of it only the points are counted.
_LISTED = {"choice", "true-false"}
_TRUE_OR_FALSE = ("true", "false")


@dataclass(frozen=True)
class OptionCount:
    """One answer there was to choose; of true or false `text` is empty and `key` says it."""

    key: str
    text: str
    is_right: bool
    group: Group


@dataclass(frozen=True)
class QuestionCount:
    """One question: `outcomes` is {all, some or none of its points: who}, empty where there is nothing to win.

    `question` is None where the content is not known to ask it: then `library` alone says what it is.
    """

    key: str
    library: str
    question: Question | None
    answered: Group
    outcomes: Mapping[str, Group]
    options: tuple[OptionCount, ...]


@dataclass
class _Told:
    """What was told of one part, as (person, …) for each time."""

    library: str = ""
    people: list[int] = field(default_factory=list)
    outcomes: dict[str, list[int]] = field(default_factory=lambda: {ALL_POINTS: [], SOME: [], NONE: []})
    options: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def count_answers(
    questions: Mapping[str, Question], tries: Iterable[tuple[int, Sequence[Mapping]]]
) -> tuple[QuestionCount, ...]:
    """Return the questions in their order, then what else was answered; `tries` are (person, H5PPlay.answers)."""
    told: dict[str, _Told] = {key: _Told() for key in questions}
    for person, answers in tries:
        for answer in answers:
            _add(told.setdefault(answer["key"], _Told()), person, answer)
    return tuple(_counted(key, questions.get(key), one) for key, one in told.items())


def _add(told: _Told, person: int, answer: Mapping) -> None:
    told.library = answer["library"]
    told.people.append(person)
    for option in answer["response"].split(AND):
        told.options[option].append(person)
    if answer["max_points"] > 0:
        points, most = answer["points"], answer["max_points"]
        told.outcomes[ALL_POINTS if points >= most else SOME if points > 0 else NONE].append(person)


def _counted(key: str, question: Question | None, told: _Told) -> QuestionCount:
    outcomes = {name: _group(people) for name, people in told.outcomes.items()}
    return QuestionCount(
        key=key,
        library=told.library,
        question=question,
        answered=_group(told.people),
        outcomes=outcomes if any(group.times for group in outcomes.values()) else {},
        options=_options(question, told) if question and question.kind in _LISTED else (),
    )


def _options(question: Question, told: _Told) -> tuple[OptionCount, ...]:
    right = question.correct.split(AND)
    texts = question.options or dict.fromkeys(_TRUE_OR_FALSE, "")
    return tuple(
        OptionCount(key, text, key in right, _group(told.options.get(key, ()))) for key, text in texts.items()
    )


def _group(people: Sequence[int]) -> Group:
    return Group(len(people), frozenset(people))
