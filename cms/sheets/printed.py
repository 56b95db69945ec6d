"""An offered sheet on paper. Equal words give equal bytes, so files that were asked for are kept for a while."""

from functools import lru_cache
from hashlib import sha256

from certificates.making.printing import fonts
from cms.printing.sheet_facts import PrintedContact, SheetFacts
from cms.printing.sheets import render_sheet
from cms.printing.text import passages
from cms.sheets import offering
from cms.sheets.offering import Offer
from courses.content.translations.standing import standing_of

KEPT_FILES = 48  # about 40 kB each


def printed_sheet(offer: Offer, *, path: str, size: str) -> tuple[bytes, str]:
    """Return the PDF file of a size (a4, a3, a2) and a tag that is another one for other bytes.

    Raises TextTooLong when the words do not fit on the paper.
    """
    return _render(sheet_facts(offer, path), size)


@lru_cache(maxsize=KEPT_FILES)
def _render(facts: SheetFacts, size: str) -> tuple[bytes, str]:
    pdf = render_sheet(facts, fonts(), size)
    return pdf, sha256(pdf).hexdigest()[:32]


def sheet_facts(offer: Offer, path: str) -> SheetFacts:
    """Return what is printed; `path` is where the page stands below the home page."""
    page = offer.page
    language = page.locale.language_code
    return SheetFacts(
        code=page.code,
        language=language,
        title=page.title,
        lead=page.lead,
        steps=tuple(step["value"] for step in page.steps.raw_data),
        know=passages(page.know, language),
        careful=page.careful,
        picture=page.picture,
        country=offering.country_name(offer.country, language),
        contacts=tuple(PrintedContact(c.name, c.text, c.language) for c in offer.contacts),
        checked_on=offering.facts_date(page, offer.country),
        url=offering.public_url(path, offer.country, language),
        is_draft=standing_of(page.translation_key, language).is_draft,
    )
