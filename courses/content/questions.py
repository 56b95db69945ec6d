"""The questions of all knowledge checks in their places: in which module and lesson, for which objective."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from assessments.attempts.scoring import Question
from courses.content.checks import Check, QuestionWords
from courses.content.models import LessonPage, ModulePage
from courses.content.outline import CHECK, LessonOutline, ModuleOutline, checks_in, course_outlines
from courses.content.stamp import Remembered
from courses.content.tree import Node, tree, with_fallbacks


@dataclass(frozen=True)
class PlacedQuestion:
    """One question of a knowledge check; `objective` is the key of the module's objective, "" if it says none.

    `words` are in the `language` of the lesson's screens.
    """

    question: Question
    words: QuestionWords
    language: str
    check_key: UUID
    module: ModuleOutline
    lesson: LessonOutline
    objective: str

    @property
    def key(self) -> str:
        return self.question.key


@dataclass(frozen=True)
class Objective:
    """One objective of a module; `language` is that of its text."""

    key: str
    text: str
    language: str


@Remembered
def questions_by_check(language: str) -> Mapping[UUID, tuple[PlacedQuestion, ...]]:
    """Return {check key: its questions in order}, in the order of teaching. A fixed number of queries.

    Which questions there are is said by the source language; one whose words a language does not have whole is told
    in the source language.
    """
    objectives = objectives_by_module(language)
    places = [
        (module, lesson)
        for course in course_outlines(language)
        for module in course.modules
        for lesson in module.lessons
        if any(unit.kind == CHECK for unit in lesson.units)
    ]
    checks = _checks([lesson for _module, lesson in places])
    found: dict[UUID, tuple[PlacedQuestion, ...]] = {}
    for module, lesson in places:
        keys = [objective.key for objective in objectives[module.key]]
        source = _source(lesson.key)
        for check in checks[source.pk].values():
            shown = checks[_shown(lesson).pk].get(check.key, check)
            found[check.key] = tuple(_placed(check, shown, module, lesson, keys))
    return found


def _source(key: UUID) -> Node:
    """Return the page that says what the structure is: in the source language, if it is there."""
    versions = tree().by_key[key]
    return next(
        (versions[code] for code in with_fallbacks(settings.LANGUAGE_CODE) if code in versions),
        next(iter(versions.values())),
    )


def _shown(lesson: LessonOutline) -> Node:
    return tree().by_key[lesson.key][lesson.text_language]


def _checks(lessons: list[LessonOutline]) -> dict[int, dict[UUID, Check]]:
    """Return {id of a page: {check key: Check}} for the pages in the source language and those shown. One query."""
    wanted = {node.pk for lesson in lessons for node in (_source(lesson.key), _shown(lesson))}
    return {page.pk: checks_in(page) for page in LessonPage.objects.filter(pk__in=wanted).only("body")}


def _placed(check: Check, shown: Check, module, lesson, keys: list[str]) -> Iterator[PlacedQuestion]:
    for question in check.questions:
        number = check.objectives.get(question.key, 0)
        own = shown.words.get(question.key)
        is_whole = own is not None and set(own.options) >= set(question.options)
        yield PlacedQuestion(
            question=question,
            words=own if is_whole else check.words[question.key],
            language=lesson.text_language if is_whole else _source(lesson.key).language,
            check_key=check.key,
            module=module,
            lesson=lesson,
            objective=keys[number - 1] if 0 < number <= len(keys) else "",
        )


@Remembered
def objectives_by_module(language: str) -> Mapping[UUID, tuple[Objective, ...]]:
    """Return {module key: its objectives}, numbered as in the source language. One query.

    One whose words a language does not have is told in the source language.
    """
    versions = tree().by_key
    modules = [module for course in course_outlines(language) for module in course.modules]
    shown = {module.key: versions[module.key][module.language].pk for module in modules}
    wanted = {*shown.values(), *(_source(module.key).pk for module in modules)}
    raw = {
        page.pk: page.objectives.raw_data
        for page in ModulePage.objects.filter(pk__in=wanted).only("objectives")
    }
    found = {}
    for module in modules:
        words = {block["id"]: block["value"] for block in raw[shown[module.key]]}
        node = _source(module.key)
        found[module.key] = tuple(
            Objective(block["id"], words[block["id"]], module.language)
            if block["id"] in words
            else Objective(block["id"], block["value"], node.language)
            for block in raw[node.pk]
        )
    return found
