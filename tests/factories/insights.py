"""Attempts as people make them, for counting."""

from datetime import timedelta
from uuid import uuid4

from assessments.attempts import playing
from assessments.attempts.models import AttemptStep
from courses.models import Enrolment
from tests.factories.assessments import NOON, play, tracking_for


def play_as(person, scenario, *keys, language="ru", cohort=None, days=0, took_ms=20_000):
    """Let a person play a scenario by these choices, in a cohort or outside of any; return the attempt."""
    registration = uuid4()
    if cohort:
        registration = Enrolment.objects.get(cohort=cohort, user=person).registration
    tracking = tracking_for(person, registration=registration, language=language)
    at = NOON + timedelta(days=days)
    attempt = playing.start(scenario=scenario, user=person, tracking=tracking, at=at)
    attempt = play(attempt, *keys, tracking=tracking, at=at)
    AttemptStep.objects.filter(attempt=attempt).update(took_ms=took_ms)
    return attempt
