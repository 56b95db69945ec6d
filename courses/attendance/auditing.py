"""Who did what to the timetable and the attendance of a cohort: rows in Wagtail's log, in the cohort's history."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

PLANNED, CHANGED, MOVED = "panah.session_planned", "panah.session_changed", "panah.session_moved"
CANCELLED, RESTORED, REMOVED = "panah.session_cancelled", "panah.session_restored", "panah.session_removed"
MARKED, CLOCK = "panah.attendance_marked", "panah.device_clock"


def write_down(*, action: str, session, by, **data) -> None:
    """Add the row to the log of the session's cohort, in the caller's transaction."""
    about = {"session": str(session.key), "title": session.title}
    log(instance=session.cohort, action=action, user=by, data={**about, **data})


def earlier_time(session, edition: int) -> tuple[datetime, datetime] | None:
    """Return when the session was to begin and end in an earlier edition; None if there was no such edition."""
    moves = ModelLogEntry.objects.filter(
        action__in=[MOVED, RESTORED], object_id=str(session.cohort_id), data__session=str(session.key)
    )
    for move in moves:
        if move.data["edition"] == edition:
            return datetime.fromisoformat(move.data["begun"]), datetime.fromisoformat(move.data["ended"])
    return None


class _AboutASession(LogFormatter):
    message = ""

    def format_message(self, log_entry):
        return str(self.message) % log_entry.data


def _said(label, message):
    return type("_Said", (_AboutASession,), {"label": label, "message": message})


SAID = {
    PLANNED: _said(_("Plan a session"), _("Planned the session “%(title)s”")),
    CHANGED: _said(_("Change a session"), _("Changed the session “%(title)s”")),
    MOVED: _said(_("Move a session"), _("Moved the session “%(title)s” to %(to)s")),
    CANCELLED: _said(_("Cancel a session"), _("Cancelled the session “%(title)s”")),
    RESTORED: _said(_("Restore a session"), _("Restored the session “%(title)s”")),
    REMOVED: _said(_("Delete a session"), _("Deleted the session “%(title)s”")),
    MARKED: _said(
        _("Mark attendance"), _("Marked attendance at the session “%(title)s”; number of marks: %(count)s")
    ),
    CLOCK: _said(
        _("Correct a device clock"),
        _(
            "A device that marked the session “%(title)s” had a wrong clock: %(minutes)s minutes were corrected"
        ),
    ),
}


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    for action, formatter in SAID.items():
        actions.register_action(action)(formatter)
