"""The form of a knowledge check: the order options are shown in, and what was sent read back into their keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.attempts.checking import shuffled_options
from assessments.attempts.scoring import MULTIPLE, ORDERING, Question
from courses.content.checks import Check
from courses.progress.recording import Place

LONGEST_NUMBER = 3  # digits; longer ones are nobody's honest input, and int() refuses thousands of them


@dataclass(frozen=True)
class SentAnswers:
    """A check as it was sent: `answers` is {question key: [option keys]}, `errors` {question key: what is missing}."""

    try_number: int
    answers: Mapping[str, list[str]]
    errors: Mapping[str, str] = field(default_factory=dict)


def seed(place: Place, check: Check, try_number: int) -> str:
    """Return what fixes the order of options: one person's one try; for somebody who only reads, the check."""
    if place.enrolment is None:
        return str(check.key)
    return f"{place.enrolment.registration}|{check.key}|{try_number}"


def shown_options(question: Question, seed: str) -> dict[str, str]:
    """Return {form value: option key} in the order shown; the value is the place, which tells nothing."""
    return {str(number): key for number, key in enumerate(shuffled_options(seed, question), start=1)}


def field_name(number: int) -> str:
    """Return the form field of the question of that number (from 1); an ordering has one more for each option."""
    return f"q{number}"


def read_answers(*, check: Check, place: Place, data: Mapping) -> SentAnswers:
    """Read a sent form (a QueryDict) back into option keys; a question without a whole answer is named in `errors`.

    A try number that is none is read as 0, which no try has.
    """
    try_number = _number(data.get("try_number", "")) or 0
    answers, errors = answers_in(data, questions=check.questions, order=seed(place, check, try_number))
    return SentAnswers(try_number=try_number, answers=answers, errors=errors)


def answers_in(
    data: Mapping, *, questions: Iterable[Question], order: str
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return ({question key: option keys}, {question key: what is missing}) of a sent form; `order` is its seed."""
    answers, errors = {}, {}
    for number, question in enumerate(questions, start=1):
        options = shown_options(question, order)
        given = _given(question, field_name(number), options, data)
        answers[question.key] = given
        if question.kind == ORDERING and len(given) != len(options):
            errors[question.key] = _("Give each line a place of its own.")
        elif not given:
            errors[question.key] = _("Choose an answer.")
    return answers, errors


def _given(question: Question, name: str, options: dict[str, str], data) -> list[str]:
    if question.kind == ORDERING:
        return _order_given(name, options, data)
    values = data.getlist(name) if question.kind == MULTIPLE else [data.get(name, "")]
    return [options[value] for value in dict.fromkeys(values) if value in options]


def _order_given(name: str, options: dict[str, str], data) -> list[str]:
    """Return the option keys in the order given, [] unless each has a place of its own."""
    places = {key: _number(data.get(f"{name}-{value}", "")) for value, key in options.items()}
    if None in places.values() or len(set(places.values())) != len(options):
        return []
    return sorted(places, key=places.get)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
