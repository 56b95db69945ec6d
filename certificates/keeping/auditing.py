"""Who revoked or reissued a certificate: rows in Wagtail's log, in the history of its cohort and of itself."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from certificates.register.models import Certificate
from courses.cohorts.auditing import note

REVOKED, REISSUED = "panah.certificate_revoked", "panah.certificate_reissued"
REGISTER_TAKEN = "panah.register_taken"


def note_revoked(*, certificate: Certificate, by) -> None:
    """Write it into the history of the cohort, in the caller's transaction; why is said by the certificate."""
    cohort = certificate.transcript.enrolment.cohort
    note(action=REVOKED, cohort=cohort, by=by, data={"number": certificate.number})


def note_reissued(*, old: Certificate, new: Certificate, reason: str, by) -> None:
    """Write it into the histories of the cohort and of the new certificate, in the caller's transaction."""
    data = {"old": old.number, "new": new.number, "reason": reason}
    note(action=REISSUED, cohort=old.transcript.enrolment.cohort, by=by, data=data)
    log(instance=new, action=REISSUED, user=by, data=data)


def note_register_taken(*, academy, year: int, file: str, by) -> None:
    """Write down that somebody takes the register of a year, with its names, out of the site."""
    log(instance=academy, action=REGISTER_TAKEN, user=by, data={"year": year, "file": file})


class _Revoked(LogFormatter):
    label = _("Revoke a certificate")
    message = _("Revoked the certificate %(number)s")

    def format_message(self, log_entry):
        return str(self.message) % {"number": log_entry.data["number"]}


class _Reissued(LogFormatter):
    label = _("Issue a certificate anew")
    message = _("Issued %(new)s in place of %(old)s: %(reason)s")

    def format_message(self, log_entry):
        return str(self.message) % {name: log_entry.data[name] for name in ("new", "old", "reason")}


class _RegisterTaken(LogFormatter):
    label = _("Take the register")
    message = _("Took the register of certificates of %(year)s (%(file)s)")

    def format_message(self, log_entry):
        return str(self.message) % {name: log_entry.data[name] for name in ("year", "file")}


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(REVOKED)(_Revoked)
    actions.register_action(REISSUED)(_Reissued)
    actions.register_action(REGISTER_TAKEN)(_RegisterTaken)
