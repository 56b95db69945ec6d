from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from certificates.keeping.reminding import due_term, remind, work
from certificates.keeping.revoking import revoke
from certificates.models import Certificate, ExpiryReminder
from cms.management.commands.work_beside import loops
from courses.messaging.models import MessageCopy
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
ENDS = date(2029, 6, 30)


def before(days: int) -> datetime:
    """Return noon of the day so many days before the end."""
    day = ENDS - timedelta(days=days)
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))  # noqa: DTZ001 - made aware


def make(person, **fields) -> Certificate:
    given = {"valid_until": ENDS, "facts": {"courses": [], "title": {"en": "Trainer"}}} | fields
    return make_certificate(enrolment=make_cohort(people=[person]).enrolments.get(), **given)


@pytest.fixture
def certificate(trainee) -> Certificate:
    trainee.email = "aigul@example.org"
    trainee.save()
    return make(trainee)


def reminded() -> list[int]:
    return list(ExpiryReminder.objects.order_by("pk").values_list("days", flat=True))


@pytest.mark.parametrize(
    ("left", "term"),
    [(91, None), (90, 90), (61, 90), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_the_nearest_term_that_has_come_is_due(left, term):
    assert due_term(date(2026, 4, 1), ENDS, ENDS - timedelta(days=left)) == term


def test_what_is_issued_for_a_short_time_is_not_reminded_of_at_once():
    assert due_term(ENDS - timedelta(days=40), ENDS, ENDS - timedelta(days=40)) is None
    assert due_term(ENDS - timedelta(days=40), ENDS, ENDS - timedelta(days=30)) == 30


def test_each_reminder_goes_out_once(certificate):
    told = [remind(at=before(days)) for days in (91, 90, 90, 89, 60, 30, 7, 6, 0)]
    assert told == [0, 1, 0, 0, 1, 1, 1, 0, 0]
    assert reminded() == [90, 60, 30, 7]
    assert MessageCopy.objects.count() == 4


def test_missed_ones_are_not_sent_in_a_heap(certificate):
    assert remind(at=before(25)) == 1
    assert reminded() == [30]
    assert remind(at=before(24)) == 0


def test_the_holder_reads_it_in_the_own_language_and_gets_it_by_mail(certificate, trainee):
    remind(at=before(60))
    copy = MessageCopy.objects.get(recipient=trainee)
    assert (copy.language, copy.email) == ("ru", "aigul@example.org")
    assert certificate.number in copy.body
    assert "2029" in copy.body


def test_who_has_renewed_or_has_none_any_more_is_left_alone(certificate, trainee):
    make(trainee, subject=certificate.subject, cycle=2, number="PAN-2", valid_until=date(2032, 6, 30))
    assert remind(at=before(60)) == 0
    Certificate.objects.filter(cycle=2).update(subject="another")
    assert remind(at=before(60)) == 1
    revoke(certificate=certificate, reason="Issued twice", by=None, at=before(50))
    assert remind(at=before(30)) == 0


def test_a_closed_account_and_a_letter_are_not_reminded_of(certificate, trainee):
    Certificate.objects.update(kind="attendance")
    assert remind(at=before(60)) == 0
    Certificate.objects.update(kind="certificate")
    trainee.is_active = False
    trainee.save()
    assert remind(at=before(60)) == 0


def test_looking_costs_the_same_for_one_and_for_ten_who_are_not_due(django_assert_num_queries):
    for number in range(10):
        make(make_person(username=f"q-{number}"), number=f"PAN-Q-{number}")
    with django_assert_num_queries(1):
        remind(at=before(200))


def test_the_command_says_how_many(certificate):
    Certificate.objects.update(valid_until=timezone.localdate() + timedelta(days=60))
    out = StringIO()
    call_command("remind_expiries", stdout=out)
    assert out.getvalue().strip() == "1 holder was reminded."


def test_the_worker_beside_the_server_does_it_once_a_day(certificate):
    Certificate.objects.update(valid_until=timezone.localdate() + timedelta(days=60))
    rounds = []
    work(has_to_stop=lambda: len(rounds) == 3, pause=lambda: rounds.append(1))
    assert reminded() == [60]
    assert "reminding" in loops(stop=None, has_to_stop=lambda: True)
