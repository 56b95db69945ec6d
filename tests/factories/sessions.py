from datetime import UTC, datetime, timedelta
from uuid import uuid4

from courses.models import AttendanceMark, Session


def make_session(cohort, *, day=4, minutes=120, **fields) -> Session:
    """Return a session of the cohort on that day of March 2026, at nine in the morning (UTC+5)."""
    starts_at = fields.pop("starts_at", datetime(2026, 3, day, 4, tzinfo=UTC))
    defaults = {
        "title": "Interviewing",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=minutes),
        "place": "Room 2",
    }
    return Session.objects.create(cohort=cohort, **{**defaults, **fields})


def make_mark(session, person, mark="present", *, by, minutes=None, made_at=None, **fields) -> AttendanceMark:
    """Return a mark of the person as a row; `marking.mark` is what the site does."""
    made_at = made_at or session.ends_at
    return AttendanceMark.objects.create(
        key=uuid4(),
        session=session,
        enrolment=session.cohort.enrolments.get(user=person),
        mark=mark,
        minutes=session.minutes if minutes is None else minutes,
        made_at=made_at,
        made_by=by,
        received_at=made_at,
        **fields,
    )
