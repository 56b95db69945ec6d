"""A knowledge check as plain values: what scoring needs, and apart from it the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from assessments.attempts.scoring import ORDERING, Question


@dataclass(frozen=True)
class QuestionWords:
    """The words of one question; `options`, `option_feedback` are {option key: words} in the order written.

    `option_feedback` answers a wrong option that was chosen, `right` and `wrong` answer the question as a
    whole. Any feedback can be empty.
    """

    text: str
    options: Mapping[str, str]
    option_feedback: Mapping[str, str]
    right: str
    wrong: str


@dataclass(frozen=True)
class Check:
    """One knowledge check: `questions` for scoring, `words` as {question key: QuestionWords}.

    `objectives` is {question key: number of the module's objective it asks for, from 1}, for those that say it.
    """

    key: UUID
    heading: str
    pass_percent: int
    tries: int
    questions: tuple[Question, ...]
    words: Mapping[str, QuestionWords]
    objectives: Mapping[str, int] = field(default_factory=dict)


def read_check(block) -> Check:
    """Return the check a knowledge_check block (a StreamChild) holds.

    Question and option keys are the ids of their list items, the same in every language. The right order of
    an ordering question is the order its options are written in.
    """
    value = block.value
    items = value["questions"].bound_blocks
    return Check(
        key=UUID(block.id),
        heading=value["heading"],
        pass_percent=value["pass_percent"],
        tries=value["tries"],
        questions=tuple(_question(item) for item in items),
        words={item.id: _words(item.value) for item in items},
        objectives={item.id: item.value["objective"] for item in items if item.value.get("objective")},
    )


def _question(item) -> Question:
    options = item.value["options"].bound_blocks
    kind = item.value["kind"]
    right = options if kind == ORDERING else [option for option in options if option.value["is_correct"]]
    return Question(
        key=item.id,
        kind=kind,
        options=tuple(option.id for option in options),
        correct=tuple(option.id for option in right),
    )


def _words(value) -> QuestionWords:
    options = value["options"].bound_blocks
    return QuestionWords(
        text=value["text"],
        options={option.id: option.value["text"] for option in options},
        option_feedback={option.id: option.value["feedback"] for option in options},
        right=value["feedback_correct"],
        wrong=value["feedback_wrong"],
    )
