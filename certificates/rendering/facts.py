"""What a certificate says: frozen facts in, a drawing out. Nothing here knows where they are kept."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class CourseLine:
    """One completed course: its title by language code, and its code in the curriculum, which is not printed."""

    titles: dict[str, str]
    code: str = ""


@dataclass(frozen=True)
class Signatory:
    """One person who signs, with the post printed under the name, both in the language of the certificate."""

    name: str
    post: str = ""


@dataclass(frozen=True)
class CertificateFacts:
    """Everything printed on one certificate.

    `language` is a code of settings.LANGUAGES. `title` is in that language, `title_english` is left empty where it
    would say the same. `country` is an ISO 3166 code of two letters or a name ready to print, `hours` are whole
    hours or tenths. Every other text is printed as it stands.
    """

    number: str
    code: str
    title: str
    name_native: str
    name_latin: str
    academy: str
    country: str
    place: str
    cohort: str
    courses: tuple[CourseLine, ...]
    starts_on: date
    ends_on: date
    issued_on: date
    valid_until: date | None
    hours: Decimal | int
    language: str
    verify_url: str
    signatories: tuple[Signatory, ...] = ()
    title_english: str = ""
