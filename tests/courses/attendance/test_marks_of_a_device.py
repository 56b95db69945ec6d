from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from wagtail.models import ModelLogEntry

from courses.attendance import auditing, planning
from courses.attendance.marking import Answer, Refusal, Wish
from courses.attendance.marking import mark as mark_at
from courses.cohorts.enrolling import withdraw
from courses.models import AttendanceMark, Cohort
from tests.factories.cohorts import make_cohort
from tests.factories.sessions import make_session

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 6, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def session(trainee, other_trainee):
    return make_session(make_cohort(people=[trainee, other_trainee]))


def wish(session, person=None, mark="present", **fields) -> Wish:
    enrolments = session.cohort.enrolments
    enrolment = enrolments.get(user=person) if person else enrolments.first()
    defaults = {
        "key": uuid4(),
        "enrolment": enrolment.pk,
        "minutes": 0,
        "made_at": NOW - 5 * MINUTE,
        "edition": session.edition,
    }
    return Wish(mark=mark, **{**defaults, **fields})


def mark(**fields):
    return mark_at(at=NOW, **fields)


def outcomes(answers):
    return [answer.refusal or answer.outcome for answer in answers]


def test_a_batch_sent_twice_is_kept_once(session, lecturer, trainee, other_trainee):
    batch = [wish(session, trainee), wish(session, other_trainee, "absent")]

    first = mark(session=session, wishes=batch, by=lecturer)
    again = mark(session=session, wishes=[*batch, batch[0]], by=lecturer)

    assert outcomes(first) == [Answer.KEPT, Answer.KEPT]
    assert outcomes(again) == [Answer.KNOWN] * 3
    assert AttendanceMark.objects.count() == 2


def test_a_key_twice_in_one_batch_is_one_mark(session, lecturer, trainee):
    twice = wish(session, trainee)

    assert outcomes(mark(session=session, wishes=[twice, twice], by=lecturer)) == [Answer.KEPT, Answer.KNOWN]


def test_one_bad_mark_does_not_stop_the_others(session, lecturer, trainee, other_trainee):
    batch = [wish(session, trainee, "asleep"), wish(session, other_trainee)]

    assert outcomes(mark(session=session, wishes=batch, by=lecturer)) == [Refusal.MALFORMED, Answer.KEPT]


@pytest.mark.parametrize(("given", "kept"), [("present", 120), ("late", 45), ("excused", 0), ("absent", 0)])
def test_minutes_are_those_of_the_mark(session, lecturer, given, kept):
    mark(session=session, wishes=[wish(session, mark=given, minutes=45)], by=lecturer)

    assert AttendanceMark.objects.get().minutes == kept


def test_more_minutes_than_the_session_has_are_refused(session, lecturer):
    answers = mark(session=session, wishes=[wish(session, mark="late", minutes=121)], by=lecturer)

    assert outcomes(answers) == [Refusal.TOO_LONG]


def test_a_mark_for_a_session_that_was_moved_since_waits_for_a_decision(session, lecturer):
    before = wish(session)
    moved = planning.change(
        session=session, by=lecturer, starts_at=NOW + 60 * MINUTE, ends_at=NOW + 120 * MINUTE
    )

    assert outcomes(mark(session=moved, wishes=[before], by=lecturer)) == [Refusal.MOVED]
    assert outcomes(mark(session=moved, wishes=[wish(moved)], by=lecturer)) == [Answer.KEPT]


def test_what_was_kept_before_the_move_is_still_known(session, lecturer):
    before = wish(session)
    mark(session=session, wishes=[before], by=lecturer)
    moved = planning.change(session=session, by=lecturer, ends_at=session.ends_at + 30 * MINUTE)

    assert outcomes(mark(session=moved, wishes=[before], by=lecturer)) == [Answer.KNOWN]


def test_a_cancelled_session_and_a_closed_cohort_take_no_marks(session, lecturer):
    planning.cancel(session=session, by=lecturer)
    assert outcomes(mark(session=session, wishes=[wish(session)], by=lecturer)) == [Refusal.CANCELLED]

    Cohort.objects.update(state=Cohort.State.CLOSED)
    assert outcomes(mark(session=session, wishes=[wish(session)], by=lecturer)) == [Refusal.CLOSED]


def test_who_was_taken_out_or_never_was_in_is_not_marked(session, lecturer, trainee, outsider):
    withdraw(enrolment=session.cohort.enrolments.get(user=trainee), by=lecturer)
    other = make_cohort(title="Another", people=[outsider]).enrolments.get()
    batch = [wish(session, trainee), wish(session, enrolment=other.pk)]

    answers = mark(session=session, wishes=batch, by=lecturer)

    assert outcomes(answers) == [Refusal.WITHDRAWN, Refusal.STRANGER]


def test_a_key_that_another_mark_has_is_not_taken_for_this_one(session, lecturer, trainee, other_trainee):
    key = UUID(int=7)
    mark(session=session, wishes=[wish(session, trainee, key=key)], by=lecturer)

    assert outcomes(mark(session=session, wishes=[wish(session, other_trainee, key=key)], by=lecturer)) == [
        Refusal.KEY_TAKEN
    ]


def test_a_clock_a_day_ahead_is_set_right_and_the_order_of_its_marks_stays(session, lecturer, trainee):
    day = timedelta(days=1)
    first = wish(session, trainee, "absent", made_at=NOW + day - 30 * MINUTE)
    later = wish(session, trainee, "present", made_at=NOW + day - 10 * MINUTE)

    mark(session=session, wishes=[later, first], by=lecturer, sent_at=NOW + day)

    kept = list(AttendanceMark.objects.order_by("made_at").values_list("mark", "made_at"))
    assert kept == [("absent", NOW - 30 * MINUTE), ("present", NOW - 10 * MINUTE)]
    row = ModelLogEntry.objects.get(action=auditing.CLOCK)
    assert row.data["minutes"] == -24 * 60


def test_a_clock_that_is_behind_is_set_right_too(session, lecturer):
    made = NOW - timedelta(days=30)

    mark(session=session, wishes=[wish(session, made_at=made)], by=lecturer, sent_at=made + MINUTE)

    assert AttendanceMark.objects.get().made_at == NOW - MINUTE


def test_nothing_is_marked_in_the_future(session, lecturer):
    mark(session=session, wishes=[wish(session, made_at=NOW + 3 * MINUTE)], by=lecturer)

    assert AttendanceMark.objects.get().made_at == NOW


def test_a_batch_takes_as_many_queries_for_one_as_for_many(
    session, lecturer, trainee, other_trainee, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        mark(session=session, wishes=[wish(session, trainee)], by=lecturer)
    many = [wish(session, person) for person in (trainee, other_trainee) for _ in range(10)]
    with django_assert_max_num_queries(10):
        mark(session=session, wishes=many, by=lecturer)
