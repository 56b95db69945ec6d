"""The act that makes a new cohort from an earlier one: what is taught, by whom and when, without the people."""

import re
import uuid
from datetime import date, timedelta

from django.db import transaction

from courses.cohorts.auditing import DUPLICATED, note
from courses.cohorts.models import Cohort, CohortCourse

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
COPIED = ("academy", "country", "place", "hours", "route", "rule", "languages")


def title_for(title: str, year: int) -> str:
    """Return the title for another year: the year in it is replaced, or put behind it."""
    return YEAR.sub(str(year), title) if YEAR.search(title) else f"{title} {year}"


@transaction.atomic
def duplicate(*, cohort: Cohort, title: str, starts_on: date, ends_on: date, by) -> Cohort:
    """Return a planned cohort like this one, with its courses, lecturers and sessions, and nobody in it.

    Sessions that were not cancelled keep their time of day and move by as many days as the first day does.
    """
    made = Cohort.objects.create(
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        state=Cohort.State.PLANNED,
        **{name: getattr(cohort, name) for name in COPIED},
    )
    made.lecturers.set(cohort.lecturers.all())
    CohortCourse.objects.bulk_create(
        [
            CohortCourse(cohort=made, course_key=line.course_key, position=line.position)
            for line in cohort.cohort_courses.all()
        ]
    )
    _copy_sessions(cohort, made, by_days=timedelta(days=(starts_on - cohort.starts_on).days))
    note(action=DUPLICATED, cohort=made, by=by, data={"title": cohort.title})
    return made


def _copy_sessions(cohort: Cohort, made: Cohort, *, by_days: timedelta) -> None:
    # Reached through the cohort: the room of sessions stands above this one.
    sessions = list(cohort.sessions.filter(cancelled_at=None))
    for session in sessions:
        session.pk, session.key, session.cohort, session.edition = None, uuid.uuid4(), made, 1
        session.starts_at += by_days
        session.ends_at += by_days
        session._state.adding = True
    made.sessions.bulk_create(sessions)
