"""Attempts as people make them, for counting."""

from datetime import timedelta

from assessments.attempts import playing
from assessments.attempts.models import AttemptStep
from courses.models import Enrolment
from tests.factories.assessments import NOON, play, tracking_for
from tests.factories.cohorts import make_cohort


def play_as(person, scenario, *keys, language="ru", cohort=None, days=0, took_ms=20_000):
    """Let a person play a scenario by these choices, in the cohort or in one of its own; return the attempt."""
    cohort = cohort or make_cohort(people=[person])
    registration = Enrolment.objects.get(cohort=cohort, user=person).registration
    tracking = tracking_for(person, registration=registration, language=language)
    at = NOON + timedelta(days=days)
    attempt = playing.start(scenario=scenario, user=person, tracking=tracking, at=at)
    attempt = play(attempt, *keys, tracking=tracking, at=at)
    AttemptStep.objects.filter(attempt=attempt).update(took_ms=took_ms)
    return attempt
