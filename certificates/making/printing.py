"""Frozen facts and a frozen design in the renderer's terms."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from django.conf import settings

from certificates.designs.placeholders import fill
from certificates.designs.reading import Looks, looks_of
from certificates.register.models import Certificate
from certificates.rendering.design import PLAIN, Design
from certificates.rendering.facts import CertificateFacts, CourseLine, ResultLine, Signatory
from certificates.rendering.fonts import FontSet
from certificates.verification.lookup import in_language


def printed(certificate: Certificate, *, statement: str = "") -> tuple[CertificateFacts, Design]:
    """Return what is printed on a certificate and how it looks; `statement` is what its QR code says (pocket)."""
    version = certificate.design_version
    facts, design = printed_as(certificate, looks_of(version) if version else None)
    # After the "#", which no browser sends to the server.
    return replace(facts, qr_text=f"{facts.verify_url}#{statement}" if statement else ""), design


def printed_as(certificate: Certificate, looks: Looks | None) -> tuple[CertificateFacts, Design]:
    """Return what is printed on a certificate, kept or not, and how it looks; without looks, as it always looked."""
    return _facts(certificate, looks), looks.design if looks else PLAIN


def titles_of(certificate: Certificate) -> dict[str, str]:
    """Return {language: title} as printed: the words of the template where it has its own."""
    version = certificate.design_version
    texts = looks_of(version).texts if version else {}
    own = {
        language: fill(text["title"], gaps_of(certificate, language))
        for language, text in texts.items()
        if text.get("title")
    }
    return certificate.facts["title"] | own


def _facts(certificate: Certificate, looks) -> CertificateFacts:
    facts, own = certificate.facts, certificate.language
    second = facts.get("second_language", "en")
    gaps = {language: gaps_of(certificate, language) for language in {own, second}}
    texts = looks.texts if looks else {}
    return CertificateFacts(
        kind=certificate.kind,
        number=certificate.number,
        code=certificate.code,
        title=_worded(texts, gaps, own, "title") or in_language(facts["title"], own),
        title_second=_worded(texts, gaps, second, "title") or in_language(facts["title"], second),
        name_native=facts["name_native"],
        name_latin=facts["name_latin"],
        academy=facts["academy"],
        country=facts["country"],
        place=facts["place"],
        cohort=facts["cohort"],
        courses=tuple(CourseLine(code=line["code"], titles=line["titles"]) for line in facts["courses"]),
        results=tuple(
            ResultLine(line["kind"], line["value"], line.get("of", "")) for line in facts.get("results", ())
        ),
        starts_on=date.fromisoformat(facts["starts_on"]),
        ends_on=date.fromisoformat(facts["ends_on"]),
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        hours=Decimal(facts["hours"]),
        hours_attended=Decimal(facts["hours_attended"]) if facts.get("hours_attended") else None,
        language=own,
        second_language=second,
        verify_url=verify_url(certificate.code),
        phrases={
            name: {language: _worded(texts, gaps, language, name) for language in (own, second)}
            for name in ("confirms", "completed", "statement")
        },
        signatories=_signatories(looks, own),
    )


def _worded(texts, gaps, language: str, name: str) -> str:
    """Return the design's own text with its gaps filled; "" where the design has none in the language."""
    text = texts.get(language, {}).get(name, "")
    return fill(text, gaps[language]) if text else ""


def gaps_of(certificate: Certificate, language: str) -> dict[str, str]:
    """Return what may stand in the gaps of a design's texts, by the names in designs.placeholders."""
    facts = certificate.facts
    return {
        "name": facts["name_native"] or facts["name_latin"],
        "name_latin": facts["name_latin"] or facts["name_native"],
        "course": "; ".join(in_language(line["titles"], language) for line in facts["courses"]),
        "cohort": facts["cohort"],
        "place": facts["place"],
        "academy": facts["academy"],
        "hours": f"{Decimal(facts['hours']).normalize():f}",
        "starts_on": _day(date.fromisoformat(facts["starts_on"])),
        "ends_on": _day(date.fromisoformat(facts["ends_on"])),
        "issued_on": _day(certificate.issued_on),
        "valid_until": _day(certificate.valid_until) if certificate.valid_until else "",
        "number": certificate.number,
    }


def _day(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _signatories(looks, language: str) -> tuple[Signatory, ...]:
    if looks is None:
        return ()
    return tuple(
        Signatory(
            name=in_language(one.names, language) if one.names else "",
            post=in_language(one.posts, language) if one.posts else "",
            signature=one.signature,
        )
        for one in looks.signatories
    )


@cache
def fonts() -> FontSet:
    """Return the fonts that certificates are printed in."""
    return FontSet.in_folder(settings.PANAH_PDF_FONTS)


def verify_url(code: str) -> str:
    """Return the address in the QR code. It names no language: the visitor's own is used."""
    return f"{settings.PANAH_BASE_URL}/verify/{code}/"
