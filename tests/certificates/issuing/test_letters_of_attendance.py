"""Who did not qualify but was there gets a letter that says how many hours."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.issuing.candidates import LETTER, NotClosed, candidates_of
from certificates.issuing.running import go_on, start
from certificates.models import Certificate
from courses.models import Cohort, Enrolment
from courses.transcripts.closing import close
from tests.factories.closed import CLOSED_AT, make_people
from tests.factories.cohorts import make_cohort
from tests.factories.pages import make_course
from tests.factories.progress import complete_texts
from tests.factories.qualifying import ATTENDANCE, MODULES, make_mark, make_rule, make_session

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def people():
    """One who has done everything, one who came to all five sessions, one to four, one to three, one to none."""
    return make_people(5)


@pytest.fixture
def open_cohort(people, lecturer):
    course = make_course(lessons=1)
    cohort = make_cohort(
        course_keys=[course.key], people=people, route=None, rule=make_rule(MODULES, ATTENDANCE)
    )
    places = list(Enrolment.objects.filter(cohort=cohort).select_related("user", "cohort").order_by("pk"))
    complete_texts(places[0], course)
    for number in range(5):
        session = make_session(cohort, number)
        for place, most in zip(places, (5, 5, 4, 3, 0), strict=True):
            make_mark(session, place, lecturer, "present" if number < most else "absent")
    return cohort


@pytest.fixture
def cohort(open_cohort):
    close(cohort=open_cohort, by=None, at=CLOSED_AT)
    return Cohort.objects.select_related("academy", "rule", "route").get(pk=open_cohort.pk)


def issue(cohort):
    run = start(cohort=cohort, kind=LETTER, version=None, second_language="en", by=None, at=timezone.now())
    return go_on(run=run, by=None)


def test_four_fifths_of_all_sessions_are_enough_for_a_letter(cohort, people):
    found = candidates_of(cohort, LETTER, on=TODAY)
    assert [one.user for one in found.waiting] == people[1:3]


def test_no_letter_before_the_cohort_is_closed(open_cohort):
    with pytest.raises(NotClosed):
        candidates_of(open_cohort, LETTER, on=TODAY)


def test_a_letter_says_the_hours_and_no_results(cohort, people):
    assert issue(cohort).done == 2
    letter = Certificate.objects.get(holder=people[2])
    assert letter.is_letter
    assert (letter.facts["hours_attended"], letter.facts["hours"]) == ("8", "10")
    assert "results" not in letter.facts
    assert letter.facts["title"]["en"] == "Letter of attendance"
    assert letter.subject == f"attendance:{cohort.key}"
    assert letter.file.badge == ""


def test_letters_and_certificates_share_the_numbers(cohort):
    issue(cohort)
    run = start(
        cohort=cohort, kind="certificate", version=None, second_language="en", by=None, at=timezone.now()
    )
    go_on(run=run, by=None)
    numbers = Certificate.objects.order_by("number").values_list("number", flat=True)
    assert [number.split("-")[3] for number in numbers] == ["00001", "00002", "00003"]


def test_who_attended_less_is_told_why_there_is_no_letter(cohort, administrator):
    client = Client()
    client.force_login(administrator, backend=settings.AUTHENTICATION_BACKENDS[0])
    shown = client.get(reverse("cohort_certificates", args=[cohort.pk]), {"kind": "attendance"})
    text = shown.content.decode()
    assert "60 % of the planned session time attended; a letter is given from 80 %." in text
    assert "2 people are to get a letter" in text
    assert "2 people get no letter" in text
