import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Cohort, Enrolment


class Session(models.Model):
    """One row is one face-to-face session of a cohort: when, where, who leads it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    break_minutes = models.PositiveSmallIntegerField(
        _("breaks, minutes"), default=0, help_text=_("Not counted as session time.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    lecturer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lecturer"),
    )
    is_observed = models.BooleanField(
        _("observed session"), default=False, help_text=_("Who misses it does not qualify.")
    )
    # Raised when the session is moved: a mark made on a phone says for which edition it was meant.
    edition = models.PositiveSmallIntegerField(_("edition"), default=1, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_it_begins",
                violation_error_message=_("The session ends before it begins."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def minutes(self) -> int:
        """Planned session time in minutes, without breaks."""
        return max(0, round((self.ends_at - self.starts_at).total_seconds() / 60) - self.break_minutes)


class AttendanceMark(models.Model):
    """One row is one mark of one person at one session as somebody made it. Only inserted: the latest made counts."""

    class Mark(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    # Made on the device that marked, so that what is sent twice is kept once.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="marks")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendance_marks")
    mark = models.CharField(_("mark"), max_length=8, choices=Mark)
    minutes = models.PositiveSmallIntegerField(_("minutes attended"), validators=[MinValueValidator(0)])
    note = models.CharField(_("note"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("marked"), help_text=_("By the clock of the device."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("attendance mark")
        verbose_name_plural = _("attendance marks")
        ordering = ["made_at", "pk"]

    def __str__(self):
        return f"{self.session_id}: {self.enrolment_id} {self.mark}"
