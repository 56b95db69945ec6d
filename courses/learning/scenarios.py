"""Scenarios inside a lesson, as the learner sees them before, while and after playing."""

from uuid import UUID

from django.urls import reverse

from assessments.attempts import playing
from assessments.attempts.debrief import debrief
from assessments.attempts.models import Attempt
from assessments.attempts.scenes import show_scene
from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.words import words_of_version
from courses.content.outline import find_lesson
from courses.content.tokens import filled
from courses.learning import states
from courses.learning.participating import lesson_to_reopen
from courses.learning.presenting import link, reading
from courses.progress.models import UnitResult
from courses.progress.recording import Place


def states_in(*, place: Place) -> dict[UUID, states.ScenarioState]:
    """Return {scenario key: ScenarioState} for the scenarios of the lesson."""
    keys = [unit.key for unit in place.lesson.units if unit.kind == UnitResult.Kind.SCENARIO]
    return {key: state for key in keys if (state := _state(place, key)) is not None}


def _state(place: Place, key: UUID) -> states.ScenarioState | None:
    version = (
        ScenarioVersion.objects.filter(scenario__key=key)
        .select_related("scenario")
        .order_by("-number")
        .first()
    )
    if version is None:
        return None
    words = words_of_version(version, place.language)
    result = _result(place, key)
    last = _last_attempt(place, key)
    return states.ScenarioState(
        key=key,
        title=words.title,
        summary=words.summary,
        place=words.place,
        notice=words.notice,
        minutes=version.minutes,
        pass_percent=version.structure["pass_percent"],
        tries=result.tries if result else 0,
        best_percent=int(result.best_percent) if result and result.tries else None,
        has_passed=bool(result and result.passed_at),
        is_running=last is not None and last.ended_at is None,
        start_action=reverse("learning:start", args=[place.lesson.key, key]) if place.enrolment else "",
        play_url=attempt_url(place, last) if last and last.ended_at is None else "",
        last_debrief_url=debrief_url(place, last) if last and last.ended_at else "",
        reopen=reopen_link(place, last),
    )


def _result(place: Place, key: UUID) -> UnitResult | None:
    if place.enrolment is None:
        return None
    return UnitResult.objects.filter(enrolment=place.enrolment, unit_key=key).first()


def _last_attempt(place: Place, key: UUID) -> Attempt | None:
    if place.enrolment is None:
        return None
    return playing.last_attempt(registration=place.enrolment.registration, scenario_key=key)


def reopen_link(place: Place, last: Attempt | None) -> states.Link | None:
    """Return the lesson to read again before the next try, with the address that counts as reading it again."""
    if place.enrolment is None:
        return None
    lesson_key = lesson_to_reopen(enrolment=place.enrolment, last_attempt=last)
    found = find_lesson(lesson_key, place.language) if lesson_key else None
    if found is None:
        return None
    _course, _module, lesson = found
    return states.Link(title=lesson.title, url=f"{lesson.url}?reopen=1", code=lesson.code)


def attempt_url(place: Place, attempt: Attempt) -> str:
    return reverse("learning:scene", args=[place.lesson.key, attempt.key])


def debrief_url(place: Place, attempt: Attempt) -> str:
    return reverse("learning:debrief", args=[place.lesson.key, attempt.key])


def scene_state(*, place: Place, attempt: Attempt) -> states.SceneState:
    """Return the scene the attempt stands in, for the player."""
    scene = show_scene(attempt, place.language)
    state = states.SceneState(
        title=scene.title,
        place=scene.place,
        heading=scene.heading,
        situation=scene.situation,
        speaker=scene.speaker,
        happened=scene.happened,
        choices=tuple(states.SceneChoice(value=str(position), text=text) for position, text in scene.choices),
        action=attempt_url(place, attempt),
        step=scene.step,
        total_hint=scene.total_hint,
        leave_url=place.lesson.url,
        reading=reading(shown=scene.language, wanted=place.language),
    )
    return filled(state, country=place.enrolment.user.country, language=scene.language)


def debrief_state(*, place: Place, attempt: Attempt) -> states.DebriefState:
    """Return the look back at an ended attempt. Raises attempts.debrief.AttemptRunning."""
    told = debrief(attempt, place.language)
    reopen = reopen_link(place, attempt)
    _previous, following = place.course.neighbours(place.lesson.key)
    state = states.DebriefState(
        title=told.title,
        place=told.place,
        passed=told.passed,
        points=told.points,
        max_points=told.max_points,
        percent=int(told.percent),
        pass_percent=told.pass_percent,
        critical_errors=told.critical_errors,
        ending_heading=told.ending_heading,
        ending_text=told.ending_text,
        ending_principle=told.ending_principle,
        ending_legal=told.ending_legal,
        booth=told.booth,
        steps=told.steps,
        recommended_path=told.recommended_path,
        lesson=link(place.lesson),
        onward=link(following) if told.passed and following else None,
        reading=reading(shown=told.language, wanted=place.language),
        reopen=reopen,
        retry_action=""
        if reopen
        else reverse("learning:start", args=[place.lesson.key, attempt.scenario_key]),
    )
    return filled(state, country=place.enrolment.user.country, language=told.language)
