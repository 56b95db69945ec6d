"""What is printed in a facilitator pack: plain values with the tokens of a country filled in."""

from dataclasses import dataclass
from datetime import date

from assessments.attempts.scoring import ORDERING
from cms.printing.text import Passage, passages
from courses.content.checks import Check
from courses.content.outline import CourseOutline, ModuleOutline
from courses.content.teaching import Case, LessonTeaching, ModuleTeaching, SortingTask
from courses.content.tokens import filled


@dataclass(frozen=True)
class PackStep:
    minutes: int
    title: str
    notes: tuple[Passage, ...]


@dataclass(frozen=True)
class PackCase:
    heading: str
    situation: tuple[Passage, ...]
    questions: tuple[str, ...]
    debrief: tuple[Passage, ...]


@dataclass(frozen=True)
class PackCard:
    text: str
    right: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class PackSorting:
    heading: str
    task: str
    categories: tuple[str, ...]
    cards: tuple[PackCard, ...]
    debrief: tuple[Passage, ...]


@dataclass(frozen=True)
class PackOption:
    text: str
    is_right: bool
    feedback: str


@dataclass(frozen=True)
class PackQuestion:
    """One question; the options of an ordering stand in the right order."""

    text: str
    is_ordering: bool
    options: tuple[PackOption, ...]
    right: str
    wrong: str


@dataclass(frozen=True)
class PackLesson:
    code: str
    title: str
    language: str
    messages: tuple[str, ...]
    rules: tuple[str, ...]
    cases: tuple[PackCase, ...]
    sortings: tuple[PackSorting, ...]
    questions: tuple[PackQuestion, ...]

    @property
    def has_exercises(self) -> bool:
        return bool(self.cases or self.sortings)


@dataclass(frozen=True)
class PackFacts:
    """Everything in one pack. `language` is that of the lessons and of the fixed words, `title_language` that of
    title, summary and objectives; `standing` is reviewed, draft or stale."""

    code: str
    title: str
    course: str
    summary: str
    objectives: tuple[str, ...]
    minutes: int
    title_language: str
    language: str
    standing: str
    country: str
    steps: tuple[PackStep, ...]
    steps_language: str
    lessons: tuple[PackLesson, ...]
    day: date

    @property
    def session_minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def has_exercises(self) -> bool:
        return any(lesson.has_exercises for lesson in self.lessons)

    @property
    def has_questions(self) -> bool:
        return any(lesson.questions for lesson in self.lessons)


def pack_facts(
    *, course: CourseOutline, module: ModuleOutline, teaching: ModuleTeaching, country: str
) -> PackFacts:
    """Return what is printed of a module for a country code ("" for none)."""
    lessons = tuple(_lesson(lesson, country) for lesson in teaching.lessons)
    language = lessons[0].language if lessons else module.language
    head = filled(
        (module.title, module.summary, module.objectives), country=country, language=module.language
    )
    title, summary, objectives = head
    return PackFacts(
        code=module.code,
        title=title,
        course=course.title,
        summary=summary,
        objectives=objectives,
        minutes=module.minutes,
        title_language=module.language,
        language=language,
        standing=_standing(module),
        country=country,
        steps=filled(_steps(teaching), country=country, language=teaching.session_language),
        steps_language=teaching.session_language,
        lessons=lessons,
        day=teaching.published_on,
    )


def _standing(module: ModuleOutline) -> str:
    """Return the weakest standing of the module's texts."""
    standings = [module.standing, *(lesson.standing for lesson in module.lessons)]
    if any(standing.is_draft for standing in standings):
        return "draft"
    return "stale" if any(standing.is_stale for standing in standings) else "reviewed"


def _steps(teaching: ModuleTeaching) -> tuple[PackStep, ...]:
    language = teaching.session_language
    return tuple(
        PackStep(step.minutes, step.title, passages(step.notes, language)) for step in teaching.session
    )


def _lesson(lesson: LessonTeaching, country: str) -> PackLesson:
    language = lesson.language
    found = PackLesson(
        code=lesson.code,
        title=lesson.title,
        language=language,
        messages=lesson.messages,
        rules=lesson.rules,
        cases=tuple(_case(case, language) for case in lesson.exercises if isinstance(case, Case)),
        sortings=tuple(
            _sorting(task, language) for task in lesson.exercises if isinstance(task, SortingTask)
        ),
        questions=tuple(question for check in lesson.checks for question in _questions(check)),
    )
    return filled(found, country=country, language=language)


def _case(case: Case, language: str) -> PackCase:
    return PackCase(
        heading=case.heading,
        situation=passages(case.situation, language),
        questions=case.questions,
        debrief=passages(case.debrief, language),
    )


def _sorting(task: SortingTask, language: str) -> PackSorting:
    return PackSorting(
        heading=task.heading,
        task=task.task,
        categories=task.categories,
        cards=tuple(PackCard(card.text, card.right, card.answer) for card in task.cards),
        debrief=passages(task.debrief, language),
    )


def _questions(check: Check):
    for question in check.questions:
        words = check.words[question.key]
        is_ordering = question.kind == ORDERING
        yield PackQuestion(
            text=words.text,
            is_ordering=is_ordering,
            options=tuple(
                PackOption(
                    text=words.options[key],
                    is_right=key in question.correct and not is_ordering,
                    feedback=words.option_feedback[key] or "",
                )
                for key in question.options
            ),
            right=words.right or "",
            wrong=words.wrong or "",
        )
