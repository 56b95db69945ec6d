"""Which designs a cohort is offered, the best first."""

from django.db.models import Exists, OuterRef, Q

from certificates.designs.models import CertificateDesign, DesignVersion


def designs_for(cohort, kind: str) -> list[CertificateDesign]:
    """Return the designs of a Certificate.Kind with a version, not archived, of the cohort's academy or the site.

    First those of the academy for the cohort's rule, then its others, then the site's for the rule, then the site's
    others. One query.
    """
    published = DesignVersion.objects.filter(design=OuterRef("pk"))
    found = (
        CertificateDesign.objects.in_use()
        .filter(Q(academy=None) | Q(academy_id=cohort.academy_id), Exists(published), kind=kind)
        .order_by("name", "pk")
    )
    fitting = _rule_codes(cohort)
    return sorted(found, key=lambda one: (one.academy_id is None, _place(one.rule_code, fitting)))


def _rule_codes(cohort) -> list[str]:
    """Return the code of the cohort's rule, and what it certifies: a refresher's certificate is a trainer's."""
    if cohort.frozen_rule is not None:
        code, content = cohort.frozen_rule.get("code", ""), cohort.frozen_rule.get("content", {})
    elif cohort.rule_id:
        code, content = cohort.rule.code, cohort.rule.content
    else:
        return []
    return [found for found in (code, content.get("certifies", "")) if found]


def _place(code: str, fitting: list[str]) -> tuple[int, bool]:
    """Return where a design with the rule stands: the rule itself, what it certifies, any rule, other rules."""
    if code in fitting:
        return fitting.index(code), False
    return len(fitting), bool(code)
