"""An ended attempt looked back on: the outcome, both ways as a picture, every decision with its grounds."""

from datetime import datetime

from assessments.attempts.debrief import Debrief, DebriefStep, debrief
from assessments.attempts.models import Attempt
from assessments.attempts.tries import standing
from assessments.scenarios import words
from courses.content.tokens import filled
from courses.learning.playing import path_picture
from courses.learning.playing.addresses import debrief_url, in_language, retry_url, start_url
from courses.learning.playing.cards import reopen_link
from courses.learning.playing.path_picture import Row, Stop
from courses.learning.playing.readings import scenario_reading
from courses.learning.playing.states import DebriefState, Judgement, LookedBackStep, PathRow
from courses.learning.presenting import link
from courses.progress.recording import Place


def debrief_state(*, place: Place, attempt: Attempt, at: datetime) -> DebriefState:
    """Return the look back at an ended attempt. Raises attempts.debrief.AttemptRunning."""
    told = debrief(attempt, place.language)
    reopen = reopen_link(place, attempt)
    _previous, following = place.course.neighbours(place.lesson.key)
    state = DebriefState(
        title=told.title,
        place=told.place,
        passed=told.passed,
        points=told.points,
        max_points=told.max_points,
        skipped_points=told.skipped_points,
        percent=int(told.percent),
        pass_percent=told.pass_percent,
        critical_errors=told.critical_errors,
        ending_heading=told.ending_heading,
        ending_text=told.ending_text,
        ending_principle=told.ending_principle,
        ending_legal=told.ending_legal,
        booth=told.booth,
        steps=tuple(_step(step, retry_url(place, attempt, step.number)) for step in told.steps),
        picture=picture_of(told),
        same_count=sum(step.recommended_is_chosen for step in told.steps),
        made_count=sum(not step.is_skipped for step in told.steps),
        recommended_path=_recommended_path(told),
        lesson=link(place.lesson),
        onward=link(following) if told.passed and following else None,
        reopen=reopen,
        retry_action=start_url(place, attempt.scenario_key) if _may_start(place, attempt, reopen, at) else "",
        reading=scenario_reading(
            shown=told.language,
            wanted=place.language,
            states=words.states(attempt.version),
            url_in=lambda language: in_language(language, debrief_url, place, attempt),
        ),
    )
    return filled(state, country=place.enrolment.user.country, language=told.language)


def _recommended_path(told: Debrief) -> tuple[tuple[str, str], ...]:
    """Return [(scene's heading, text of the choice)] of the recommended way, without the text of what was skipped."""
    skipped = {step.scene_key for step in told.steps if step.is_skipped}
    return tuple(
        (step.heading, "" if step.scene_key in skipped else step.text) for step in told.recommended_steps
    )


def _may_start(place: Place, attempt: Attempt, reopen, at: datetime) -> bool:
    if reopen is not None:
        return False
    newest = attempt.version.scenario.versions.order_by("-number").first()
    newest.scenario = attempt.version.scenario
    return standing(version=newest, registration=place.enrolment.registration, at=at).may_start


def _step(step: DebriefStep, url: str) -> LookedBackStep:
    return LookedBackStep(
        number=step.number,
        heading=step.heading,
        points=step.points,
        severity=step.severity,
        retry_url=url,
        judgement=Judgement(
            chosen=step.chosen,
            severity=step.severity,
            consequence=step.consequence,
            critical_error=step.critical_error,
            critical_name=step.critical_name,
            principle=step.principle,
            legal=step.legal,
            recommended=_better(step),
        ),
    )


def _better(step: DebriefStep) -> str:
    """Return the choice that was recommended instead. Who skipped a scene is not told after all what happens in it."""
    return "" if step.recommended_is_chosen or step.is_skipped else step.recommended


def picture_of(told: Debrief) -> tuple[PathRow, ...]:
    """Return the rows of the picture of both ways with their words."""
    # A skipped scene goes on where the recommended choice leads.
    own = [Stop(step.scene_key, step.choice_key or step.recommended_key) for step in told.steps]
    best = [Stop(step.scene_key, step.choice_key) for step in told.recommended_steps]
    rows = path_picture.draw([*own, Stop(told.ending_key)], [*best, Stop(told.recommended_ending_key)])
    return tuple(_row(row, told) for row in rows)


def _row(row: Row, told: Debrief) -> PathRow:
    lines = {"own_line": row.own_line, "best_line": row.best_line}
    if row.own is None:
        return _recommended_row(row, told, lines)
    kind = "shared" if row.is_shared else "own"
    if row.own == len(told.steps):
        return PathRow(
            kind=kind, heading=told.ending_heading, sign=_sign_of_end(told), is_ending=True, **lines
        )
    step = told.steps[row.own]
    return PathRow(
        kind=kind,
        heading=step.heading,
        sign=step.severity,
        number=step.number,
        severity=step.severity,
        critical_error=step.critical_error,
        chosen=step.chosen,
        recommended=_better(step),
        is_parting=row.is_parting,
        is_meeting=row.is_meeting,
        **lines,
    )


def _recommended_row(row: Row, told: Debrief, lines: dict[str, str]) -> PathRow:
    if row.best == len(told.recommended_steps):
        heading = told.recommended_ending_heading
        return PathRow(kind="best", heading=heading, sign="end", is_ending=True, **lines)
    step = told.recommended_steps[row.best]
    return PathRow(kind="best", heading=step.heading, sign="", recommended=step.text, **lines)


def _sign_of_end(told: Debrief) -> str:
    if told.critical_errors:
        return "critical"
    return "best" if told.passed else "acceptable"
