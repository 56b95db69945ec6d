"""Who did what to H5P content and its libraries: rows in Wagtail's log, shown in the history of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

ADDED, REPLACED, RESTORED = "panah.h5p_added", "panah.h5p_replaced", "panah.h5p_restored"
RENAMED = "panah.h5p_renamed"
ARCHIVED, UNARCHIVED = "panah.h5p_archived", "panah.h5p_unarchived"
INSTALLED, UPGRADED, REMOVED = (
    "panah.h5p_library_installed",
    "panah.h5p_library_upgraded",
    "panah.h5p_library_removed",
)


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
    message = _("Brought the content in")


class _Replaced(_Told):
    label = _("Replace")
    message = _("Replaced the content: version %(version)s")


class _Restored(_Told):
    label = _("Take up an earlier version")
    message = _("Took version %(restored)s up again, as version %(version)s")


class _Renamed(_Told):
    label = _("Rename")
    message = _("Renamed the content from “%(old)s” to “%(new)s”")


class _Archived(_Told):
    label = _("Archive")
    message = _("Archived the content")


class _Unarchived(_Told):
    label = _("Take out of the archive")
    message = _("Took the content out of the archive")


class _Installed(_Told):
    label = _("Install")
    message = _("Installed the library %(library)s")


class _Upgraded(_Told):
    label = _("Upgrade")
    message = _("Upgraded the library from %(old)s to %(library)s")


class _Removed(_Told):
    label = _("Remove")
    message = _("Removed the library %(library)s, which nothing used")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(ADDED)(_Added)
    actions.register_action(REPLACED)(_Replaced)
    actions.register_action(RESTORED)(_Restored)
    actions.register_action(RENAMED)(_Renamed)
    actions.register_action(ARCHIVED)(_Archived)
    actions.register_action(UNARCHIVED)(_Unarchived)
    actions.register_action(INSTALLED)(_Installed)
    actions.register_action(UPGRADED)(_Upgraded)
    actions.register_action(REMOVED)(_Removed)
