"""Lists that were imported, in the history of their cohort."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

IMPORTED = "panah.list_imported"


def write_down(*, cohort, file_name: str, outcome: dict, by) -> None:
    """Add the row to the log, in the caller's transaction: numbers, no names."""
    counted = {key: outcome[key] for key in ("new", "renew", "guest", "there", "left")}
    log(instance=cohort, action=IMPORTED, user=by, data={"file": file_name, **counted})


class _Imported(LogFormatter):
    label = _("Import a list")
    message = _(
        "Imported the list %(file)s: %(new)s new, %(renew)s known before, %(guest)s guests, %(left)s rows left out"
    )

    def format_message(self, log_entry):
        return str(self.message) % log_entry.data


def register(actions) -> None:
    """Make the action known to Wagtail's log."""
    actions.register_action(IMPORTED)(_Imported)
