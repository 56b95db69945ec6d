"""What a certificate says: frozen facts in, a drawing out. Nothing here knows where they are kept."""

from dataclasses import dataclass, field
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
    signature: bytes | None = None  # a PNG without transparency


@dataclass(frozen=True)
class ResultLine:
    """One result: `kind` is "attendance" (percent), "observed" (a mark of 4) or "assessment_language" (a code).

    `of` is the topic observed.
    """

    kind: str
    value: str
    of: str = ""


@dataclass(frozen=True)
class CertificateFacts:
    """Everything printed on one certificate.

    `language` is a code of settings.LANGUAGES, `second_language` the other one printed: "en" or "ru". `title` is in the
    first, `title_second` in the second; equal ones are printed once. `phrases` are the design's own texts, {"confirms",
    "completed", "statement": {language: text}}; an empty one means the words of the form. `qr_text` is what the QR code
    says, by default the address. A letter of attendance has `hours_attended` of `hours`.

    `country` is an ISO 3166 code of two letters or a name ready to print, `hours` are whole hours or tenths. Every
    other text is printed as it stands.
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
    title_second: str = ""
    second_language: str = "en"
    kind: str = "certificate"
    results: tuple[ResultLine, ...] = ()
    hours_attended: Decimal | None = None
    phrases: dict[str, dict[str, str]] = field(default_factory=dict)
    qr_text: str = ""

    @property
    def is_letter(self) -> bool:
        return self.kind == "attendance"


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF that says the same to machines: its name (ASCII), media type and content."""

    name: str
    mime: str
    content: bytes
