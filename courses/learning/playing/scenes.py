"""The scene an attempt stands in, for the player."""

from datetime import datetime

from wagtail.images.models import SourceImageIOError

from assessments.attempts.feedback import Feedback, feedback_on_last
from assessments.attempts.models import Attempt
from assessments.attempts.scenes import show_scene
from assessments.scenarios import words
from courses.content.tokens import filled
from courses.learning.playing.addresses import attempt_url, in_language
from courses.learning.playing.moves import sealed_time
from courses.learning.playing.readings import DRAFT, scenario_reading
from courses.learning.playing.states import Judgement, Picture, SceneChoice, SceneState, SceneText
from courses.progress.recording import Place

# About as wide as the column of the player; more, for fine pixels, would cost a phone too much.
RENDITION = "max-800x600"


def scene_state(*, place: Place, attempt: Attempt, at: datetime) -> SceneState:
    """Return the scene the attempt stands in."""
    scene = show_scene(attempt, place.language)
    state = SceneState(
        key=f"{attempt.key}/{scene.step}",
        shown=sealed_time(attempt.key, scene.step, at),
        title=scene.title,
        place=scene.place,
        text=SceneText(
            heading=scene.heading,
            situation=scene.situation,
            speaker=scene.speaker,
            notice=scene.notice,
            picture=picture(scene.image, scene.alt),
        ),
        happened=scene.happened,
        choices=tuple(SceneChoice(value=str(position), text=text) for position, text in scene.choices),
        action=attempt_url(place, attempt),
        step=scene.step,
        total_hint=scene.total_hint,
        leave_url=place.lesson.url,
        can_skip=scene.can_skip,
        judgement=_judgement(feedback_on_last(attempt, scene.language), scene.happened),
        reading=scenario_reading(
            shown=scene.language,
            wanted=place.language,
            states=words.states(attempt.version) if scene.words_state == DRAFT else {},
            url_in=lambda language: in_language(language, attempt_url, place, attempt),
        ),
    )
    return filled(state, country=place.enrolment.user.country, language=scene.language)


def picture(image, alt: str) -> Picture | None:
    """Return a row of the library of pictures as it is shown in a scene; None for None.

    None too where the file is gone: a scene can be played without its picture, but not without its page.
    """
    if image is None:
        return None
    try:
        shown = image.get_rendition(RENDITION)
    except SourceImageIOError:
        return None
    return Picture(url=shown.url, width=shown.width, height=shown.height, alt=alt)


def _judgement(feedback: Feedback | None, happened: str) -> Judgement | None:
    if feedback is None:
        return None
    return Judgement(
        chosen=feedback.chosen,
        severity=feedback.severity,
        consequence=happened,
        critical_error=feedback.critical_error,
        critical_name=feedback.critical_name,
        principle=feedback.principle,
        legal=feedback.legal,
        recommended="" if feedback.recommended_is_chosen else feedback.recommended,
    )
