"""The act by which a person leaves for another academy, as the present academy does it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from cms.accounts.models import User
from cms.accounts.roles import TRAINEE
from courses.academies.models import Academy, Transfer
from courses.academies.transferring import transfer

MOVED = "panah.moved"


@transaction.atomic
def move(*, person: User, to: Academy, by: User, at: datetime, reason: str) -> Transfer:
    """Move the person to the academy; what was done stays. Roles of the staff do not go along: they open the people
    of an academy, and the new one gives them itself. Raises transferring.SameAcademy.
    """
    moved = transfer(person=person, to=to, by=by, at=at, reason=reason)
    person.groups.remove(*person.groups.exclude(name=TRAINEE))
    log(instance=person, action=MOVED, user=by, data={"to": to.name, "reason": moved.reason})
    return moved


class _Moved(LogFormatter):
    label = _("Transfer to another academy")

    def format_message(self, log_entry):
        return _("Transferred to %(academy)s") % {"academy": log_entry.data["to"]}


def register(actions) -> None:
    """Make the action known to Wagtail's log."""
    actions.register_action(MOVED)(_Moved)
