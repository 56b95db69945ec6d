"""Who did what for somebody in a cmi5 course: rows in Wagtail's log, in the history of the person's cohort."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from assessments.packages.models import AssignableUnit
from assessments.packages.titles import in_language
from courses.cohorts.models import Enrolment

WAIVED, ENDED = "panah.unit_waived", "panah.unit_session_ended"


def write_down(*, action: str, enrolment: Enrolment, unit: AssignableUnit, by, **data: str) -> None:
    """Add the row to the log, in the caller's transaction."""
    told = {
        "person": enrolment.user.get_username(),
        "unit": in_language(unit.titles, "en") or unit.publisher_id,
    }
    log(instance=enrolment.cohort, action=action, user=by, data=told | data)


class _Told(LogFormatter):
    message = ""

    def format_message(self, log_entry):
        return str(self.message) % log_entry.data


class _Waived(_Told):
    label = _("Waive a unit")
    message = _("Waived the unit “%(unit)s” for %(person)s: %(reason)s")


class _Ended(_Told):
    label = _("End a session")
    message = _("Ended the open session of %(person)s in the unit “%(unit)s”")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(WAIVED)(_Waived)
    actions.register_action(ENDED)(_Ended)
