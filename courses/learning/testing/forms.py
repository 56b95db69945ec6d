"""The test as a form: the order of answers of one person, what was sent read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from courses.cohorts.models import Enrolment
from courses.content.questions import PlacedQuestion
from courses.learning import states
from courses.learning.check_forms import answers_in
from courses.learning.checks import open_question


@dataclass(frozen=True)
class TestForm:
    """One person's form: `answers` is {question key: option keys}, `errors` {question key: what is missing}.

    `is_renewed`: the form that was sent belongs to questions that an editor has changed since.
    """

    __test__ = False

    enrolment: Enrolment
    questions: Sequence[PlacedQuestion]
    answers: Mapping[str, list[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    is_renewed: bool = False

    @property
    def order(self) -> str:
        """What fixes the order of answers: the same for one person before and after, in every language."""
        return f"{self.enrolment.registration}|test"

    @property
    def edition(self) -> str:
        """Which questions and options the form is made of: its fields are numbers, which say nothing without it."""
        parts = [(each.key, each.question.options) for each in self.questions]
        return sha256(repr(parts).encode()).hexdigest()[:16]

    @property
    def is_whole(self) -> bool:
        return not self.errors and not self.is_renewed

    @property
    def shown(self) -> list[tuple[states.CheckQuestion, str]]:
        """The questions to answer, each with the language of its text."""
        return [(self._shown(number, each), each.language) for number, each in enumerate(self.questions, 1)]

    def _shown(self, number: int, each: PlacedQuestion) -> states.CheckQuestion:
        return open_question(
            each.question,
            number,
            each.words,
            order=self.order,
            given=self.answers.get(each.key, ()),
            error=self.errors.get(each.key, ""),
        )

    @property
    def unanswered(self) -> list[states.CheckQuestion]:
        return [question for question, _language in self.shown if question.error]


def sent_form(enrolment: Enrolment, questions: Sequence[PlacedQuestion], data) -> TestForm:
    """Return the form as it was sent (a QueryDict)."""
    empty = TestForm(enrolment, questions)
    if data.get("edition") != empty.edition:
        return TestForm(enrolment, questions, is_renewed=True)
    plain = [each.question for each in questions]
    answers, errors = answers_in(data, questions=plain, order=empty.order)
    return TestForm(enrolment, questions, answers, errors)
