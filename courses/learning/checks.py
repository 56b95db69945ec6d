"""Knowledge checks inside a lesson, as the learner sees them: open for a try, or the last try looked back on."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.attempts.models import CheckAttempt
from assessments.attempts.scoring import ORDERING, Question, score_question
from courses.content.checks import Check, QuestionWords
from courses.content.models import LessonPage
from courses.content.outline import checks_in
from courses.learning import states
from courses.learning.check_forms import SentAnswers, field_name, seed, shown_options
from courses.learning.participating import UnitUnknown, require_unit
from courses.progress.completion import tries_allowed
from courses.progress.models import UnitResult
from courses.progress.recording import Place

KIND = UnitResult.Kind.CHECK


def page_of(place: Place) -> LessonPage:
    """Return the page the screens of the lesson are shown from. One query."""
    return LessonPage.objects.select_related("locale", "content_type").get(
        translation_key=place.lesson.key, locale__language_code=place.lesson.text_language
    )


def find(*, place: Place, page: LessonPage, check_key: UUID) -> Check:
    """Return the check of the lesson with that key. Raises UnitUnknown, also where the page shown lacks it."""
    require_unit(place.lesson, check_key, KIND)
    check = checks_in(page).get(check_key)
    if check is None:
        raise UnitUnknown(check_key)
    return check


def allowed_tries(*, place: Place, check: Check) -> int:
    """Return how many tries this person has at the check. One query."""
    return tries_allowed(check.tries, _results(place, [check.key]).get(check.key))


def states_in(*, place: Place, page: LessonPage, retry: bool, sent: Mapping[UUID, SentAnswers]) -> dict:
    """Return {check key: CheckState} for the checks of the lesson. Two queries, whatever their number.

    `retry` opens the next try where the last one is being looked at; `sent` are forms that came back incomplete.
    """
    if not any(unit.kind == KIND for unit in place.lesson.units):
        return {}
    checks = checks_in(page)
    results, tries = _results(place, checks), _tries(place, checks)
    return {
        key: _state(place, check, results.get(key), tries[key], retry=retry, sent=sent.get(key))
        for key, check in checks.items()
    }


def _results(place: Place, keys) -> dict[UUID, UnitResult]:
    if place.enrolment is None:
        return {}
    rows = UnitResult.objects.filter(enrolment=place.enrolment, unit_key__in=list(keys))
    return {row.unit_key: row for row in rows}


def _tries(place: Place, keys) -> Mapping[UUID, list[CheckAttempt]]:
    found = defaultdict(list)
    if place.enrolment is not None:
        rows = CheckAttempt.objects.filter(
            registration=place.enrolment.registration, check_key__in=list(keys)
        )
        for row in rows.order_by("number"):
            found[row.check_key].append(row)
    return found


def _state(
    place: Place,
    check: Check,
    result: UnitResult | None,
    tries: list[CheckAttempt],
    *,
    retry: bool,
    sent: SentAnswers | None,
) -> states.CheckState:
    allowed = tries_allowed(check.tries, result)
    has_passed = bool(result and result.passed_at)
    can_try = place.enrolment is not None and len(tries) < allowed and not has_passed
    last = tries[-1] if tries else None
    is_open = sent is not None or (can_try and (retry or not tries))
    try_number = len(tries) + 1
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
        questions=(
            _open_questions(place, check, try_number=try_number, sent=sent)
            if is_open or last is None
            else _answered_questions(place, check, last)
        ),
        last_percent=int(last.percent) if last else None,
        retry_url=f"{place.lesson.url}?retry=1#check-{check.key}" if can_try else "",
        try_number=try_number,
    )


def _open_questions(place: Place, check: Check, *, try_number: int, sent: SentAnswers | None):
    """Return the questions to answer; what was chosen in an incomplete form stays chosen."""
    order = seed(place, check, try_number)
    given = sent.answers if sent else {}
    errors = sent.errors if sent else {}
    return tuple(
        open_question(
            question,
            number,
            check.words[question.key],
            order=order,
            given=given.get(question.key, ()),
            error=errors.get(question.key, ""),
        )
        for number, question in enumerate(check.questions, start=1)
    )


def open_question(
    question: Question, number: int, words: QuestionWords, *, order: str, given, error: str
) -> states.CheckQuestion:
    """Return a question to answer; `order` is the seed of the order of its options, `given` what was chosen."""
    return states.CheckQuestion(
        name=field_name(number),
        kind=question.kind,
        number=number,
        text=words.text,
        options=tuple(
            states.CheckOption(
                value=value,
                text=words.options[key],
                is_chosen=key in given,
                place=_place_of(key, given),
            )
            for value, key in shown_options(question, order).items()
        ),
        error=error,
    )


def _answered_questions(place: Place, check: Check, attempt: CheckAttempt):
    """Return the questions of the last try with what was chosen and the feedback to it."""
    order = seed(place, check, attempt.number)
    return tuple(
        _answered_question(
            question, number, check.words[question.key], attempt.answers.get(question.key, []), order
        )
        for number, question in enumerate(check.questions, start=1)
    )


def _answered_question(question: Question, number: int, words: QuestionWords, answer: list[str], order: str):
    # An option that an editor has taken out since is not shown as chosen.
    given = [key for key in answer if key in words.options]
    is_right = score_question(question, given).is_right
    keys = given if question.kind == ORDERING and given else shown_options(question, order).values()
    return states.CheckQuestion(
        name=field_name(number),
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
    return told or (words.wrong or _("Not everything that is right was chosen."),)
