"""Who sent a message to a cohort: a row in Wagtail's log, shown in the cohort's history."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogFormatter, log

MESSAGED = "panah.messaged"


def write_down(*, message, count: int, by) -> None:
    """Add the row to the log, in the caller's transaction. It says to how many, not to whom: the copies say that."""
    log(
        instance=message.cohort,
        action=MESSAGED,
        user=by,
        data={"message": str(message.key), "template": message.template, "count": count},
    )


class _Messaged(LogFormatter):
    label = _("Send a message")

    def format_message(self, log_entry):
        count = log_entry.data["count"]
        told = ngettext("Sent a message to %(count)d person", "Sent a message to %(count)d people", count)
        return told % {"count": count}


def register(actions) -> None:
    """Make the action known to Wagtail's log."""
    actions.register_action(MESSAGED)(_Messaged)
