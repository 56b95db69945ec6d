import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RosterImport(models.Model):
    """One row is one list of people that somebody sent in, from the file to what came of it."""

    class State(models.TextChoices):
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        APPLIED = "applied", _("imported")
        CANCELLED = "cancelled", _("cancelled")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(
        "courses.Cohort", on_delete=models.CASCADE, related_name="+", verbose_name=_("cohort")
    )
    file_name = models.CharField(_("file"), max_length=200)
    source = models.JSONField(
        _("source"), default=dict, help_text=_("How the file was read, and the names of its columns.")
    )
    columns = models.JSONField(_("columns"), default=dict, help_text=_("{field: number of the column}"))
    rows = models.JSONField(_("rows"), default=list, help_text=_("As read: see roster.reading."))
    findings = models.JSONField(_("findings"), default=list, help_text=_("See roster.checking."))
    choices = models.JSONField(_("choices"), default=dict, help_text=_("{row: what was decided for it}"))
    plans = models.JSONField(
        _("plans"), default=list, help_text=_("What would be done with each row: see roster.judging.")
    )
    outcome = models.JSONField(
        _("outcome"), default=dict, help_text=_("How many were created, renewed, left.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKING)
    checked_rows = models.PositiveIntegerField(_("rows checked"), default=0)
    sent_at = models.DateTimeField(_("sent in"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return self.file_name
