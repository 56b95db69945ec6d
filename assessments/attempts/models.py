import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.scenarios.models import ScenarioVersion


class Attempt(models.Model):
    """One row is one play of one scenario version by one person, under one registration."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="attempts")
    scenario_key = models.UUIDField(
        _("scenario"), help_text=_("Scenario.key, the unit in the record of progress.")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    registration = models.UUIDField(_("registration"))
    number = models.PositiveSmallIntegerField(_("try"))
    scene_key = models.CharField(_("scene"), max_length=40)
    step_count = models.PositiveSmallIntegerField(_("steps"), default=0)
    points = models.SmallIntegerField(_("points"), default=0)
    skipped_points = models.PositiveSmallIntegerField(
        _("points of skipped scenes"),
        default=0,
        help_text=_("Taken off the maximum: skipping costs nothing."),
    )
    values = models.JSONField(_("values"), default=dict, blank=True, help_text=_("{value id: int or bool}"))
    critical_errors = models.JSONField(_("critical errors"), default=list, blank=True)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)

    # Set by playing.choose and skip when the step that was sent had been taken before, and otherwise.
    was_taken_otherwise = False

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "scenario_key", "number"], name="attempt_number_once_per_registration"
            ),
            # A double click on "start" opens one attempt, not two.
            models.UniqueConstraint(
                fields=["registration", "scenario_key"],
                condition=models.Q(ended_at=None),
                name="one_running_attempt_per_registration",
            ),
        ]

    def __str__(self):
        return str(self.key)

    @property
    def max_points(self) -> int:
        """The points there are to win: those of the version without those of skipped scenes."""
        return max(0, self.version.structure["max_points"] - self.skipped_points)


class AttemptStep(models.Model):
    """One row is one choice made in an attempt. Only inserted."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField(_("step"))
    scene_key = models.CharField(_("scene"), max_length=40)
    choice_key = models.CharField(_("choice"), max_length=40, blank=True, help_text=_("Empty: skipped."))
    points = models.SmallIntegerField(_("points"))
    severity = models.CharField(_("severity"), max_length=12)
    critical_error = models.CharField(_("critical error"), max_length=12, blank=True)
    language = models.CharField(_("language"), max_length=8)
    statement_id = models.UUIDField(_("statement"))
    made_at = models.DateTimeField(_("made"))
    took_ms = models.PositiveIntegerField(
        _("time on the scene, ms"), null=True, blank=True, help_text=_("Empty: not known.")
    )

    class Meta:
        verbose_name = _("attempt step")
        verbose_name_plural = _("attempt steps")
        ordering = ["attempt", "number"]
        # The idempotency key of a choice: a repeated POST finds its step taken.
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="step_number_once_in_an_attempt")
        ]

    def __str__(self):
        return f"{self.attempt_id}: {self.number}"


class CheckAttempt(models.Model):
    """One row is one submitted try at a knowledge check, with every answer as given. Only inserted."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    check_key = models.UUIDField(_("knowledge check"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="check_attempts"
    )
    registration = models.UUIDField(_("registration"))
    number = models.PositiveSmallIntegerField(_("try"))
    answers = models.JSONField(_("answers"), help_text=_("{question key: [option key, …]} as given."))
    correct_count = models.PositiveSmallIntegerField(_("right answers"))
    question_count = models.PositiveSmallIntegerField(_("questions"))
    percent = models.DecimalField(_("result, %"), max_digits=5, decimal_places=2)
    passed = models.BooleanField(_("passed"))
    language = models.CharField(_("language"), max_length=8)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("knowledge check try")
        verbose_name_plural = _("knowledge check tries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "check_key", "number"], name="check_try_number_once_per_registration"
            )
        ]

    def __str__(self):
        return str(self.key)
