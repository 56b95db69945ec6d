"""A module as those who teach it need it: the plan of the session, what to say, exercises and checks with answers.

Plain values; texts that an editor formats come as HTML. Country tokens are still in them.
"""

from dataclasses import dataclass
from datetime import date

from courses.content.checks import Check, read_check
from courses.content.models import LessonPage, ModulePage
from courses.content.outline import LessonOutline, ModuleOutline
from courses.content.tree import tree, with_fallbacks

UNPUBLISHED = date(2026, 1, 1)


@dataclass(frozen=True)
class SessionStep:
    """One step of a session in the classroom; `notes` is HTML."""

    minutes: int
    title: str
    notes: str


@dataclass(frozen=True)
class Case:
    """A case to discuss; `situation` and `debrief` are HTML."""

    heading: str
    situation: str
    questions: tuple[str, ...]
    debrief: str


@dataclass(frozen=True)
class SortingCard:
    text: str
    right: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class SortingTask:
    """Cards to be put into `categories`; `debrief` is HTML."""

    heading: str
    task: str
    categories: tuple[str, ...]
    cards: tuple[SortingCard, ...]
    debrief: str


@dataclass(frozen=True)
class LessonTeaching:
    """What one lesson gives to a session, all of it in `language`."""

    code: str
    title: str
    language: str
    messages: tuple[str, ...]
    rules: tuple[str, ...]
    exercises: tuple[Case | SortingTask, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class ModuleTeaching:
    """A module for the classroom. `session_language` is that of the plan, which may not be there in the module's.

    `published_on` is the day the newest of the pages was published.
    """

    session: tuple[SessionStep, ...]
    session_language: str
    lessons: tuple[LessonTeaching, ...]
    published_on: date


def teaching_of(module: ModuleOutline, language: str) -> ModuleTeaching:
    """Return what there is to teach the module with, in the language or its fallbacks. Two queries."""
    session, session_language = _session(module, language)
    versions = tree().by_key
    wanted = {versions[lesson.key][lesson.text_language].pk: lesson for lesson in module.lessons}
    pages = LessonPage.objects.in_bulk(list(wanted))
    lessons = tuple(_lesson(pages[pk], lesson) for pk, lesson in wanted.items() if pk in pages)
    days = [page.last_published_at.date() for page in pages.values() if page.last_published_at]
    return ModuleTeaching(
        session=session,
        session_language=session_language,
        lessons=lessons,
        published_on=max(days, default=UNPUBLISHED),
    )


def _session(module: ModuleOutline, language: str) -> tuple[tuple[SessionStep, ...], str]:
    """Return the plan in the first of the languages that has one."""
    versions = tree().by_key[module.key]
    pages = ModulePage.objects.only("session").in_bulk([node.pk for node in versions.values()])
    for code in with_fallbacks(language):
        plan = pages[versions[code].pk].session.raw_data if code in versions else []
        if plan:
            steps = (block["value"] for block in plan)
            return tuple(SessionStep(step["minutes"], step["title"], step["notes"]) for step in steps), code
    return (), module.language


def _lesson(page: LessonPage, lesson: LessonOutline) -> LessonTeaching:
    blocks = list(page.body)

    def of(kind):
        return [block for block in blocks if block.block_type == kind]

    return LessonTeaching(
        code=lesson.code,
        title=page.title,
        language=lesson.text_language,
        messages=tuple(block.value["text"] for block in of("key_message")),
        rules=tuple(block.value["text"] for block in of("booth_rule")),
        exercises=tuple(
            EXERCISES[block.block_type](block) for block in blocks if block.block_type in EXERCISES
        ),
        checks=tuple(read_check(block) for block in of("knowledge_check")),
    )


def _case(block) -> Case:
    value = block.value
    return Case(
        heading=value["heading"],
        situation=value["situation"].source,
        questions=tuple(value["questions"]),
        debrief=value["debrief"].source,
    )


def _sorting(block) -> SortingTask:
    value = block.value
    categories = [group["text"] for group in value["categories"]]
    cards = tuple(
        SortingCard(
            text=card["text"],
            right=tuple(categories[number - 1] for number in card["right"] if number <= len(categories)),
            answer=card["answer"],
        )
        for card in value["cards"]
    )
    return SortingTask(
        heading=value["heading"],
        task=value["task"],
        categories=tuple(categories),
        cards=cards,
        debrief=value["debrief"].source,
    )


EXERCISES = {"case": _case, "sorting": _sorting}
