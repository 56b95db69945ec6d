from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.register.models import Certificate


class ExpiryReminder(models.Model):
    """One row says that the holder of a certificate was reminded, so many days before its term ends."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField(_("days before"))
    made_at = models.DateTimeField(_("reminded"))

    class Meta:
        verbose_name = _("reminder of an expiry")
        verbose_name_plural = _("reminders of expiries")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "days"], name="reminded_once_for_each_term")
        ]

    def __str__(self):
        return f"{self.certificate_id}: {self.days}"
