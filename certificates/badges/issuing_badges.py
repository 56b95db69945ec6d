"""The act's part that makes a badge: the certificate as an Open Badge, signed in two ways."""

import json
from dataclasses import dataclass
from datetime import datetime

from certificates.badges.credential import credential_of
from certificates.badges.proof import as_jwt, with_proof
from certificates.register.models import Certificate
from certificates.rendering.facts import Attachment, CertificateFacts
from certificates.signing.keys import AcademyKeys


@dataclass(frozen=True)
class Badge:
    """One badge: `text` is the credential with its proof as JSON, `jwt` the same credential as VC-JWT."""

    text: str
    jwt: str

    @property
    def attachment(self) -> Attachment | None:
        """What is put into the PDF."""
        if not self.text:
            return None
        return Attachment(name="open-badge.json", mime="application/ld+json", content=self.text.encode())


# What a letter of attendance has.
NO_BADGE = Badge(text="", jwt="")


def badge_for(certificate: Certificate, facts: CertificateFacts, keys: AcademyKeys, *, at: datetime) -> Badge:
    """Return the badge of a certificate, signed with the keys of its academy; `facts` is what is printed.

    The certificate has its place in a status list, see status.free_place. No query.
    """
    credential = credential_of(certificate, facts)
    proven = with_proof(credential, keys.academy.key, keys.eddsa, at=at)
    return Badge(
        text=json.dumps(proven, ensure_ascii=False, separators=(",", ":")),
        jwt=as_jwt(credential, keys.academy.key, keys.es256),
    )
