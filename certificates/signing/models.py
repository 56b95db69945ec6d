from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.signing.querysets import SigningKeyQuerySet
from courses.academies.models import Academy


class SigningKey(models.Model):
    """One row is one key of an academy, its private half sealed. A retired one stays: old signatures name it.

    AUTHORITY vouches for PDF where the academy has no certificate of its own; PAPER signs PDFs (PAdES); EDDSA signs
    badges (Data Integrity, eddsa-rdfc-2022); ES256 signs badges as JWT and what stands in QR codes.
    """

    class Purpose(models.TextChoices):
        AUTHORITY = "authority", pgettext_lazy("purpose of a key", "authority")
        PAPER = "paper", _("PDF files")
        EDDSA = "eddsa", _("badges")
        ES256 = "es256", _("badges as JWT, QR codes")

    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="signing_keys")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    # RFC 7638 thumbprint of the public key; of a key with a certificate, the digest of that (x5t#S256, RFC 7515).
    kid = models.CharField(_("key id"), max_length=64, unique=True)
    public_jwk = models.JSONField(_("public key"))
    # Emptied when the key retires: what it signed is checked with the public half.
    private_sealed = models.TextField(editable=False)
    # PEM; empty for keys of badges. `chain_pem`: the certificates above it, the nearest first.
    certificate_pem = models.TextField(blank=True)
    chain_pem = models.TextField(blank=True)
    is_own = models.BooleanField(
        _("brought by the academy"), default=False, help_text=_("Not made by this site.")
    )
    valid_from = models.DateTimeField(_("valid from"))
    valid_until = models.DateTimeField(_("valid until"), null=True)
    created_at = models.DateTimeField(_("made"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        ordering = ["academy", "purpose", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["academy", "purpose"],
                condition=models.Q(retired_at=None),
                name="one_current_key_for_a_purpose",
            )
        ]

    def __str__(self):
        return f"{self.academy}: {self.get_purpose_display()} {self.kid[:8]}"
