"""What journeys of attendance do behind the scenes; run by `manage.py shell` on the data of the site that serves."""

import json
from datetime import timedelta

from django.utils import timezone

from cms.accounts.models import User
from courses.attendance.planning import change
from courses.models import AttendanceMark, Cohort, Session


def begin_session(title: str) -> None:
    """Let the demo lecturer lead a session of the demo cohort that is on now; print its key."""
    cohort = Cohort.objects.get(title="Demo cohort: the Manual")
    lecturer = User.objects.get(username="lecturer")
    cohort.lecturers.add(lecturer)
    now = timezone.now()
    # Those of other journeys run at the same time.
    cohort.sessions.update(cancelled_at=now)
    session = Session.objects.create(
        cohort=cohort,
        title=title,
        starts_at=now - timedelta(minutes=30),
        ends_at=now + timedelta(minutes=90),
        place="Room 2",
        lecturer=lecturer,
    )
    print(session.key)  # noqa: T201


def move(key: str) -> None:
    """Let the session begin half an hour later."""
    session = Session.objects.select_related("cohort").get(key=key)
    later = session.starts_at + timedelta(minutes=30)
    change(session=session, by=User.objects.get(username="administrator"), starts_at=later)


def tell_marks(key: str) -> None:
    """Print the marks of the session, as they were made: service number, mark, minutes, who made it."""
    marks = AttendanceMark.objects.filter(session__key=key).order_by("made_at", "pk")
    rows = marks.values_list("enrolment__user__username", "mark", "minutes", "made_by__username")
    print(json.dumps(list(rows)))  # noqa: T201
