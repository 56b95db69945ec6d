"""Who did what to practice lessons and papers: rows in Wagtail's log of the cohort."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

PLANNED, REPLACED, MARKED = "panah.lesson_planned", "panah.assessor_replaced", "panah.lesson_marked"
PLAN_ACCEPTED, PLAN_RETURNED = "panah.plan_accepted", "panah.plan_returned"
PEER_REVIEWED, LEGALLY_REVIEWED = "panah.peer_reviewed", "panah.legally_reviewed"
SIGNED = "panah.conduct_signed"

ACTIONS = {
    PLANNED: (_("Plan a practice lesson"), _("Planned a practice lesson of %(person)s")),
    REPLACED: (_("Replace an assessor"), _("Replaced an assessor of the practice lesson of %(person)s")),
    MARKED: (_("Hand in marks"), _("Handed in the marks of the practice lesson of %(person)s")),
    PLAN_ACCEPTED: (_("Accept a session plan"), _("Accepted the session plan of %(person)s")),
    PLAN_RETURNED: (_("Return a session plan"), _("Returned the session plan of %(person)s")),
    PEER_REVIEWED: (_("Pass a peer review"), _("Passed the peer review of the scenario of %(person)s")),
    LEGALLY_REVIEWED: (_("Pass a legal review"), _("Passed the legal review of the scenario of %(person)s")),
    SIGNED: (_("Sign the code of conduct"), _("%(person)s signed the code of conduct")),
}


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action)(_formatter(label, message))


def _formatter(label, message) -> type[LogFormatter]:
    def format_message(self, log_entry):
        return str(message) % {"person": log_entry.data["person"]}

    return type("AboutAPerson", (LogFormatter,), {"label": label, "format_message": format_message})
