"""The alarm on the start page of the admin: what of forwarding waits for a person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from assessments.lrs.forwarding.reasons import told
from assessments.lrs.forwarding.standing import Standing, troubled


class ForwardingAlarm(Component):
    """Says nothing while all is well. One query."""

    # Above the doors.
    order = 5
    template_name = "forwarding/alarm.html"

    def get_context_data(self, parent_context):
        lines = [{"name": one.destination.name, "words": " ".join(_words(one))} for one in troubled()]
        return {"lines": lines, "url": reverse("forwarding")}


def _words(standing: Standing) -> Iterator[str]:
    destination = standing.destination
    error = told(destination.last_error)
    if destination.is_stopped:
        yield _("Sending has stopped: %(error)s") % {"error": error}
    elif destination.has_stalled:
        yield _("It has failed again and again: %(error)s") % {"error": error}
    elif standing.has_stalled:
        yield _("Statements wait too long: is a worker running?")
    if standing.parked:
        yield ngettext(
            "%(count)d statement was refused.", "%(count)d statements were refused.", standing.parked
        ) % {"count": standing.parked}
