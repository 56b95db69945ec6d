"""The register of an academy and a year, read from the certificates: names as they were printed, never as they are."""

from datetime import date

from django.db.models import Count, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates.keeping.desk.filters import STATES
from certificates.models import Certificate, NumberSeries
from certificates.verification.lookup import in_language
from cms.papers.register import RegisterFacts, RegisterRow
from cms.templatetags.dates import day as written_day
from courses.academies.models import Academy

_EARLIER = Q(academy=None)


def of_academy(academy: Academy):
    """Return everything the academy ever issued; what was issued before academies kept numbers is its cohorts'."""
    earlier = _EARLIER & Q(transcript__enrolment__cohort__academy=academy)
    return Certificate.objects.filter(Q(academy=academy) | earlier)


def years_of(academy: Academy) -> list[tuple[int, int]]:
    """Return [(year, how many numbers)], the newest year first. One query."""
    rows = of_academy(academy).order_by().values_list("issued_on__year")
    return list(rows.annotate(count=Count("pk")).order_by("-issued_on__year"))


def register_facts(*, academy: Academy, year: int, language: str, today: date) -> RegisterFacts:
    """Return the register in the language, in the order of the numbers. Two queries."""
    found = of_academy(academy).filter(issued_on__year=year).select_related("replaced_by").order_by("pk")
    series = NumberSeries.objects.filter(academy=academy, year=year).first()
    with translation.override(language):
        rows = tuple(_row(one, language, today) for one in found)
    return RegisterFacts(
        academy=academy.name,
        year=year,
        language=language,
        rows=rows,
        last=series.last if series else 0,
        printed_on=today,
    )


def _row(certificate: Certificate, language: str, today: date) -> RegisterRow:
    facts, state = certificate.facts, certificate.state_on(today)
    native, latin = facts.get("name_native", ""), facts.get("name_latin", "")
    return RegisterRow(
        number=certificate.number,
        name=native or latin,
        name_latin=latin or native,
        title=in_language(facts.get("title") or {}, language),
        cohort=facts.get("cohort", ""),
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        state=str(STATES[state]),
        since=_since(certificate),
    )


def _since(certificate: Certificate) -> str:
    if certificate.replaced_by:
        return _("by %(number)s") % {"number": certificate.replaced_by.number}
    if certificate.is_revoked:
        day = written_day(timezone.localdate(certificate.revoked_at))
        return f"{day}: {certificate.revocation_reason}"
    return ""
