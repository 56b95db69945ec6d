"""What is in a course, as plain values: the only reader of block types.

The structure (modules, lessons, checks, scenarios) is that of the source language; titles come in the
language asked for, or in the first of its fallbacks that has them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.conf import settings
from wagtail.models import Page

from assessments.h5p.models import H5PContent
from assessments.packages.models import Package
from assessments.scenarios.models import Scenario
from courses.content.checks import Check, read_check
from courses.content.models import CoursePage, LessonPage, ModulePage
from courses.content.screens.exercises import DEFAULT_TRIES
from courses.content.screens.units import DEFAULT_PASS_PERCENT
from courses.content.stamp import Remembered
from courses.content.translations.models import TextState
from courses.content.translations.reading import read_states, unknown
from courses.content.translations.standing import FIRM, Standing, standing
from courses.content.tree import Node, Tree, address, tree, with_fallbacks

TITLES = TextState.Extent.TITLES
LESSON, CHECK, SCENARIO, H5P, PACKAGE = "lesson", "check", "scenario", "h5p", "package"


@dataclass(frozen=True)
class UnitOutline:
    """What is assessed inside a lesson: `kind` is check, scenario, h5p or package; `key` that of its results.

    `tries` is how many a check allows; everything else can be played without end (None). `pass_percent` is said here
    where the lesson decides on it, and `is_required` whether the lesson is completed only when the unit is passed.
    """

    kind: str
    key: UUID
    tries: int | None = None
    pass_percent: int | None = None
    is_required: bool = True


@dataclass(frozen=True)
class LessonOutline:
    """One lesson; `language` is that of its title, `text_language` of its screens.

    `kind` is that of its first unit, if it has one. `edition` goes up with a major change.
    """

    key: UUID
    code: str
    title: str
    summary: str
    minutes: int
    url: str
    language: str
    text_language: str
    units: tuple[UnitOutline, ...] = ()
    # {language: title}, in all languages the page is there in.
    titles: Mapping[str, str] = field(default_factory=dict)
    standing: Standing = FIRM
    edition: int = 1

    @property
    def kind(self) -> str:
        return self.units[0].kind if self.units else LESSON


@dataclass(frozen=True)
class ModuleOutline:
    key: UUID
    code: str
    title: str
    summary: str
    minutes: int
    objectives: tuple[str, ...]
    commitment: str
    url: str
    language: str
    lessons: tuple[LessonOutline, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    standing: Standing = FIRM


@dataclass(frozen=True)
class CourseOutline:
    key: UUID
    code: str
    title: str
    summary: str
    audience: str
    url: str
    language: str
    modules: tuple[ModuleOutline, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    standing: Standing = FIRM

    @property
    def lessons(self) -> tuple[LessonOutline, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    def only(self, module_keys: Collection[UUID]) -> "CourseOutline":
        """Return the course with only these modules in it."""
        return replace(self, modules=tuple(module for module in self.modules if module.key in module_keys))

    def neighbours(self, lesson_key: UUID) -> tuple[LessonOutline | None, LessonOutline | None]:
        """Return the lessons before and after a lesson of the course, None at its ends."""
        lessons = self.lessons
        index = next(i for i, lesson in enumerate(lessons) if lesson.key == lesson_key)
        before = lessons[index - 1] if index else None
        return before, lessons[index + 1] if index + 1 < len(lessons) else None


def course_outlines(language: str) -> tuple[CourseOutline, ...]:
    """Return every live course, in the order of the site."""
    return tuple(_outlines(language).values())


def course_outline(course_key: UUID, language: str) -> CourseOutline | None:
    """Return the course of that translation key, or None. At most one query while nothing changes."""
    return _outlines(language).get(course_key)


def find_module(module_key: UUID, language: str) -> tuple[CourseOutline, ModuleOutline] | None:
    """Return the module of that translation key and the course it is in."""
    for course in _outlines(language).values():
        for module in course.modules:
            if module.key == module_key:
                return course, module
    return None


def find_lesson(lesson_key: UUID, language: str) -> tuple[CourseOutline, ModuleOutline, LessonOutline] | None:
    """Return the lesson of that translation key, the course and the module it is in."""
    for course in _outlines(language).values():
        for module in course.modules:
            for lesson in module.lessons:
                if lesson.key == lesson_key:
                    return course, module, lesson
    return None


def checks_in(lesson_page: LessonPage) -> dict[UUID, Check]:
    """Return {check key: Check} of the knowledge checks of a lesson, in the language of the page. No query."""
    found = (read_check(block) for block in lesson_page.body if block.block_type == "knowledge_check")
    return {check.key: check for check in found}


def question_count(lesson_page: LessonPage) -> int:
    """Return how many questions the knowledge checks of a lesson have. No query."""
    blocks = lesson_page.body.raw_data
    return sum(len(block["value"]["questions"]) for block in blocks if block["type"] == "knowledge_check")


def answer_blocks(page: Page) -> frozenset[str]:
    """Return the ids of the blocks of a page that tell right answers: search neither reads nor quotes them."""
    body = getattr(page, "body", None) or []
    return frozenset(block.id for block in body if block.block_type in ("knowledge_check", "sorting"))


@Remembered
def _outlines(language: str) -> Mapping[UUID, CourseOutline]:
    """Return {course key: CourseOutline}. A fixed number of queries, whatever the number of lessons."""
    pages = tree()
    source = _source_pages(pages)
    reader = _Reader(pages, language, source)
    courses = [node for node in source.values() if node.model == "courses.coursepage"]
    return {node.key: reader.course(node) for node in courses}


def _source_pages(pages: Tree) -> dict[UUID, Node]:
    """Return {key: the page that says what the structure is}: in the source language, if it is there."""
    order = with_fallbacks(settings.LANGUAGE_CODE)
    found = {}
    for node in pages.nodes:
        versions = pages.by_key[node.key]
        source = next((code for code in order if code in versions), node.language)
        if node.language == source:
            found[node.key] = node
    return found


class _Reader:
    """Builds the outlines of one language from the pages of all of them."""

    def __init__(self, pages: Tree, language: str, source: Mapping[UUID, Node]):
        self.pages = pages
        self.language = language
        self.source = source
        shown = {key: self._shown(node) for key, node in source.items()}
        wanted = {node.pk for node in (*source.values(), *shown.values())}
        self.shown = shown
        # Only a source page is asked for its screens.
        lessons = LessonPage.objects.filter(pk__in=wanted)
        bodies = lessons.filter(pk__in=[node.pk for node in source.values()])
        self.bodies = {page.pk: page.body.raw_data for page in bodies.only("body")}
        self.words = {
            page.pk: page
            for found in (
                CoursePage.objects.filter(pk__in=wanted),
                ModulePage.objects.filter(pk__in=wanted),
                lessons.defer("body"),
            )
            for page in found
        }
        self.states = read_states()
        self.scenario_keys = dict(Scenario.objects.values_list("pk", "key"))
        self.h5p = H5PContent.objects.only("key", "archived_at").in_bulk()
        self.packages = Package.objects.only("key", "archived_at").in_bulk()

    def _shown(self, node: Node) -> Node:
        return self.pages.in_language(node.key, self.language) or node

    def _children(self, node: Node, model: str) -> list[Node]:
        return [child for child in self.pages.below(node) if child.model == model]

    def _common(self, node: Node) -> dict:
        shown = self.shown[node.key]
        words = self.words[shown.pk]
        return {
            "key": node.key,
            "code": words.code,
            "title": words.title,
            "summary": words.summary,
            "url": address(shown.path, self.language),
            "language": shown.language,
            "titles": {code: other.title for code, other in self.pages.by_key[node.key].items()},
            "standing": standing(self.pages, self.states, node.key, shown.language),
        }

    def _text_language(self, key: UUID, shown: str) -> str:
        """Return the language of the screens: that of the title, or the first fallback that has more than it."""
        for code in with_fallbacks(self.language):
            state = self.states.get((key, code)) or unknown(code)
            if code in self.pages.by_key[key] and state.extent != TITLES:
                return code
        return shown

    def course(self, node: Node) -> CourseOutline:
        words = self.words[self.shown[node.key].pk]
        modules = tuple(self.module(child) for child in self._children(node, "courses.modulepage"))
        return CourseOutline(**self._common(node), audience=words.audience, modules=modules)

    def module(self, node: Node) -> ModuleOutline:
        words = self.words[self.shown[node.key].pk]
        return ModuleOutline(
            **self._common(node),
            minutes=self.words[node.pk].minutes,
            objectives=tuple(block["value"] for block in words.objectives.raw_data),
            commitment=words.commitment,
            lessons=tuple(self.lesson(child) for child in self._children(node, "courses.lessonpage")),
        )

    def lesson(self, node: Node) -> LessonOutline:
        units = (self._unit(block) for block in self.bodies[node.pk])
        common = self._common(node)
        text_language = self._text_language(node.key, common["language"])
        if text_language != common["language"]:
            common["standing"] = standing(self.pages, self.states, node.key, text_language)
        return LessonOutline(
            **common,
            text_language=text_language,
            minutes=self.words[node.pk].minutes,
            edition=self.words[node.pk].edition,
            units=tuple(unit for unit in units if unit is not None),
        )

    def _unit(self, block: dict) -> UnitOutline | None:
        if block["type"] == "knowledge_check":
            tries = block["value"].get("tries", DEFAULT_TRIES)
            return UnitOutline(kind=CHECK, key=UUID(block["id"]), tries=tries)
        if block["type"] == "scenario":
            key = self.scenario_keys.get(block["value"]["scenario"])
            return UnitOutline(kind=SCENARIO, key=key) if key else None
        if block["type"] == "h5p":
            return _h5p_unit(block["value"], self.h5p)
        if block["type"] == "package":
            return _package_unit(block["value"], self.packages)
        return None


def _h5p_unit(value: Mapping, contents: Mapping[int, H5PContent]) -> UnitOutline | None:
    content = contents.get(value["content"])
    if content is None:
        return None
    return UnitOutline(
        kind=H5P,
        key=content.key,
        pass_percent=value.get("pass_percent", DEFAULT_PASS_PERCENT),
        # What was withdrawn nobody can pass any more: it bars nobody.
        is_required=value.get("is_required", True) and content.archived_at is None,
    )


def _package_unit(value: Mapping, packages: Mapping[int, Package]) -> UnitOutline | None:
    # What a package is passed by, it says itself. What was withdrawn nobody can pass any more: it bars nobody.
    package = packages.get(value["package"])
    if package is None:
        return None
    is_required = value.get("is_required", True) and package.archived_at is None
    return UnitOutline(kind=PACKAGE, key=package.key, is_required=is_required)
