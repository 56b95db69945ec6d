"""What a design would print, as a picture or a file; nothing is kept."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from certificates.designing.samples import Sample, sample_certificate
from certificates.designing.wording import told_unprintable
from certificates.designs.reading import looks_from
from certificates.making.printing import fonts, printed_as
from certificates.rendering.pdf import render_certificate
from certificates.rendering.picture import picture_of
from certificates.rendering.text import MissingGlyph, TextTooLong

WIDTH, THUMB_WIDTH = 900, 420  # pixels
STATEMENT = "SAMPLE" * 25


@dataclass(frozen=True)
class Preview:
    """A sample certificate, or the reason why there is none."""

    pdf: bytes = b""
    problem: str = ""

    @cached_property
    def picture(self) -> str:
        """Return the first page as the address of a picture that holds it; "" where there is none."""
        if not self.pdf:
            return ""
        return f"data:image/png;base64,{b64encode(picture_of(self.pdf, width=WIDTH)).decode()}"


def preview(
    *,
    content: Mapping,
    kind: str,
    sample: Sample,
    academy: str,
    at: datetime,
    unsaved: Mapping[str, bytes] | None = None,
) -> Preview:
    """Return the sample as the content of a design prints it; `unsaved` are {sha256: PNG} of pictures not kept yet."""
    certificate = sample_certificate(
        sample=sample,
        kind=kind,
        academy=academy,
        months=content["valid_months"],
        today=timezone.localdate(at),
    )
    facts, design = printed_as(certificate, looks_from(content, unsaved or {}))
    # As many squares as a real one has: see verification.pocket.
    facts = replace(facts, qr_text=f"{facts.verify_url}#{STATEMENT}")
    try:
        return Preview(pdf=render_certificate(facts, fonts(), design))
    except (MissingGlyph, TextTooLong) as error:
        return Preview(problem=told_unprintable(error))
