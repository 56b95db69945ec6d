import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.academies.querysets import AcademyQuerySet
from courses.content.countries import Country


class Academy(models.Model):
    """One row is one institution that trains border officials; its staff see its own people and nobody else's."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(
        _("name"), max_length=200, help_text=_("As it stands on papers and certificates.")
    )
    name_english = models.CharField(_("name in English"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    code = models.CharField(
        _("code"),
        max_length=8,
        unique=True,
        null=True,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Z][A-Z0-9]{2,7}$", _("Three to eight capital letters and digits: KZ01."))
        ],
        help_text=_(
            "Stands in the numbers of its certificates. Left empty, the first certificate gives it one."
        ),
    )
    city = models.CharField(_("city"), max_length=120, blank=True)

    objects = AcademyQuerySet.as_manager()

    class Meta:
        verbose_name = _("academy")
        verbose_name_plural = _("academies")
        ordering = ["country", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name"],
                name="academy_once_in_a_country",
                violation_error_message=_("This country has an academy of this name already."),
            )
        ]

    def __str__(self):
        return self.name


class Transfer(models.Model):
    """One row says that a person moved from one academy to another, and who brought it about. Only inserted."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="transfers")
    from_academy = models.ForeignKey(Academy, on_delete=models.PROTECT, null=True, related_name="+")
    to_academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    moved_at = models.DateTimeField(_("moved on"))
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["-moved_at", "-pk"]

    def __str__(self):
        return f"{self.person}: {self.from_academy} → {self.to_academy}"
