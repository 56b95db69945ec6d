from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.register.querysets import CertificateQuerySet
from courses.academies.models import Academy

VALID, REPLACED, REVOKED, EXPIRED = "valid", "replaced", "revoked", "expired"


class NumberSeries(models.Model):
    """One row is one running series of certificate numbers, of an academy and a year, and the last number given.

    Series of before academies had codes have neither academy nor year and go on no more.
    """

    prefix = models.CharField(_("prefix"), max_length=20, unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)
    academy = models.ForeignKey(
        Academy, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("academy")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(fields=["academy", "year"], name="one_series_for_an_academy_and_year")
        ]

    def __str__(self):
        return self.prefix


class Certificate(models.Model):
    """One row is one issued certificate or letter with its facts frozen; afterwards it is only stamped.

    `subject` names what was certified, apart from cohort and language, see making.subjects. `cycle` counts the
    certificates of one person and subject: 2 is the first refresher. A reissue keeps the cycle of what it replaces.
    """

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", _("certificate")
        ATTENDANCE = "attendance", _("letter of attendance")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CERTIFICATE)
    number = models.CharField(_("number"), max_length=40, unique=True)
    # 26 characters of base 32: 130 bits, so a code cannot be guessed and is safe to print.
    code = models.CharField(_("verification code"), max_length=26, unique=True, editable=False)
    academy = models.ForeignKey(
        Academy,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("issued by the academy"),
    )
    transcript = models.ForeignKey(
        "courses.Transcript",
        on_delete=models.PROTECT,
        related_name="certificates",
        verbose_name=_("transcript"),
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="certificates",
        verbose_name=_("holder"),
    )
    subject = models.CharField(_("subject"), max_length=120, blank=True, db_index=True, editable=False)
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1, editable=False)
    facts = models.JSONField(_("facts"), help_text=_("What is printed: see making.facts."))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    design_version = models.ForeignKey(
        "certificates.DesignVersion",
        on_delete=models.PROTECT,
        null=True,
        related_name="certificates",
        verbose_name=_("template"),
    )
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
    # Which bit of which status list that the academy publishes tells of revocation (Bitstring Status List 1.0).
    status_list = models.PositiveSmallIntegerField(null=True, editable=False)
    status_index = models.PositiveIntegerField(null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revocation_reason = models.CharField(_("reason for revoking"), max_length=300, blank=True)
    # A mistake was mended: this one is revoked, and the other one says the same in its place.
    replaced_by = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "number"]
        permissions = [
            ("issue_certificate", "Can issue certificates"),
            ("revoke_certificate", "Can revoke certificates"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "subject", "cycle"],
                condition=models.Q(revoked_at=None),
                name="one_certificate_for_person_subject_and_cycle",
            ),
            models.UniqueConstraint(
                fields=["transcript"],
                condition=models.Q(revoked_at=None),
                name="one_standing_certificate_for_a_transcript",
            ),
            models.UniqueConstraint(
                fields=["academy", "status_list", "status_index"], name="one_status_bit_for_a_certificate"
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_letter(self) -> bool:
        return self.kind == self.Kind.ATTENDANCE

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    def state_on(self, day: date) -> str:
        """Return VALID, REPLACED, REVOKED or EXPIRED; the last day of its term is still valid."""
        if self.replaced_by_id:
            return REPLACED
        if self.is_revoked:
            return REVOKED
        return EXPIRED if self.valid_until and self.valid_until < day else VALID


class CertificateFile(models.Model):
    """One row is what was handed out for one certificate, to the byte: the signed PDF and the signed badge.

    In the database and not in a folder: row and file are written, backed up and restored together (decision 0033).
    Certificates of before signatures have none; theirs is drawn from the facts.
    """

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, primary_key=True, related_name="file"
    )
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(_("SHA-256 of the PDF"), max_length=64, db_index=True)
    # An OpenBadgeCredential with a Data Integrity proof, as text, and the same one as VC-JWT; letters have none.
    badge = models.TextField(blank=True)
    badge_jwt = models.TextField(blank=True)

    class Meta:
        verbose_name = _("file of a certificate")
        verbose_name_plural = _("files of certificates")

    def __str__(self):
        return str(self.certificate_id)
