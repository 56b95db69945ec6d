"""What a printed information sheet says: plain values in, a page out."""

from dataclasses import dataclass
from datetime import date

from cms.printing.text import Passage


@dataclass(frozen=True)
class PrintedContact:
    name: str
    text: str
    language: str


@dataclass(frozen=True)
class SheetFacts:
    """What is printed on a sheet, in `language`; `picture` is the file name of a drawing, `country` a name or ""."""

    code: str
    language: str
    title: str
    lead: str
    steps: tuple[str, ...]
    know: tuple[Passage, ...]
    careful: str
    picture: str
    country: str
    contacts: tuple[PrintedContact, ...]
    checked_on: date | None
    url: str
    is_draft: bool
