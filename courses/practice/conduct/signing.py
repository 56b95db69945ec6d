"""The act by which somebody signs the code of conduct."""

from datetime import datetime

from django.db import transaction

from courses.cohorts.auditing import write_down
from courses.cohorts.models import Enrolment
from courses.practice.auditing import SIGNED
from courses.practice.conduct.commitments import digest_in
from courses.practice.lessons.planning import require_open
from courses.practice.models import ConductSignature


class WordsHaveChanged(Exception):
    """The words that were read are no longer those of the code."""


@transaction.atomic
def sign_conduct(*, enrolment: Enrolment, language: str, digest: str, at: datetime) -> ConductSignature:
    """Sign the words of that fingerprint, once: a second signature changes nothing and returns the first.

    Raises WordsHaveChanged, CohortIsClosed, PlaceWithdrawn.
    """
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "user")
    enrolment = locked.get(pk=enrolment.pk)
    if signed := ConductSignature.objects.filter(enrolment=enrolment).first():
        return signed
    require_open(enrolment)
    if digest != digest_in(language):
        raise WordsHaveChanged
    signature = ConductSignature.objects.create(
        enrolment=enrolment, signed_at=at, language=language, digest=digest
    )
    write_down(action=SIGNED, cohort=enrolment.cohort, person=enrolment.user, by=enrolment.user)
    return signature
