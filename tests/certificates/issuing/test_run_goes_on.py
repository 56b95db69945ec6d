"""An issue goes on in portions: cancelled, stopped by a person or a key, gone on with; no gap, no double."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Statement
from assessments.xapi import vocabulary
from certificates.issuing.running import NobodyWaits, cancel, go_on, leave_out, start
from certificates.issuing.troubles import told
from certificates.models import Certificate, CertificateFile, IssueRun, NumberSeries, SigningKey
from certificates.signing.creating import rotate
from courses.content.outline import course_outline
from tests.factories.closed import make_closed_cohort, make_people
from tests.factories.pages import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people(3)


@pytest.fixture
def cohort(people):
    return make_closed_cohort(make_course(lessons=1), people)


def begin(cohort, **fields) -> IssueRun:
    now = timezone.now()
    return start(
        cohort=cohort, kind="certificate", version=None, second_language="ru", by=None, at=now, **fields
    )


def portion(run) -> IssueRun:
    """Go on for no time at all: a portion is one certificate at least."""
    return go_on(run=run, by=None, seconds=0)


def running_numbers() -> list[int]:
    """Return the running numbers of all certificates, in order."""
    return sorted(
        int(number.split("-")[3]) for number in Certificate.objects.values_list("number", flat=True)
    )


def assert_whole(count: int) -> None:
    """See that there are so many certificates, numbered without gap or double, each with its signed file."""
    assert running_numbers() == list(range(1, count + 1))
    assert NumberSeries.objects.get().last == count
    assert CertificateFile.objects.count() == count
    assert all(bytes(one.pdf).rstrip().endswith(b"%%EOF") for one in CertificateFile.objects.all())
    assert Statement.objects.filter(verb=vocabulary.EARNED.iri).count() == count


def test_portion_by_portion_everybody_gets_one_and_the_run_says_how_far_it_is(cohort, people):
    run = begin(cohort)
    assert (run.done, run.total) == (0, 3)
    run = portion(run)
    assert (run.done, run.total, run.is_running) == (1, 3, True)
    run = go_on(run=portion(run), by=None)
    assert (run.done, run.total, run.is_running) == (3, 3, False)
    assert run.finished_at is not None
    assert_whole(3)
    assert set(Certificate.objects.values_list("holder", flat=True)) == {one.pk for one in people}


def test_numbers_follow_the_names(cohort):
    go_on(run=begin(cohort), by=None)
    by_number = Certificate.objects.order_by("number").values_list("holder__name_latin", flat=True)
    assert list(by_number) == ["ABDIEV INur", "BEKOV INur", "CHOROEV INur"]


def test_a_second_start_goes_on_with_the_run_that_was_left_behind(cohort):
    first = portion(begin(cohort))
    again = begin(cohort)
    assert (again.pk, again.done) == (first.pk, 1)
    go_on(run=again, by=None)
    assert_whole(3)
    with pytest.raises(NobodyWaits):
        begin(cohort)


def test_what_was_issued_before_cancelling_stays_and_the_rest_can_be_issued_later(cohort):
    run = cancel(run=portion(begin(cohort)), by=None, at=timezone.now())
    assert portion(run).done == 1
    assert Certificate.objects.count() == 1
    rest = begin(cohort)
    assert rest.total == 2
    go_on(run=rest, by=None)
    assert_whole(3)


def test_a_name_that_cannot_be_printed_stops_the_run_and_names_the_person_and_the_sign(cohort, people):
    people[1].name_native = "山本"
    people[1].save()
    run = go_on(run=begin(cohort), by=None)
    assert (run.done, run.is_running) == (1, True)
    said = told(run.trouble)
    assert "k-001" in said
    assert "山" in said
    assert "name in native script" in said
    assert_whole(1)


def test_who_is_left_out_holds_up_nobody_and_gets_one_when_the_name_is_mended(cohort, people):
    people[1].name_native = "山本"
    people[1].save()
    run = go_on(run=begin(cohort), by=None)
    run = go_on(run=leave_out(run=run, enrolment_pk=run.trouble["enrolment"], by=None), by=None)
    assert (run.done, run.total, run.is_running) == (2, 2, False)
    people[1].name_native = "Баҳром Беков"
    people[1].save()
    rest = go_on(run=begin(cohort), by=None)
    assert rest.done == 1
    assert_whole(3)


def test_a_key_that_ended_stops_the_run_and_a_new_one_lets_it_go_on(cohort):
    run = portion(begin(cohort))
    SigningKey.objects.update(valid_until=timezone.now() - timedelta(days=1))
    run = go_on(run=run, by=None)
    assert (run.done, run.is_running) == (1, True)
    assert "academy_keys rotate" in told(run.trouble)
    assert_whole(1)
    rotate(academy=cohort.academy, at=timezone.now())
    run = go_on(run=run, by=None)
    assert (run.done, run.trouble, run.is_running) == (3, None, False)
    assert_whole(3)


def test_who_has_a_certificate_of_the_same_course_is_not_issued_another(cohort, people):
    go_on(run=begin(cohort), by=None)
    course_key = cohort.cohort_courses.get().course_key
    newcomer = make_people(1, prefix="n")
    again = make_closed_cohort(course_outline(course_key, "en"), [*people, *newcomer], title="Autumn cohort")
    run = go_on(run=begin(again), by=None)
    assert (run.done, run.is_running) == (1, False)
    assert Certificate.objects.filter(holder=newcomer[0]).count() == 1
    assert_whole(4)
