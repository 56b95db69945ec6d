"""Who gave an office its token, and who ended it: rows in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from certificates.verification.models import VerifierToken

GRANTED, REVOKED = "panah.office_token_granted", "panah.office_token_revoked"


def write_down(*, action: str, token: VerifierToken, by) -> None:
    """Add the row to the log, in the caller's transaction. The token itself is not in it."""
    log(instance=token, action=action, user=by, data={"hint": token.hint})


class _AboutAToken(LogFormatter):
    """A row that tells the token by its first characters."""

    message = ""

    def format_message(self, log_entry):
        return str(self.message) % {"hint": log_entry.data["hint"]}


class _Granted(_AboutAToken):
    label = _("Make a token")
    message = _("Made the token %(hint)s…")


class _Revoked(_AboutAToken):
    label = _("Revoke a token")
    message = _("Revoked the token %(hint)s…")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(GRANTED)(_Granted)
    actions.register_action(REVOKED)(_Revoked)
