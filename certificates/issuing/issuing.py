"""The simple act of issuing: who qualifies gets exactly one certificate, in one call."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from certificates.designs.choosing import designs_for
from certificates.designs.models import DesignVersion
from certificates.issuing.candidates import AWARD, NotClosed, NothingToCertify, candidates_of
from certificates.issuing.drafts import unprintable
from certificates.issuing.ordering import OrderBook
from certificates.issuing.running import FOR_EVER, NobodyWaits, issue_until, keep_trouble, start
from certificates.issuing.troubles import NotPrintable, Stopped
from certificates.register.models import Certificate
from courses.cohorts.models import Cohort

__all__ = ["NotClosed", "NotPrintable", "NothingToCertify", "Outcome", "issue_for_qualified"]
SECOND_LANGUAGE = "en"


@dataclass(frozen=True)
class Outcome:
    """What one run of issuing did: new certificates, people who had theirs already, people who do not qualify."""

    issued: tuple[Certificate, ...]
    already: int
    not_qualified: int


def issue_for_qualified(*, cohort: Cohort, by, at: datetime) -> Outcome:
    """Issue a certificate to each person of the cohort who qualifies and has none yet: a run to its end.

    In the design that is offered first. Before the first one is issued, all are tried on the page, so a name that
    cannot be printed leaves everybody without. Raises NothingToCertify, NotClosed, NotPrintable, KeyTrouble.
    """
    cohort = Cohort.objects.select_related("academy", "rule", "route").get(pk=cohort.pk)
    found = candidates_of(cohort, AWARD, on=timezone.localdate(at))
    version = first_version(cohort, AWARD)
    book = OrderBook(cohort, AWARD, version, SECOND_LANGUAGE)
    for enrolment, error in unprintable(book, found.waiting, at):
        raise NotPrintable(enrolment.user, error.field, getattr(error, "character", "")) from error
    return Outcome(
        issued=_issue_all(cohort, version, by=by, at=at),
        already=len(found.done) + len(found.certified),
        not_qualified=len(found.others),
    )


def first_version(cohort: Cohort, kind: str) -> DesignVersion | None:
    """Return the newest version of the design that a cohort is offered first; None where there is none."""
    design = next(iter(designs_for(cohort, kind)), None)
    return design.versions.first() if design else None


def _issue_all(cohort: Cohort, version: DesignVersion | None, *, by, at: datetime) -> tuple[Certificate, ...]:
    try:
        run = start(cohort=cohort, kind=AWARD, version=version, second_language=SECOND_LANGUAGE, by=by, at=at)
        issued = issue_until(run=run, by=by, at=at, until=FOR_EVER)
        return tuple(Certificate.objects.filter(pk__in=issued).select_related("holder").order_by("pk"))
    except NobodyWaits:
        return ()
    except Stopped as stopped:
        keep_trouble(run, stopped)
        raise stopped.__cause__ from stopped
