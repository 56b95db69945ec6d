"""What only the lecturer sees: the answers to the exercises, and the knowledge check with its right answers."""

from certificates.rendering.styles import TEAL
from cms.packs.facts import PackCase, PackFacts, PackLesson, PackQuestion, PackSorting
from cms.packs.words import PackWords
from cms.printing.flow import (
    BODY,
    CELL,
    CELL_STRONG,
    QUIET,
    STRONG,
    SUBHEADING,
    TITLE,
    Flow,
    Words,
    worded,
)
from cms.printing.text import numeral, running

RIGHT = running(10, TEAL, bold=True)


def place_answers(flow: Flow, facts: PackFacts, words: PackWords) -> None:
    """Place every exercise with its answers and debrief."""
    flow.heading(words.answers, style=TITLE, above=0)
    flow.words(Words(words.for_lecturer, STRONG))
    for lesson in facts.lessons:
        for task in lesson.sortings:
            _sorting(flow, task, lesson, words)
        for case in lesson.cases:
            _case(flow, case, lesson, words)


def _heading(flow: Flow, heading: str, lesson: PackLesson) -> None:
    text = f"{lesson.code} {heading or lesson.title}"
    flow.heading(text, style=SUBHEADING, language=lesson.language, above=16)


def _sorting(flow: Flow, task: PackSorting, lesson: PackLesson, words: PackWords) -> None:
    language = lesson.language
    _heading(flow, task.heading, lesson)
    flow.words(Words(task.task, BODY, language))
    flow.space(6)
    rows = [
        [
            [Words(numeral(number, language), CELL_STRONG)],
            [Words(card.text, CELL, language)],
            [
                Words(" · ".join(card.right), CELL_STRONG, language),
                Words(card.answer, CELL, language, above=2),
            ],
        ]
        for number, card in enumerate(task.cards, start=1)
    ]
    flow.table([0.06, 0.42, 0.52], ["", *words.answers_head], rows)
    _debrief(flow, task.debrief, language, words)


def _case(flow: Flow, case: PackCase, lesson: PackLesson, words: PackWords) -> None:
    language = lesson.language
    _heading(flow, case.heading, lesson)
    flow.words(*(Words(text, BODY, language, "?", 2) for text in case.questions))
    _debrief(flow, case.debrief, language, words)


def _debrief(flow: Flow, debrief, language: str, words: PackWords) -> None:
    if debrief:
        flow.need(40)
        flow.words(Words(words.debrief, RIGHT, above=6), *worded(debrief, BODY, language))


def place_check(flow: Flow, facts: PackFacts, words: PackWords) -> None:
    """Place the questions of the module, the right answers marked."""
    flow.turn_unless_at_top()
    flow.heading(words.check, style=TITLE, above=0)
    flow.words(Words(words.for_lecturer, STRONG))
    number = 0
    for lesson in facts.lessons:
        for question in lesson.questions:
            number += 1
            _question(flow, number, question, lesson.language, words)


def _question(flow: Flow, number: int, question: PackQuestion, language: str, words: PackWords) -> None:
    given = [Words(f"{numeral(number, language)}. {question.text}", SUBHEADING, language, above=14)]
    if question.is_ordering:
        given.append(Words(words.in_order, RIGHT, above=2))
    for place, option in enumerate(question.options, start=1):
        mark = f"{numeral(place, language)}." if question.is_ordering else "–"
        if option.is_right:
            given.append(Words(f"{words.right}: {option.text}", RIGHT, language, "+", 2))
        else:
            given.append(Words(option.text, BODY, language, mark, 2))
        if option.feedback:
            given.append(Words(option.feedback, QUIET, language, mark=" "))
    given += [Words(text, QUIET, language, above=2) for text in (question.right, question.wrong) if text]
    flow.together(*given)
