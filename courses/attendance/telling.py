"""What a person is told about a mark that was not kept, in the person's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.attendance.auditing import earlier_time
from courses.attendance.marking import Refusal
from courses.attendance.models import Session
from courses.attendance.zones import when

REASONS = {
    Refusal.MALFORMED: gettext_lazy("This mark cannot be read. Mark the person again."),
    Refusal.STRANGER: gettext_lazy("This person is not in the cohort."),
    Refusal.WITHDRAWN: gettext_lazy("This person was taken out of the cohort."),
    Refusal.CANCELLED: gettext_lazy("The session was cancelled: it does not count any more."),
    Refusal.CLOSED: gettext_lazy("The cohort is closed: attendance stays as it is."),
    Refusal.KEY_TAKEN: gettext_lazy(
        "Another mark has been kept under the same number. Mark the person again."
    ),
}


def reason(refusal: Refusal, session: Session, edition: int) -> str:
    """Return why a mark made for that edition of the session was not kept, and what to do."""
    if refusal == Refusal.TOO_LONG:
        told = _("The session has %(minutes)d minutes: enter a number from 0 to %(minutes)d.")
        return told % {"minutes": session.minutes}
    if refusal == Refusal.MOVED:
        return _moved(session, edition)
    return str(REASONS[refusal])


def _moved(session: Session, edition: int) -> str:
    now = str(when(session.cohort, session.starts_at, session.ends_at))
    before = earlier_time(session, edition)
    if before is None:
        told = _("The session was moved since. It is now on %(now)s. Was the person there at the new time?")
        return told % {"now": now}
    told = _("The session was moved since, from %(before)s to %(now)s. Was the person there at the new time?")
    return told % {"before": when(session.cohort, *before), "now": now}
