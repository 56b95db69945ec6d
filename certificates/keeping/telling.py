"""What the holder of a certificate is written about it: in the holder's language, on the site and by e-mail."""

from datetime import datetime
from uuid import uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from assessments.xapi.keys import NAMESPACE
from certificates.register.models import Certificate
from courses.messaging.sending import send
from courses.messaging.writing.composing import Draft, DraftCopy
from courses.messaging.writing.ready import Ready

_OPEN = gettext_noop("Open it here: %(address)s")
REVOKED = Ready(
    "certificate_revoked",
    _("Certificate revoked"),
    gettext_noop("Your certificate was revoked"),
    (
        gettext_noop("Your academy revoked the certificate %(number)s. Whoever checks it is told so."),
        gettext_noop("Reason: %(reason)s"),
        gettext_noop("If you think this is wrong, write to your academy within 14 days."),
        _OPEN,
    ),
)
REPLACED = Ready(
    "certificate_replaced",
    _("Certificate replaced"),
    gettext_noop("You have a new certificate"),
    (
        gettext_noop("Your academy issued the certificate %(number)s in place of %(old)s."),
        gettext_noop("Please use only the new one: whoever checks the old one is told that it was replaced."),
        _OPEN,
    ),
)
EXPIRES = Ready(
    "certificate_expires",
    _("Certificate expires"),
    gettext_noop("Your certificate expires soon"),
    (
        gettext_noop("The certificate %(number)s is valid until %(day)s."),
        gettext_noop("Ask your academy for a refresher: it can be taken before that day or after it."),
        _OPEN,
    ),
)


def tell(*, certificate: Certificate, notice: Ready, facts: dict[str, str], by, at: datetime) -> None:
    """Write to the holder, in the caller's transaction; told twice, it is one message. A closed account gets none.

    `facts` fill the gaps of the notice; the number and the address of the certificate are added.
    """
    holder = certificate.holder
    if not holder.is_active:
        return
    with translation.override(holder.language):
        address = settings.PANAH_BASE_URL + reverse("certificate", args=[certificate.code])
    gaps = {"number": certificate.number, "address": address} | facts
    draft = Draft(
        template=notice.code,
        texts={holder.language: notice.text(holder.language)},
        copies=(DraftCopy(holder, holder.language, gaps),),
    )
    # Of a reminder there is one for each number of days.
    key = uuid5(NAMESPACE, f"{notice.code}:{certificate.code}:{facts.get('days', '')}")
    send(cohort=certificate.transcript.enrolment.cohort, draft=draft, key=key, by=by, at=at)
