"""Who did what to course packages: rows in Wagtail's log, shown in the history of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

ADDED, REPLACED, RENAMED = "panah.package_added", "panah.package_replaced", "panah.package_renamed"
ARCHIVED, UNARCHIVED = "panah.package_archived", "panah.package_unarchived"


def write_down(*, action: str, instance, by, **data: str | int) -> None:
    """Add the row to the log, in the caller's transaction; `by` is None where a command acts."""
    log(instance=instance, action=action, user=by, data=data)


class _Told(LogFormatter):
    """A row whose words are filled from its data."""

    message = ""

    def format_message(self, log_entry):
        return str(self.message) % log_entry.data


class _Added(_Told):
    label = _("Bring in")
    message = _("Brought the package in")


class _Replaced(_Told):
    label = _("Replace")
    message = _("Replaced the package: version %(version)s")


class _Renamed(_Told):
    label = _("Rename")
    message = _("Renamed the package from “%(old)s” to “%(new)s”")


class _Archived(_Told):
    label = _("Archive")
    message = _("Archived the package")


class _Unarchived(_Told):
    label = _("Take out of the archive")
    message = _("Took the package out of the archive")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(ADDED)(_Added)
    actions.register_action(REPLACED)(_Replaced)
    actions.register_action(RENAMED)(_Renamed)
    actions.register_action(ARCHIVED)(_Archived)
    actions.register_action(UNARCHIVED)(_Unarchived)
