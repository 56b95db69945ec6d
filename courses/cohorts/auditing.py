"""Who did what to a cohort: rows in Wagtail's log, shown in the cohort's history."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

ENROLLED, WITHDRAWN, MORE_TRIES = "panah.enrolled", "panah.withdrawn", "panah.more_tries"


def write_down(*, action: str, cohort, person, by) -> None:
    """Add the row to the log, in the caller's transaction; `by` is None where a command acts."""
    log(instance=cohort, action=action, user=by, data={"person": person.get_username()})


class _AboutAPerson(LogFormatter):
    """A row that names the person by service number."""

    message = ""

    def format_message(self, log_entry):
        return str(self.message) % {"person": log_entry.data["person"]}


class _Enrolled(_AboutAPerson):
    label = _("Enrol")
    message = _("Enrolled %(person)s")


class _Withdrawn(_AboutAPerson):
    label = _("Take out")
    message = _("Took out %(person)s")


class _MoreTries(_AboutAPerson):
    label = _("Let the person try again")
    message = _("Gave %(person)s more tries at a check")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(ENROLLED)(_Enrolled)
    actions.register_action(WITHDRAWN)(_Withdrawn)
    actions.register_action(MORE_TRIES)(_MoreTries)
