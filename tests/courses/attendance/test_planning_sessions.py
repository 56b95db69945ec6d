from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import ModelLogEntry

from courses.attendance import auditing, planning
from courses.attendance.planning import NotPlannable
from courses.models import Cohort, Session
from tests.factories.cohorts import make_cohort
from tests.factories.sessions import make_mark, make_session

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 3, 4, 4, tzinfo=UTC)  # in Almaty, five hours ahead
HOUR = timedelta(hours=1)


def plan(cohort, by, starts_at=NINE, ends_at=NINE + 2 * HOUR, **fields):
    return planning.plan(
        cohort=cohort, by=by, title="Interviewing", starts_at=starts_at, ends_at=ends_at, **fields
    )


def history(cohort):
    return list(
        ModelLogEntry.objects.filter(object_id=str(cohort.pk), action__startswith="panah.session")
        .order_by("pk")
        .values_list("action", flat=True)
    )


@pytest.mark.parametrize(
    ("times", "fault"),
    [
        ({"ends_at": NINE - HOUR}, NotPlannable.ENDS_FIRST),
        ({"ends_at": NINE}, NotPlannable.ENDS_FIRST),
        ({"break_minutes": 120}, NotPlannable.NO_TIME_LEFT),
        # Still the first of March in Almaty, whose cohort begins on the second.
        ({"starts_at": datetime(2026, 3, 1, 18, 59, tzinfo=UTC)}, NotPlannable.TOO_EARLY),
        ({"ends_at": datetime(2026, 3, 20, 19, 1, tzinfo=UTC)}, NotPlannable.TOO_LATE),
    ],
)
def test_a_session_that_cannot_be_is_not_planned(administrator, times, fault):
    cohort = make_cohort()

    with pytest.raises(NotPlannable) as refused:
        plan(cohort, administrator, **times)

    assert refused.value.fault == fault
    assert not cohort.sessions.exists()


def test_days_of_a_cohort_are_those_of_its_place(administrator):
    cohort = make_cohort()
    first_morning = datetime(2026, 3, 1, 19, tzinfo=UTC)

    assert plan(cohort, administrator, starts_at=first_morning, ends_at=first_morning + HOUR).pk


def test_two_sessions_of_a_cohort_do_not_run_at_once_but_may_follow_each_other(administrator):
    cohort = make_cohort()
    first = plan(cohort, administrator)

    with pytest.raises(NotPlannable) as refused:
        plan(cohort, administrator, starts_at=NINE + HOUR, ends_at=NINE + 3 * HOUR)
    plan(cohort, administrator, starts_at=NINE + 2 * HOUR, ends_at=NINE + 3 * HOUR)

    assert (refused.value.fault, refused.value.other) == (NotPlannable.OVERLAPS, first)
    assert cohort.sessions.count() == 2


def test_a_lecturer_in_two_rooms_at_once_is_pointed_out_and_not_refused(administrator, lecturer):
    first = plan(make_cohort(), administrator, lecturer=lecturer)
    second = plan(make_cohort(title="Autumn"), administrator, lecturer=lecturer)

    assert planning.elsewhere(second) == first


def test_moving_a_session_gives_it_a_new_edition_and_says_when_it_was(administrator):
    session = plan(make_cohort(), administrator)

    moved = planning.change(
        session=session, by=administrator, starts_at=NINE + 24 * HOUR, ends_at=NINE + 26 * HOUR
    )

    assert moved.edition == 2
    assert auditing.earlier_time(moved, 1) == (NINE, NINE + 2 * HOUR)
    assert auditing.earlier_time(moved, 2) is None


def test_another_title_is_no_move_and_nothing_new_is_no_change(administrator):
    session = plan(make_cohort(), administrator)

    planning.change(session=session, by=administrator, title="Interpreters")
    planning.change(session=session, by=administrator, title="Interpreters")

    assert Session.objects.get().edition == 1
    assert history(session.cohort) == [auditing.PLANNED, auditing.CHANGED]


def test_a_cancelled_session_gives_way_and_cannot_come_back_into_another(administrator):
    cohort = make_cohort()
    session = planning.cancel(session=plan(cohort, administrator), by=administrator)
    plan(cohort, administrator)

    with pytest.raises(NotPlannable) as refused:
        planning.restore(session=session, by=administrator)

    assert refused.value.fault == NotPlannable.OVERLAPS
    assert Session.objects.get(pk=session.pk).cancelled_at


def test_a_restored_session_is_another_edition(administrator):
    session = planning.cancel(session=plan(make_cohort(), administrator), by=administrator)

    restored = planning.restore(session=session, by=administrator)

    assert (restored.cancelled_at, restored.edition) == (None, 2)


def test_a_session_with_marks_is_never_deleted(administrator, trainee):
    cohort = make_cohort(people=[trainee])
    marked, empty = make_session(cohort), make_session(cohort, day=5)
    make_mark(marked, trainee, by=administrator)

    planning.remove(session=empty, by=administrator)
    with pytest.raises(NotPlannable):
        planning.remove(session=marked, by=administrator)

    assert list(cohort.sessions.all()) == [marked]


def test_the_timetable_of_a_closed_cohort_stays_as_it_is(administrator):
    cohort = make_cohort()
    session = plan(cohort, administrator)
    Cohort.objects.update(state=Cohort.State.CLOSED)

    for act in (
        lambda: plan(cohort, administrator, starts_at=NINE + 5 * HOUR, ends_at=NINE + 6 * HOUR),
        lambda: planning.change(session=session, by=administrator, title="Other"),
        lambda: planning.cancel(session=session, by=administrator),
        lambda: planning.remove(session=session, by=administrator),
    ):
        with pytest.raises(NotPlannable) as refused:
            act()
        assert refused.value.fault == NotPlannable.CLOSED
