"""The files of a certificate, as they were handed out."""

from certificates.making.printing import fonts, printed
from certificates.register.models import Certificate
from certificates.rendering.pdf import render_certificate


def pdf_of(certificate: Certificate) -> bytes:
    """Return the PDF as it was issued; of a certificate from before files were kept it is drawn from the facts."""
    if hasattr(certificate, "file"):
        return bytes(certificate.file.pdf)
    facts, design = printed(certificate)
    return render_certificate(facts, fonts(), design)
