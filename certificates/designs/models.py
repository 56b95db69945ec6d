import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from certificates.designs.querysets import DesignQuerySet
from certificates.register.models import Certificate
from courses.academies.models import Academy

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour like #0f4c4a."))


class DesignImage(models.Model):
    """One row is one picture of designs, checked and written anew as a PNG without transparency; never changed."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    png = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("picture of a certificate template")
        verbose_name_plural = _("pictures of certificate templates")

    def __str__(self):
        return self.sha256[:12]


class CertificateDesign(TranslatableModel):
    """One row is one template of certificates as it is being edited; what is issued takes one of its versions.

    Without an academy it belongs to the site and every academy may use it; with one, to that academy alone.
    """

    class Layout(models.TextChoices):
        LANDSCAPE = "landscape", _("A4 landscape")
        PORTRAIT = "portrait", _("A4 portrait")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, help_text=_("For the academy; not printed."))
    kind = models.CharField(
        _("for"), max_length=12, choices=Certificate.Kind, default=Certificate.Kind.CERTIFICATE
    )
    academy = models.ForeignKey(
        Academy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("academy"),
    )
    rule_code = models.SlugField(
        _("rule"), max_length=40, blank=True, help_text=_("The rule whose cohorts are offered it first.")
    )
    layout = models.CharField(_("paper"), max_length=10, choices=Layout, default=Layout.LANDSCAPE)
    primary = models.CharField(_("main colour"), max_length=7, default="#0f4c4a", validators=[COLOUR])
    accent = models.CharField(_("second colour"), max_length=7, default="#d98e2b", validators=[COLOUR])
    logo = models.ForeignKey(
        DesignImage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    valid_months = models.PositiveSmallIntegerField(
        _("valid for (months)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("Empty: without end."),
    )
    changed_at = models.DateTimeField(auto_now=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)

    # Empty: the words of the site. Placeholders: see designs.placeholders.
    translations = TranslatedFields(
        title=models.CharField(_("title"), max_length=160, blank=True),
        confirms=models.CharField(_("before the name"), max_length=200, blank=True),
        completed=models.CharField(_("after the name"), max_length=400, blank=True),
        statement=models.CharField(_("small print"), max_length=400, blank=True),
    )

    objects = DesignQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate template")
        verbose_name_plural = _("certificate templates")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class DesignSignatory(TranslatableModel):
    """One row is one person who signs the certificates of a design, in the order they stand on the page."""

    design = models.ForeignKey(CertificateDesign, on_delete=models.CASCADE, related_name="signatories")
    position = models.PositiveSmallIntegerField(default=0)
    signature = models.ForeignKey(
        DesignImage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture of the signature"),
    )

    translations = TranslatedFields(
        name=models.CharField(_("name"), max_length=160, blank=True),
        post=models.CharField(_("post"), max_length=200, blank=True),
    )

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.safe_translation_getter("name", any_language=True) or str(self.pk)


class DesignVersion(models.Model):
    """One row is one design as it was when somebody published it. Certificates point here; never changed.

    `content` is {"layout", "primary", "accent", "valid_months", "logo": sha256 or "", "texts": {language: {"title",
    "confirms", "completed", "statement"}}, "signatories": [{"names": {language: name}, "posts": {language: post},
    "image": sha256 or ""}]}; empty texts are left out.
    """

    design = models.ForeignKey(CertificateDesign, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"))
    made_at = models.DateTimeField(_("published"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a certificate template")
        verbose_name_plural = _("versions of certificate templates")
        ordering = ["design", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="design_version_numbered_once")
        ]

    def __str__(self):
        return f"{self.design} · {self.number}"
