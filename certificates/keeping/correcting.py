"""A holder tells the academy that the name on a certificate is wrong; the academy decides and issues it anew."""

from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from assessments.xapi.keys import NAMESPACE
from certificates.register.models import Certificate
from courses.messaging.models import Message
from courses.messaging.sending import send
from courses.messaging.writing.composing import Draft, DraftCopy
from courses.messaging.writing.ready import Ready

WRONG_NAME = Ready(
    "certificate_name",
    _("Wrong name on a certificate"),
    gettext_noop("A name on a certificate is wrong"),
    (
        gettext_noop("The holder of the certificate %(number)s says that the name on it is wrong."),
        gettext_noop("It should be: %(words)s"),
        gettext_noop("Compare it with the identity paper, then issue the certificate anew: %(address)s"),
    ),
)


class NobodyToTell(Exception):
    """The academy has nobody on this site who could issue it anew."""


def told_at(certificate: Certificate) -> datetime | None:
    """Return when the academy was told, None if it was not."""
    found = Message.objects.filter(key=_key(certificate)).values_list("sent_at", flat=True)
    return found.first()


def report_name(*, certificate: Certificate, words: str, at: datetime) -> Message:
    """Write to everybody of the academy who may issue the certificate anew, each in the own language.

    Told twice, it is one message. Raises NobodyToTell.
    """
    readers = list(_readers(certificate))
    if not readers:
        raise NobodyToTell
    address = settings.PANAH_BASE_URL + reverse("certificate_reissue", args=[certificate.pk])
    facts = {"number": certificate.number, "words": " ".join(words.split()), "address": address}
    draft = Draft(
        template=WRONG_NAME.code,
        texts={one.language: WRONG_NAME.text(one.language) for one in readers},
        copies=tuple(DraftCopy(one, one.language, facts) for one in readers),
    )
    cohort = certificate.transcript.enrolment.cohort
    return send(cohort=cohort, draft=draft, key=_key(certificate), by=certificate.holder, at=at)


def _readers(certificate: Certificate):
    may = {"groups__permissions__codename": "revoke_certificate", "is_active": True}
    academy = certificate.academy_id or certificate.transcript.enrolment.cohort.academy_id
    return get_user_model().objects.filter(academy=academy, **may).order_by("pk").distinct()


def _key(certificate: Certificate) -> UUID:
    return uuid5(NAMESPACE, f"{WRONG_NAME.code}:{certificate.code}")
