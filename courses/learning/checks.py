"""Knowledge checks inside a lesson: the form as shown, the form as sent, and the try looked back on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.attempts.checking import shuffled_options
from assessments.attempts.models import CheckAttempt
from assessments.attempts.scoring import MULTIPLE, ORDERING, Question, score_question
from courses.content.checks import Check, QuestionWords, read_check
from courses.content.models import LessonPage
from courses.learning import states
from courses.learning.participating import UnitUnknown
from courses.progress.models import UnitResult
from courses.progress.recording import Place

KIND = UnitResult.Kind.CHECK


@dataclass(frozen=True)
class SentAnswers:
    """A check as it was sent: `answers` is {question key: [option keys]}, `errors` {question key: what is missing}."""

    try_number: int
    answers: Mapping[str, list[str]]
    errors: Mapping[str, str] = field(default_factory=dict)


def checks_in(page: LessonPage) -> dict[UUID, Check]:
    """Return {check key: Check} of a lesson page, in its language."""
    found = (read_check(block) for block in page.body if block.block_type == "knowledge_check")
    return {check.key: check for check in found}


def page_of(place: Place) -> LessonPage:
    """Return the page the lesson is shown from. One query."""
    return LessonPage.objects.get(
        translation_key=place.lesson.key, locale__language_code=place.lesson.language
    )


def find(*, place: Place, page: LessonPage, check_key: UUID) -> Check:
    """Return the check of the lesson with that key. Raises UnitUnknown."""
    if check_key not in {unit.key for unit in place.lesson.units if unit.kind == KIND}:
        raise UnitUnknown(check_key)
    return checks_in(page)[check_key]


def seed(place: Place, check: Check, try_number: int) -> str:
    """Return what fixes the order of options for one person's one try."""
    return f"{place.enrolment.registration}|{check.key}|{try_number}"


def shown_options(question: Question, seed: str) -> dict[str, str]:
    """Return {form value: option key} in the order shown; the value is the place, which tells nothing."""
    return {str(number): key for number, key in enumerate(shuffled_options(seed, question), start=1)}


def read_answers(*, check: Check, place: Place, data: Mapping) -> SentAnswers:
    """Read a sent form (a QueryDict) back into option keys; a question without a whole answer is named in `errors`."""
    sent = data.get("try_number", "")
    try_number = int(sent) if sent.isdecimal() and len(sent) < 4 else 0
    answers, errors = {}, {}
    for number, question in enumerate(check.questions, start=1):
        options = shown_options(question, seed(place, check, try_number))
        given = _given(question, f"q{number}", options, data)
        answers[question.key] = given
        if question.kind == ORDERING and len(given) != len(options):
            errors[question.key] = _("Give each line a place of its own.")
        elif not given:
            errors[question.key] = _("Choose an answer.")
    return SentAnswers(try_number=try_number, answers=answers, errors=errors)


def _given(question: Question, name: str, options: dict[str, str], data) -> list[str]:
    if question.kind == ORDERING:
        places = {value: data.get(f"{name}-{value}", "") for value in options}
        if len(set(places.values())) != len(options) or not all(
            place.isdecimal() for place in places.values()
        ):
            return []
        return [options[value] for value, _place in sorted(places.items(), key=lambda item: int(item[1]))]
    values = data.getlist(name) if question.kind == MULTIPLE else [data.get(name, "")]
    return [options[value] for value in dict.fromkeys(values) if value in options]


def states_in(*, place: Place, page: LessonPage, retry: bool, sent: Mapping[UUID, SentAnswers]) -> dict:
    """Return {check key: CheckState} for the checks of the lesson.

    `retry` opens the next try where the last one is being looked at; `sent` are forms that came back incomplete.
    """
    if not any(unit.kind == KIND for unit in place.lesson.units):
        return {}
    return {
        key: _state(place, check, retry=retry, sent=sent.get(key)) for key, check in checks_in(page).items()
    }


def _state(place: Place, check: Check, *, retry: bool, sent: SentAnswers | None) -> states.CheckState:
    result = _result(place, check)
    tries = _tries(place, check)
    allowed = tries_allowed(check, result)
    has_passed = bool(result and result.passed_at)
    can_try = place.enrolment is not None and len(tries) < allowed and not has_passed
    is_open = sent is not None or (can_try and (retry or not tries))
    last = tries[-1] if tries else None
    if is_open or last is None:
        questions = _open_questions(place, check, try_number=len(tries) + 1, sent=sent)
    else:
        questions = _answered_questions(place, check, last)
    return states.CheckState(
        key=check.key,
        heading=check.heading,
        action=reverse("learning:check", args=[place.lesson.key, check.key]),
        pass_percent=check.pass_percent,
        tries_used=len(tries),
        tries_allowed=allowed,
        is_open=is_open,
        has_passed=has_passed,
        best_percent=int(result.best_percent) if result and result.tries else None,
        questions=questions,
        last_percent=int(last.percent) if last else None,
        retry_url=f"{place.lesson.url}?retry=1#check-{check.key}" if can_try else "",
        try_number=len(tries) + 1,
    )


def tries_allowed(check: Check, result: UnitResult | None) -> int:
    """Return how many tries there are: the check's own and those the academy has added for this person."""
    return check.tries + (result.extra_tries if result else 0)


def result_of(place: Place, check: Check) -> UnitResult | None:
    return _result(place, check)


def _result(place: Place, check: Check) -> UnitResult | None:
    if place.enrolment is None:
        return None
    return UnitResult.objects.filter(enrolment=place.enrolment, unit_key=check.key).first()


def _tries(place: Place, check: Check) -> list[CheckAttempt]:
    if place.enrolment is None:
        return []
    rows = CheckAttempt.objects.filter(registration=place.enrolment.registration, check_key=check.key)
    return list(rows.order_by("number"))


def _open_questions(place, check, *, try_number: int, sent: SentAnswers | None):
    """Return the questions to answer; what was chosen in an incomplete form stays chosen."""
    order = seed(place, check, try_number) if place.enrolment else str(check.key)
    return tuple(
        states.CheckQuestion(
            name=f"q{number}",
            kind=question.kind,
            number=number,
            text=check.words[question.key].text,
            options=tuple(
                states.CheckOption(
                    value=value,
                    text=check.words[question.key].options[key],
                    is_chosen=bool(sent) and key in sent.answers[question.key],
                    place=_place_of(key, sent.answers[question.key]) if sent else None,
                )
                for value, key in shown_options(question, order).items()
            ),
            error=sent.errors.get(question.key, "") if sent else "",
        )
        for number, question in enumerate(check.questions, start=1)
    )


def _answered_questions(place, check, attempt: CheckAttempt):
    """Return the questions of the last try with what was chosen and the feedback to it."""
    order = seed(place, check, attempt.number)
    found = []
    for number, question in enumerate(check.questions, start=1):
        words = check.words[question.key]
        given = [key for key in attempt.answers.get(question.key, []) if key in words.options]
        is_right = score_question(question, given).is_right
        keys = given if question.kind == ORDERING and given else list(shown_options(question, order).values())
        found.append(
            states.CheckQuestion(
                name=f"q{number}",
                kind=question.kind,
                number=number,
                text=words.text,
                options=tuple(
                    states.CheckOption(
                        value="",
                        text=words.options[key],
                        is_chosen=key in given,
                        is_right=_option_is_right(question, key, given),
                        place=_place_of(key, given) if question.kind == ORDERING else None,
                    )
                    for key in keys
                ),
                is_right=is_right,
                feedback=_feedback(question, words, given, is_right),
            )
        )
    return tuple(found)


def _option_is_right(question: Question, key: str, given: list[str]) -> bool | None:
    """Return whether a chosen option was right; None for one not chosen: the next try must not be given away."""
    if key not in given:
        return None
    if question.kind == ORDERING:
        return question.correct.index(key) == given.index(key)
    return key in question.correct


def _place_of(key: str, given) -> int | None:
    return list(given).index(key) + 1 if key in given else None


def _feedback(question: Question, words: QuestionWords, given: list[str], is_right: bool) -> tuple[str, ...]:
    if is_right:
        return (words.right,) if words.right else ()
    if question.kind == ORDERING:
        return (words.wrong,) if words.wrong else ()
    wrong = [words.option_feedback[key] for key in given if key not in question.correct]
    told = tuple(text for text in wrong if text)
    if told or not words.wrong:
        return told or (_("Not everything that is right was chosen."),)
    return (words.wrong,)
