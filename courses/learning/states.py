"""What the templates of learning print: plain values, worked out beforehand. No database, no request."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

TODO, DOING, DONE = "todo", "doing", "done"


@dataclass(frozen=True)
class Link:
    """Where to go; `language` is that of the title where it is not the reader's."""

    title: str
    url: str
    code: str = ""
    language: str = ""


@dataclass(frozen=True)
class Reading:
    """The language a text is shown in, and what to say when it is not the reader's own.

    `notice` is "" (the text is in the reader's language), "missing" (shown in another one), "stale" (older than its
    source) or "draft"; then `reviewed` is the same place in a language that is reviewed, if there is one.
    """

    language: str
    direction: str
    notice: str = ""
    language_name: str = ""
    reviewed: Link | None = None


@dataclass(frozen=True)
class LessonLine:
    """One lesson in a list: `kind` is lesson, check or scenario; `state` is todo, doing or done.

    `is_changed`: it was read to the end, and has a newer edition since.
    """

    key: UUID
    code: str
    title: str
    url: str
    minutes: int
    kind: str
    state: str
    opened_at: datetime | None = None
    is_changed: bool = False


class Progress:
    """How far somebody is in the `lessons` of what this is mixed into."""

    lessons: tuple[LessonLine, ...]

    @property
    def done_count(self) -> int:
        return sum(lesson.state == DONE for lesson in self.lessons)

    @property
    def changed(self) -> tuple[LessonLine, ...]:
        """The lessons to read again, in order."""
        return tuple(lesson for lesson in self.lessons if lesson.is_changed)

    @property
    def percent(self) -> int:
        return 100 * self.done_count // len(self.lessons) if self.lessons else 0

    @property
    def state(self) -> str:
        if self.lessons and self.done_count == len(self.lessons):
            return DONE
        return DOING if any(lesson.state != TODO for lesson in self.lessons) else TODO


@dataclass(frozen=True)
class ModuleState(Progress):
    key: UUID
    code: str
    title: str
    summary: str
    url: str
    minutes: int
    lessons: tuple[LessonLine, ...]
    reading: Reading
    objectives: tuple[str, ...] = ()
    commitment: str = ""


@dataclass(frozen=True)
class CourseState(Progress):
    """A course as one person sees it; without an enrolment it is only described (`is_enrolled` is False)."""

    key: UUID
    code: str
    title: str
    summary: str
    audience: str
    url: str
    modules: tuple[ModuleState, ...]
    is_enrolled: bool
    reading: Reading
    cohort: str = ""

    @property
    def lessons(self) -> tuple[LessonLine, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def opened_at(self) -> datetime | None:
        """When a lesson of the course was last opened."""
        return max((lesson.opened_at for lesson in self.lessons if lesson.opened_at), default=None)

    @property
    def resume(self) -> LessonLine | None:
        """The lesson to go on with: of those begun the one last opened, else the first not begun; None when all is
        done.
        """
        begun = [lesson for lesson in self.lessons if lesson.state == DOING and lesson.opened_at]
        if begun:
            return max(begun, key=lambda lesson: lesson.opened_at)
        return next((lesson for lesson in self.lessons if lesson.state != DONE), None)


@dataclass(frozen=True)
class CheckOption:
    value: str  # the place in this try's order ("1", "2", …): says nothing about being right
    text: str
    is_chosen: bool = False
    is_right: bool | None = None  # None until the try is over
    place: int | None = None  # in an ordering: the place it was given


@dataclass(frozen=True)
class CheckQuestion:
    """A question as shown: `kind` is single, true_false, multiple or ordering; `name` is its form field."""

    name: str
    kind: str
    number: int
    text: str
    options: tuple[CheckOption, ...]
    is_right: bool | None = None
    feedback: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class CheckState:
    """A knowledge check in one lesson: either open for a try (`is_open`), or the last try with its feedback."""

    key: UUID
    heading: str
    action: str
    pass_percent: int
    tries_used: int
    tries_allowed: int
    is_open: bool
    has_passed: bool
    best_percent: int | None
    questions: tuple[CheckQuestion, ...]
    last_percent: int | None = None
    retry_url: str = ""
    try_number: int = 1

    @property
    def tries_left(self) -> int:
        return max(0, self.tries_allowed - self.tries_used)

    @property
    def unanswered(self) -> tuple[CheckQuestion, ...]:
        """The questions of an incomplete form that lack an answer."""
        return tuple(question for question in self.questions if question.error)

    @property
    def shows_feedback(self) -> bool:
        return self.last_percent is not None and not self.is_open


@dataclass(frozen=True)
class LessonState:
    """A lesson page around its text; `reading` is of its screens, the title can be in a language of its own.

    `is_changed`: it was read to the end, and has a newer edition since; the state stays done.
    """

    key: UUID
    code: str
    title: str
    summary: str
    minutes: int
    kind: str
    state: str
    reading: Reading
    course: Link
    module: Link
    position: int
    count: int
    is_enrolled: bool
    title_language: str = ""
    complete_action: str = ""
    can_complete: bool = False
    still_missing: tuple[str, ...] = ()
    is_changed: bool = False
    previous: Link | None = None
    next: Link | None = None
