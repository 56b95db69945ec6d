"""Facts of a certificate as the issuing room would hand them over. Everybody is invented."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

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
        "title_second": "Certificate of completion",
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


def make_logo(size: int = 400) -> bytes:
    """Return a round crest on white paper, as a PNG."""
    image = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((size * 0.05, size * 0.05, size * 0.95, size * 0.95), fill="#1f4e9e")
    draw.ellipse((size * 0.15, size * 0.15, size * 0.85, size * 0.85), fill="#f4d35e")
    draw.polygon(
        [(size * 0.5, size * 0.22), (size * 0.74, size * 0.7), (size * 0.26, size * 0.7)], fill="#b23a48"
    )
    return _png(image)


def make_signature(width: int = 900, height: int = 300) -> bytes:
    """Return a signature in blue ink with much paper around it, as a PNG."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    turns = [
        (width * (0.2 + 0.006 * step), height * (0.5 + 0.25 * ((step * 7) % 11 - 5) / 5))
        for step in range(100)
    ]
    draw.line(turns, fill="#233a8f", width=max(2, width // 160), joint="curve")
    return _png(image)


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "png")
    return out.getvalue()
