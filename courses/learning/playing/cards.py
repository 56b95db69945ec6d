"""Scenarios as a lesson offers them, before and between tries."""

from datetime import datetime
from uuid import UUID

from assessments.attempts.models import Attempt
from assessments.attempts.tries import attempts_at, standing_after
from assessments.scenarios import words
from assessments.scenarios.models import ScenarioVersion
from courses.content.outline import find_lesson
from courses.learning.participating import lesson_to_reopen
from courses.learning.playing.addresses import attempt_url, debrief_url, start_url
from courses.learning.playing.readings import DRAFT, scenario_reading
from courses.learning.playing.states import ScenarioState
from courses.learning.states import Link, Reading
from courses.progress.models import UnitResult
from courses.progress.recording import Place


def states_in(*, place: Place, at: datetime) -> dict[UUID, ScenarioState]:
    """Return {scenario key: ScenarioState} for the scenarios of the lesson."""
    keys = [unit.key for unit in place.lesson.units if unit.kind == UnitResult.Kind.SCENARIO]
    return {key: state for key in keys if (state := _state(place, key, at)) is not None}


def _state(place: Place, key: UUID, at: datetime) -> ScenarioState | None:
    version = (
        ScenarioVersion.objects.filter(scenario__key=key)
        .select_related("scenario")
        .order_by("-number")
        .first()
    )
    if version is None:
        return None
    told = words.words_of_version(version, place.language)
    result = _result(place, key)
    attempts = attempts_at(key, place.enrolment.registration) if place.enrolment else []
    last = attempts[-1] if attempts else None
    standing = standing_after(attempts, version, at)
    return ScenarioState(
        key=key,
        title=told.title,
        summary=told.summary,
        place=told.place,
        notice=told.notice,
        minutes=version.minutes,
        pass_percent=version.structure["pass_percent"],
        tries=result.tries if result else 0,
        best_percent=int(result.best_percent) if result and result.tries else None,
        has_passed=bool(result and result.passed_at),
        is_running=standing.is_running,
        is_practice=standing.is_practice,
        tries_left=standing.tries_left,
        opens_at=standing.opens_at,
        reading=_reading(place, version, told),
        start_action=start_url(place, key) if place.enrolment else "",
        play_url=attempt_url(place, last) if standing.is_running else "",
        last_debrief_url=_debrief_url(place, attempts),
        reopen=reopen_link(place, last),
    )


def _result(place: Place, key: UUID) -> UnitResult | None:
    if place.enrolment is None:
        return None
    return UnitResult.objects.filter(enrolment=place.enrolment, unit_key=key).first()


def _debrief_url(place: Place, attempts: list[Attempt]) -> str:
    """Return where the last try that is over is looked back on; "" while another one runs."""
    if not attempts or attempts[-1].ended_at is None:
        return ""
    return debrief_url(place, attempts[-1])


def _reading(place: Place, version: ScenarioVersion, told: words.VersionWords) -> Reading:
    """Say in which language the card is; that the whole lesson is shown in it is said by the lesson."""
    states = words.states(version) if told.state == DRAFT else {}
    found = scenario_reading(
        shown=told.language,
        wanted=place.language,
        states=states,
        url_in=lambda language: _lesson_url(place, language),
    )
    is_said = found.notice == "missing" and told.language == place.lesson.language
    return Reading(language=found.language, direction=found.direction) if is_said else found


def _lesson_url(place: Place, language: str) -> str:
    found = find_lesson(place.lesson.key, language)
    return found[2].url if found else place.lesson.url


def reopen_link(place: Place, last: Attempt | None) -> Link | None:
    """Return the lesson to read again before the next try, with the address that counts as reading it again."""
    if place.enrolment is None:
        return None
    lesson_key = lesson_to_reopen(enrolment=place.enrolment, last_attempt=last)
    found = find_lesson(lesson_key, place.language) if lesson_key else None
    if found is None:
        return None
    _course, _module, lesson = found
    return Link(title=lesson.title, url=f"{lesson.url}?reopen=1", code=lesson.code)
