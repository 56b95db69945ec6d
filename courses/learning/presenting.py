"""From outlines and progress to the values the templates print (states.py)."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info

from courses.content.outline import CourseOutline, LessonOutline, ModuleOutline
from courses.content.translations.standing import FIRM, Standing
from courses.learning import states
from courses.progress.models import LessonProgress
from courses.progress.recording import Place

ProgressByLesson = Mapping[UUID, LessonProgress]


def reading(*, shown: str, wanted: str, standing: Standing = FIRM) -> states.Reading:
    """Say in which language a text is shown, and what is to be known of it: that it is missing in the one wanted,
    older than its source, or a draft nobody has reviewed."""
    info = get_language_info(shown)
    return states.Reading(
        language=shown,
        direction="rtl" if info["bidi"] else "ltr",
        notice=_notice(shown, wanted, standing),
        language_name=str(dict(settings.LANGUAGES)[shown]) if shown == wanted else info["name_local"],
        reviewed=_reviewed(standing),
    )


def _notice(shown: str, wanted: str, standing: Standing) -> str:
    if shown != wanted:
        return "missing"
    if standing.is_stale:
        return "stale"
    return "draft" if standing.is_draft else ""


def _reviewed(standing: Standing) -> states.Link | None:
    if not standing.reviewed_url:
        return None
    language = standing.reviewed_language
    name = get_language_info(language)["name_local"]
    return states.Link(title=name, url=standing.reviewed_url, language=language)


def progress_of(enrolments) -> dict[int, dict[UUID, LessonProgress]]:
    """Return {enrolment id: {lesson key: LessonProgress}} for the enrolments. One query."""
    found: dict[int, dict] = {enrolment.pk: {} for enrolment in enrolments}
    for row in LessonProgress.objects.filter(enrolment__in=list(found)):
        found[row.enrolment_id][row.lesson_key] = row
    return found


def lesson_state(progress: LessonProgress | None) -> str:
    if progress is None:
        return states.TODO
    return states.DONE if progress.completed_at else states.DOING


def has_changed(lesson: LessonOutline, progress: LessonProgress | None) -> bool:
    """Say whether who has read the lesson to the end should read it again."""
    return bool(progress and progress.completed_at and progress.edition < lesson.edition)


def lesson_line(lesson: LessonOutline, progress: ProgressByLesson) -> states.LessonLine:
    row = progress.get(lesson.key)
    return states.LessonLine(
        key=lesson.key,
        code=lesson.code,
        title=lesson.title,
        url=lesson.url,
        minutes=lesson.minutes,
        kind=lesson.kind,
        state=lesson_state(row),
        opened_at=row.last_opened_at if row else None,
        is_changed=has_changed(lesson, row),
    )


def module_state(module: ModuleOutline, progress: ProgressByLesson, language: str) -> states.ModuleState:
    return states.ModuleState(
        key=module.key,
        code=module.code,
        title=module.title,
        summary=module.summary,
        url=module.url,
        minutes=module.minutes,
        lessons=tuple(lesson_line(lesson, progress) for lesson in module.lessons),
        reading=reading(shown=module.language, wanted=language, standing=module.standing),
        objectives=module.objectives,
        commitment=module.commitment,
    )


def course_state(
    course: CourseOutline, *, progress: ProgressByLesson, enrolment, language: str
) -> states.CourseState:
    return states.CourseState(
        key=course.key,
        code=course.code,
        title=course.title,
        summary=course.summary,
        audience=course.audience,
        url=course.url,
        modules=tuple(module_state(module, progress, language) for module in course.modules),
        is_enrolled=enrolment is not None,
        cohort=str(enrolment.cohort) if enrolment else "",
        reading=reading(shown=course.language, wanted=language, standing=course.standing),
    )


def link(outline) -> states.Link:
    return states.Link(title=outline.title, url=outline.url, code=outline.code)


def lesson_page_state(
    *, place: Place, progress: LessonProgress | None, missing_units: tuple[str, ...]
) -> states.LessonState:
    """Return what stands around a lesson's text: its place in the module, what comes next, what is missing."""
    lesson, module = place.lesson, place.module
    previous, following = place.course.neighbours(lesson.key)
    state = lesson_state(progress)
    is_enrolled = place.enrolment is not None
    is_changed = has_changed(lesson, progress)
    return states.LessonState(
        key=lesson.key,
        code=lesson.code,
        title=lesson.title,
        summary=lesson.summary,
        minutes=lesson.minutes,
        kind=lesson.kind,
        state=state,
        title_language=lesson.language,
        reading=reading(shown=lesson.text_language, wanted=place.language, standing=lesson.standing),
        course=link(place.course),
        module=link(module),
        position=[other.key for other in module.lessons].index(lesson.key) + 1,
        count=len(module.lessons),
        is_enrolled=is_enrolled,
        complete_action=reverse("learning:complete", args=[lesson.key]),
        # The units a lesson requires complete it by themselves when they are passed in it. Another lesson may have the
        # same unit: who has passed it there reads this one to the end; so does who reads a lesson that changed.
        can_complete=is_enrolled and not missing_units and (is_changed or state != states.DONE),
        still_missing=missing_units if state != states.DONE or is_changed else (),
        is_changed=is_changed,
        previous=link(previous) if previous else None,
        next=link(following) if following else None,
    )
