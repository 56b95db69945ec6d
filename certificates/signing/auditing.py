"""Who made or brought keys: rows in Wagtail's log, on the academy."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from certificates.signing.models import SigningKey

MADE, BROUGHT = "panah.keys_made", "panah.certificate_brought"


def note(*, action: str, academy, keys, by) -> None:
    """Add the row to the log, in the caller's transaction; `by` is None where a command acts."""
    log(
        instance=academy,
        action=action,
        user=by,
        data={"purposes": [str(key.purpose) for key in keys], "kids": [key.kid for key in keys]},
    )


class _Made(LogFormatter):
    label = _("Make signing keys")

    def format_message(self, log_entry):
        names = [str(SigningKey.Purpose(name).label) for name in log_entry.data["purposes"]]
        return str(_("Made signing keys: %(purposes)s")) % {"purposes": ", ".join(names)}


class _Brought(LogFormatter):
    label = _("Bring an own certificate")
    message = _("Brought a certificate of its own for PDF files")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(MADE)(_Made)
    actions.register_action(BROUGHT)(_Brought)
