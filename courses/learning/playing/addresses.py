"""Where the pages of playing are, in the language of the request or in another one."""

from django.urls import reverse
from django.utils import translation

from assessments.attempts.models import Attempt
from courses.progress.recording import Place


def start_url(place: Place, scenario_key) -> str:
    return reverse("learning:start", args=[place.lesson.key, scenario_key])


def attempt_url(place: Place, attempt: Attempt) -> str:
    return reverse("learning:scene", args=[place.lesson.key, attempt.key])


def debrief_url(place: Place, attempt: Attempt) -> str:
    return reverse("learning:debrief", args=[place.lesson.key, attempt.key])


def retry_url(place: Place, attempt: Attempt, number: int) -> str:
    """Return where the scene of a decision (from 1) is tried again."""
    return reverse("learning:retry", args=[place.lesson.key, attempt.key, number])


def in_language(language: str, address, *arguments) -> str:
    """Return what one of these functions returns, in another language."""
    with translation.override(language):
        return address(*arguments)
