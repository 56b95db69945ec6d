import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.designs.models import DesignVersion
from certificates.register.models import Certificate
from courses.cohorts.models import Cohort


class IssueRun(models.Model):
    """One row is one act of issuing to a cohort. It goes on in portions, stops, and can be gone on with.

    What is issued is never taken back by stopping: each certificate is whole or not there.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="issue_runs")
    kind = models.CharField(_("kind"), max_length=12, choices=Certificate.Kind)
    # None: the plain form, where no template is published.
    design_version = models.ForeignKey(DesignVersion, on_delete=models.PROTECT, null=True, related_name="+")
    second_language = models.CharField(_("second language"), max_length=8)
    total = models.PositiveIntegerField(_("to issue"))
    done = models.PositiveIntegerField(_("issued"), default=0)
    started_at = models.DateTimeField(_("started"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    moved_at = models.DateTimeField(_("last issued"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    # Primary keys of enrolments whose certificate cannot be made now, and is to be made another time.
    left_out = models.JSONField(_("left out"), default=list, blank=True)
    # What stopped it: see issuing.troubles for the shape; gone on with, it is None again.
    trouble = models.JSONField(_("what stopped it"), null=True, blank=True)

    class Meta:
        verbose_name = _("issue of certificates")
        verbose_name_plural = _("issues of certificates")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "kind"],
                condition=models.Q(finished_at=None, cancelled_at=None),
                name="one_running_issue_for_a_cohort_and_kind",
            )
        ]

    def __str__(self):
        return f"{self.cohort}: {self.done}/{self.total}"

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.cancelled_at is None
