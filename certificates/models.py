"""Every model of the package, by name: one migration history, rooms free to move."""

from certificates.cascade.models import OnwardGroup
from certificates.designs.models import CertificateDesign, DesignImage, DesignSignatory, DesignVersion
from certificates.issuing.models import IssueRun
from certificates.keeping.models import ExpiryReminder
from certificates.register.models import Certificate, CertificateFile, NumberSeries
from certificates.signing.models import SigningKey
from certificates.verification.models import CheckCount, VerifierToken

__all__ = [
    "Certificate",
    "CertificateDesign",
    "CertificateFile",
    "CheckCount",
    "DesignImage",
    "DesignSignatory",
    "DesignVersion",
    "ExpiryReminder",
    "IssueRun",
    "NumberSeries",
    "OnwardGroup",
    "SigningKey",
    "VerifierToken",
]
