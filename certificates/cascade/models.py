import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.cascade.querysets import OnwardGroupQuerySet
from courses.content.countries import Country


class OnwardGroup(models.Model):
    """One row is one group that a certified trainer has trained afterwards, in numbers: no name is asked for."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="onward_groups"
    )
    title = models.CharField(_("topic"), max_length=200)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    hours = models.DecimalField(
        _("hours"), max_digits=5, decimal_places=1, validators=[MinValueValidator(0.5)]
    )
    women = models.PositiveSmallIntegerField(_("women"), default=0)
    men = models.PositiveSmallIntegerField(_("men"), default=0)
    others = models.PositiveSmallIntegerField(_("not recorded"), default=0)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    recorded_at = models.DateTimeField(_("recorded"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    objects = OnwardGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("onward training")
        verbose_name_plural = _("onward trainings")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="onward_group_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def people(self) -> int:
        return self.women + self.men + self.others
