"""The pages of a facilitator pack, in the order they are used: cover, plan, messages, cards, answers, sign-in."""

from certificates.rendering.fonts import FontSet
from certificates.rendering.page import Rule
from certificates.rendering.styles import AMBER, INK, INK_SOFT, ON_TEAL_SOFT, RULE, RULE_STRONG, SHEET, TEAL
from cms.packs.answers import place_answers, place_check
from cms.packs.cards import card_leaves
from cms.packs.facts import PackFacts
from cms.packs.words import PackWords, pack_words, sign_in_everywhere
from cms.printing.file import About, write_pdf
from cms.printing.flow import (
    BODY,
    CELL,
    CELL_STRONG,
    HEIGHT,
    MARGIN,
    QUIET,
    STRONG,
    SUBHEADING,
    TITLE,
    WIDTH,
    Flow,
    Words,
    worded,
)
from cms.printing.leaf import Area, Leaf, Span, Spot
from cms.printing.text import Setter, numeral, running

ROWS = 20
BAND = 250
ROW_HEIGHT = 27.5


def render_pack(facts: PackFacts, fonts: FontSet, country: str) -> bytes:
    """Return the pack as a PDF file; `country` is the name of the country in the language of the pack, "" for none."""
    leaves = compose_pack(facts, fonts, country)
    title = f"{facts.code} {facts.title}"
    about = About(title=title, subject=facts.course, language=facts.language, day=facts.day)
    return write_pdf(leaves, about)


def compose_pack(facts: PackFacts, fonts: FontSet, country: str) -> list[Leaf]:
    setter = Setter(fonts, facts.language)
    words = pack_words(
        language=facts.language,
        standing=facts.standing,
        minutes=facts.minutes,
        session=facts.session_minutes,
        country=country,
    )
    before, after = Flow(setter), Flow(setter)
    _cover(before, facts, words)
    _plan(before, facts, words)
    _messages(before, facts, words)
    cards = card_leaves(setter, facts, words)
    if facts.has_exercises:
        place_answers(after, facts, words)
    if facts.has_questions:
        place_check(after, facts, words)
    _sign_in(after, facts, words)
    leaves = [*before.leaves, *cards, *after.leaves]
    _number(leaves, setter, facts, words)
    return leaves


def _cover(flow: Flow, facts: PackFacts, words: PackWords) -> None:
    leaf, setter, rtl = flow.leaf, flow.setter, flow.leaf.rtl
    leaf.areas.append(Area(Span(0, WIDTH), HEIGHT - BAND, HEIGHT, fill=TEAL))
    leaf.areas.append(Area(Span(0, WIDTH), HEIGHT - BAND - 5, HEIGHT - BAND, fill=AMBER))
    mark = flow.span.without_start(flow.span.width - 62, rtl=rtl)
    leaf.marks.append((Spot(mark.left, HEIGHT - MARGIN - 62, 62), SHEET, AMBER))
    beside = flow.span.from_start(flow.span.width - 90, rtl=rtl)
    top = HEIGHT - MARGIN
    for text, style, language in (
        (words.pack, running(13, ON_TEAL_SOFT), ""),
        (facts.code, running(34, AMBER, bold=True, leading=1.2), ""),
        (facts.title, running(25, SHEET, bold=True, leading=1.2), facts.title_language),
        (facts.course, running(11.5, ON_TEAL_SOFT), facts.title_language),
    ):
        paragraph = setter.fit(text, width=beside.width, style=style, language=language)
        top = leaf.put(paragraph, beside, top) - 5
    flow.top = HEIGHT - BAND - 34
    flow.words(Words(facts.summary, running(12, INK), facts.title_language))
    flow.space(12)
    for line in (words.duration, words.language, words.standing, words.country):
        flow.words(Words(line, STRONG if line == words.duration else BODY, above=3))
    if facts.objectives:
        flow.heading(words.objectives)
        flow.words(*(Words(text, BODY, facts.title_language, mark="•", above=4) for text in facts.objectives))
    flow.space(16)
    flow.words(Words(words.nature, QUIET))


def _plan(flow: Flow, facts: PackFacts, words: PackWords) -> None:
    flow.turn()
    flow.heading(words.plan, style=TITLE, above=0)
    if not facts.steps:
        flow.words(Words(words.no_plan))
        return
    rows, begin = [], 0
    for step in facts.steps:
        end = begin + step.minutes
        rows.append(
            [
                [Words(f"{_clock(begin)}–{_clock(end)}", CELL)],
                [Words(str(step.minutes), CELL_STRONG)],
                [
                    Words(step.title, CELL_STRONG, facts.steps_language),
                    *worded(step.notes, CELL, facts.steps_language, above=2),
                ],
            ]
        )
        begin = end
    flow.table([0.15, 0.12, 0.73], list(words.plan_head), rows)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _messages(flow: Flow, facts: PackFacts, words: PackWords) -> None:
    lessons = [lesson for lesson in facts.lessons if lesson.messages or lesson.rules]
    if not lessons:
        return
    flow.turn()
    flow.heading(words.messages, style=TITLE, above=0)
    for lesson in lessons:
        flow.heading(f"{lesson.code} {lesson.title}", style=SUBHEADING, language=lesson.language, above=14)
        for message in lesson.messages:
            flow.words(Words(message, BODY, lesson.language, mark="•", above=2))
        for rule in lesson.rules:
            flow.words(Words(f"{words.booth}: {rule}", STRONG, lesson.language, mark="•", above=2))


def _sign_in(flow: Flow, facts: PackFacts, words: PackWords) -> None:
    flow.turn_unless_at_top()
    flow.heading(words.sign_in, style=TITLE, above=0)
    others = [pair for pair in sign_in_everywhere() if pair[1] != words.sign_in]
    for language, text in others:
        flow.words(Words(text, QUIET, language))
    flow.words(Words(f"{facts.code} {facts.title}", STRONG, facts.title_language, above=4))
    flow.words(Words(words.sign_in_fields, BODY, above=10))
    flow.space(10)
    shares = [0.08, 0.4, 0.27, 0.25]
    spans = flow.span.split(shares, gap=10, rtl=flow.leaf.rtl)
    lines = max(len(head) for head in words.sign_in_head)
    top = flow.top
    for span, head in zip(spans, words.sign_in_head, strict=True):
        edge = top
        for number, text in enumerate(head):
            style = running(9, TEAL, bold=True) if not number else running(7, INK_SOFT)
            edge = flow.leaf.put(flow.setter.fit(text, width=span.width, style=style), span, edge)
    top -= 13 + 10 * (lines - 1)
    height = min(ROW_HEIGHT, (top - MARGIN - 12) / ROWS)
    for number in range(ROWS + 1):
        flow.leaf.rules.append(Rule(flow.span, top - number * height, 0.6, RULE_STRONG))
    for span in spans:
        around = Span(span.left - 5, span.right + 5)
        flow.leaf.areas.append(Area(around, top - ROWS * height, top, line=RULE, thickness=0.5))
    for number in range(ROWS):
        label = flow.setter.fit(numeral(number + 1, facts.language), width=40, style=CELL)
        flow.leaf.middle(label, spans[0], top - (number + 0.5) * height)
    flow.top = top - ROWS * height


def _number(leaves: list[Leaf], setter: Setter, facts: PackFacts, words: PackWords) -> None:
    """Write at the foot of each page what it belongs to and which it is; cards are cut to their edge."""
    for number, leaf in enumerate(leaves, start=1):
        room = leaf.column.width
        count = setter.fit(f"{number} / {len(leaves)}", width=60, style=running(8, INK_SOFT))
        name = f"{facts.code} · {words.pack}"
        label = setter.fit(name, width=room - 80, style=running(8, INK_SOFT))
        leaf.put(label, leaf.column, 30)
        leaf.put(count, leaf.column.without_start(room - count.width, rtl=leaf.rtl), 30)
