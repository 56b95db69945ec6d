"""What is to be made: everything one certificate needs, collected before its number is known."""

from dataclasses import dataclass

from certificates.designs.models import DesignVersion
from certificates.register.models import Certificate
from courses.academies.models import Academy
from courses.transcripts.models import Transcript


@dataclass(frozen=True)
class Order:
    """One certificate to be made. `facts` as frozen by `facts.freeze_facts`.

    `replaces` is the certificate whose mistake this one mends: its term stays.
    """

    kind: str
    academy: Academy
    transcript: Transcript
    holder: object
    subject: str
    cycle: int
    facts: dict
    language: str
    version: DesignVersion | None
    replaces: Certificate | None = None
