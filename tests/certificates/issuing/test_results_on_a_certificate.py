"""What was achieved stands on the certificate: attendance, the lesson observed, the language; no play, no error."""

import pytest

from certificates.making.results import hours_of, results_of
from courses.models import Transcript
from tests.factories.practice import make_lesson, make_training, place_of

pytestmark = pytest.mark.django_db
FACTS = {
    "attendance": {"minutes": 1159, "planned": 1200, "excused": 0},
    "units": [{"key": "1", "kind": "check", "best_percent": "90", "tries": 1, "passed_on": None}],
    "requirements": [
        {"kind": "practice", "state": "met", "figures": {"average": "3.25"}, "reasons": []},
        {"kind": "scenarios", "state": "met", "figures": {"done": 8, "total": 8}, "reasons": []},
    ],
}


def frozen(person, facts=FACTS):
    place = place_of(person)
    Transcript.objects.create(enrolment=place, passed=True, facts=facts, frozen_at="2026-03-20T09:00Z")
    return place_of(person)


def test_results_are_those_of_the_frozen_transcript(trainee, lecturer, other_lecturer):
    make_training(trainee)
    make_lesson(trainee, lecturer, other_lecturer, topic="Non-refoulement in ten minutes")
    assert results_of(frozen(trainee)) == [
        {"kind": "attendance", "value": "96"},
        {"kind": "observed", "value": "3.25", "of": "Non-refoulement in ten minutes"},
        {"kind": "assessment_language", "value": "ru"},
    ]


def test_a_cohort_in_one_language_was_assessed_in_it(trainee):
    make_training(trainee, languages=["tg"])
    assert results_of(frozen(trainee))[-1] == {"kind": "assessment_language", "value": "tg"}


def test_what_was_not_asked_for_is_not_told(trainee):
    make_training(trainee)
    assert results_of(frozen(trainee, {"units": []})) == []


def test_hours_are_cut_to_tenths(trainee):
    make_training(trainee)
    attended, planned = hours_of(frozen(trainee).transcript)
    assert (str(attended), str(planned)) == ("19.3", "20")
