"""Who began, cancelled or left somebody out of an issue: rows in Wagtail's log, in the history of the cohort."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from certificates.issuing.models import IssueRun
from courses.cohorts.auditing import note

STARTED, CANCELLED, LEFT_OUT = "panah.issue_started", "panah.issue_cancelled", "panah.issue_left_out"


def note_started(*, run: IssueRun, by) -> None:
    """Write it down, in the caller's transaction; `by` is None where a command acts."""
    note(action=STARTED, cohort=run.cohort, by=by, data={"kind": run.kind, "total": run.total})


def note_cancelled(*, run: IssueRun, by) -> None:
    note(action=CANCELLED, cohort=run.cohort, by=by, data={"done": run.done, "total": run.total})


def note_left_out(*, run: IssueRun, person, by) -> None:
    note(action=LEFT_OUT, cohort=run.cohort, by=by, data={"person": person.get_username()})


class _Counted(LogFormatter):
    """A row whose message is filled with its own data."""

    message = ""

    def format_message(self, log_entry):
        return str(self.message) % log_entry.data


class _Started(_Counted):
    label = _("Issue certificates")
    message = _("Began to issue certificates: %(total)s people")

    def format_message(self, log_entry):
        if log_entry.data["kind"] == "attendance":
            return str(_("Began to issue letters of attendance: %(total)s people")) % log_entry.data
        return super().format_message(log_entry)


class _Cancelled(_Counted):
    label = _("Cancel an issue")
    message = _("Cancelled the issue: %(done)s of %(total)s were issued")


class _LeftOut(_Counted):
    label = _("Leave a person out")
    message = _("Left %(person)s out of the issue")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(STARTED)(_Started)
    actions.register_action(CANCELLED)(_Cancelled)
    actions.register_action(LEFT_OUT)(_LeftOut)
