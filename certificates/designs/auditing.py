"""What was done to a design: rows in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

PUBLISHED, RESTORED = "panah.design_published", "panah.design_restored"
ARCHIVED, UNARCHIVED = "panah.design_archived", "panah.design_unarchived"
COPIED = "panah.design_copied"


class _AboutAVersion(LogFormatter):
    """A row that names the version by its number."""

    message = ""

    def format_message(self, log_entry):
        return str(self.message) % {"version": log_entry.data["version"]}


class _Published(_AboutAVersion):
    label = _("Publish")
    message = _("Published version %(version)s of the certificate template")


class _Restored(_AboutAVersion):
    label = _("Take up an earlier version")
    message = _("Took up version %(version)s of the certificate template again")


class _Archived(LogFormatter):
    label = _("Archive")
    message = _("Archived the certificate template")


class _Unarchived(LogFormatter):
    label = _("Take out of the archive")
    message = _("Took the certificate template out of the archive")


class _Copied(LogFormatter):
    label = _("Copy")

    def format_message(self, log_entry):
        return str(_("Made from the certificate template “%(name)s”")) % {"name": log_entry.data["name"]}


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(PUBLISHED)(_Published)
    actions.register_action(RESTORED)(_Restored)
    actions.register_action(ARCHIVED)(_Archived)
    actions.register_action(UNARCHIVED)(_Unarchived)
    actions.register_action(COPIED)(_Copied)
