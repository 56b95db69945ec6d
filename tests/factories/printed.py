"""Facts of a certificate as the issuing room would hand them over. Everybody is invented."""

from datetime import date
from decimal import Decimal

from certificates.rendering.facts import CertificateFacts, CourseLine

CODE = "7Q2M9XK4T1CB8WPR5VZ0HJ3DNE"
COURSE = CourseLine(
    code="MANUAL",
    titles={"en": "Protection at the border", "ru": "Защита на границе", "fa-af": "محافظت در مرز"},
)


def make_printed_facts(**changes) -> CertificateFacts:
    """Return the facts of a Russian certificate of one course, with any of them changed."""
    facts = {
        "number": "PAN-KZ-2026-00017-3",
        "code": CODE,
        "title": "Сертификат",
        "title_english": "Certificate of completion",
        "name_native": "Каримова Нигора Рустамовна",
        "name_latin": "KARIMOVA Nigora",
        "academy": "Пограничная академия",
        "country": "KZ",
        "place": "Алматы",
        "cohort": "Поток 2026-1",
        "courses": (COURSE,),
        "starts_on": date(2026, 9, 7),
        "ends_on": date(2026, 10, 30),
        "issued_on": date(2026, 11, 2),
        "valid_until": date(2029, 11, 2),
        "hours": Decimal("40.0"),
        "language": "ru",
        "verify_url": f"https://panah.example/verify/{CODE}/",
    }
    return CertificateFacts(**(facts | changes))
