import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.scenarios.models import ScenarioVersion


class ClassroomRun(models.Model):
    """One row is one scenario played with a group on a projector: no person's attempt, only the group's votes."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="classroom_runs")
    lecturer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="classroom_runs"
    )
    group = models.CharField(_("group"), max_length=120, blank=True)
    # [{"scene": id, "choice": id, "votes": {choice id: number of hands}}] in the order played.
    path = models.JSONField(_("path"), default=list, blank=True)
    # Votes for the scene that is on the screen now.
    votes = models.JSONField(_("votes"), default=dict, blank=True)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("classroom run")
        verbose_name_plural = _("classroom runs")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.version} {self.started_at:%Y-%m-%d}"
