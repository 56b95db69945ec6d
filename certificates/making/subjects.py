"""What a certificate certifies, apart from cohort and language, and which cycle of it comes next."""

from datetime import date, timedelta

from certificates.register.models import Certificate
from courses.cohorts.models import Cohort
from courses.content.requirements import TRAINER

# How long before the end of its term a certificate may be renewed.
RENEWABLE = timedelta(days=180)


class AlreadyCertified(Exception):
    """The person has a certificate of the same subject whose term is not near its end: `certificate`."""

    def __init__(self, certificate: Certificate):
        super().__init__(certificate.number)
        self.certificate = certificate


def subject_of(cohort: Cohort, codes: list[str]) -> str:
    """Return the subject of a cohort's certificates: what its rule certifies, else its route and courses.

    `codes` are those of the courses. A refresher's rule certifies the same as the first training (curriculum.md 6.2).
    """
    if makes_trainers(cohort.frozen_rule):
        return TRAINER
    route = cohort.route.code if cohort.route_id else "all"
    return f"course:{route}:{'+'.join(sorted(codes))}"[:120]


def makes_trainers(frozen_rule: dict | None) -> bool:
    """Tell whether a closed cohort's rule certifies trainers; one closed before rules said so is known by its code."""
    rule = frozen_rule or {}
    return rule.get("code") == TRAINER or rule.get("content", {}).get("certifies") == TRAINER


def letter_subject(cohort: Cohort) -> str:
    """Return the subject of letters of attendance: one for each cohort."""
    return f"attendance:{cohort.key}"


def next_cycle(latest: Certificate | None, on: date) -> int:
    """Return the cycle of a certificate to be issued after `latest`, the newest one of person and subject.

    Raises AlreadyCertified while that one stands and is not about to end. After one that was revoked a new training
    opens a new cycle.
    """
    if latest is None:
        return 1
    ends = latest.valid_until
    if not latest.is_revoked and (ends is None or ends > on + RENEWABLE):
        raise AlreadyCertified(latest)
    return latest.cycle + 1


def latest_of(holders, subject: str) -> dict[int, Certificate]:
    """Return {holder id: newest certificate of the subject}, replaced ones left out. One query."""
    found = Certificate.objects.filter(holder__in=holders, subject=subject, replaced_by=None)
    return {one.holder_id: one for one in found.order_by("cycle", "pk")}
