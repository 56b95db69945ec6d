from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Enrolment


class Transcript(models.Model):
    """One row is what one person had achieved in one cohort when the record was frozen. Never changed afterwards."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="transcript")
    passed = models.BooleanField(_("requirements met"))
    facts = models.JSONField(_("facts"), help_text=_("See transcripts.closing.freeze for the shape."))
    frozen_at = models.DateTimeField(_("frozen on"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("transcript")
        verbose_name_plural = _("transcripts")

    def __str__(self):
        return str(self.enrolment)
