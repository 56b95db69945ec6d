from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.lrs.forwarding.querysets import ParkedQuerySet

# Failures in a row that are more than a hiccup: with the pauses between them, about a minute.
STALLED_AFTER = 6


class Destination(models.Model):
    """One row is one outside record store that statements are forwarded to, and how far that has come."""

    class Version(models.TextChoices):
        V1_0_3 = "1.0.3", "1.0.3"
        V2_0_0 = "2.0.0", "2.0.0"

    name = models.CharField(_("name"), max_length=120, unique=True)
    endpoint = models.URLField(
        _("endpoint"), max_length=500, help_text=_("The address before “/statements”.")
    )
    username = models.CharField(_("user name or key"), max_length=255)
    secret = models.TextField(_("secret"), help_text=_("Encrypted with the site's secret key."))
    version = models.CharField(
        _("xAPI version"), max_length=10, choices=Version.choices, default=Version.V1_0_3
    )
    is_active = models.BooleanField(_("active"), default=True)
    batch_size = models.PositiveSmallIntegerField(_("statements in a request"), default=50)
    # Rows up to this one have arrived or are parked.
    cursor = models.BigIntegerField(_("last statement sent"), default=0)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    last_tried_at = models.DateTimeField(_("last try"), null=True, blank=True)
    last_success_at = models.DateTimeField(_("last success"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    # One worker at a time sends to a destination.
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("destination of statements")
        verbose_name_plural = _("destinations of statements")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def is_stopped(self) -> bool:
        """Switched off by the worker (refused credentials, a wrong address), not by a person."""
        return not self.is_active and self.failures > 0

    @property
    def has_stalled(self) -> bool:
        """Something is wrong that waiting alone has not mended."""
        return self.is_stopped or (self.is_active and self.failures >= STALLED_AFTER)


class ParkedStatement(models.Model):
    """One row is one statement that a destination refused for good; it waits for a person."""

    destination = models.ForeignKey(Destination, on_delete=models.CASCADE, related_name="parked")
    statement = models.ForeignKey("assessments.Statement", on_delete=models.CASCADE, related_name="+")
    status = models.PositiveSmallIntegerField(_("status"), help_text=_("HTTP status of the answer."))
    answer = models.TextField(_("answer"), blank=True)
    parked_at = models.DateTimeField(_("parked"))
    # A person wants it sent once more; the worker does, no request waits for another store.
    asked_at = models.DateTimeField(_("asked to send again"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ParkedQuerySet.as_manager()

    class Meta:
        verbose_name = _("parked statement")
        verbose_name_plural = _("parked statements")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["destination", "statement"], name="parked_once")]

    def __str__(self):
        return f"{self.destination} {self.statement_id}"


class ForwardingWorker(models.Model):
    """One row is one process that forwards, with its last sign of life: so that people see whether one runs."""

    host = models.CharField(_("host"), max_length=255)
    pid = models.PositiveIntegerField(_("process"))
    # Sent what waited and ended, as a timer has it; else it goes on until it is stopped.
    ran_once = models.BooleanField(default=False)
    started_at = models.DateTimeField(_("started"))
    seen_at = models.DateTimeField(_("last sign of life"), db_index=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("forwarding worker")
        verbose_name_plural = _("forwarding workers")
        ordering = ["-seen_at"]

    def __str__(self):
        return f"{self.host}, {self.pid}"
