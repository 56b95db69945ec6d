from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.register.querysets import CertificateQuerySet

VALID, REVOKED, EXPIRED = "valid", "revoked", "expired"


class NumberSeries(models.Model):
    """One row is one running series of certificate numbers and the last number given in it."""

    prefix = models.CharField(_("prefix"), max_length=20, unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")

    def __str__(self):
        return self.prefix


class Certificate(models.Model):
    """One row is one issued certificate with its facts frozen; afterwards it is only stamped (revoked, replaced)."""

    number = models.CharField(_("number"), max_length=40, unique=True)
    # 26 characters of base 32: 130 bits, so a code cannot be guessed and is safe to print.
    code = models.CharField(_("verification code"), max_length=26, unique=True, editable=False)
    transcript = models.OneToOneField(
        "courses.Transcript",
        on_delete=models.PROTECT,
        related_name="certificate",
        verbose_name=_("transcript"),
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="certificates",
        verbose_name=_("holder"),
    )
    facts = models.JSONField(_("facts"), help_text=_("What is printed: see issuing.facts."))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    issued_on = models.DateField(_("issued on"))
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revocation_reason = models.CharField(_("reason for revoking"), max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "number"]
        permissions = [
            ("issue_certificate", "Can issue certificates"),
            ("revoke_certificate", "Can revoke certificates"),
        ]

    def __str__(self):
        return self.number

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    def state_on(self, day: date) -> str:
        """Return VALID, REVOKED or EXPIRED; the last day of its term is still valid."""
        if self.is_revoked:
            return REVOKED
        return EXPIRED if self.valid_until and self.valid_until < day else VALID
