from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportExport(models.Model):
    """One row says that somebody took a report out of the site, which one, and how. Only inserted."""

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))
    format = models.CharField(_("format"), max_length=8)
    language = models.CharField(_("language"), max_length=8)
    asked = models.JSONField(_("asked for"), help_text=_("The filters of the report."))
    totals_only = models.BooleanField(_("small groups hidden"))

    class Meta:
        verbose_name = _("export of a report")
        verbose_name_plural = _("exports of reports")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.made_at:%Y-%m-%d} {self.format}"
