from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Enrolment
from courses.progress.querysets import LessonProgressQuerySet, UnitResultQuerySet


class LessonProgress(models.Model):
    """One row says how far one enrolled person is in one lesson, in whatever language it was read."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lesson_progress")
    lesson_key = models.UUIDField(_("lesson"))
    first_opened_at = models.DateTimeField(_("first opened"))
    last_opened_at = models.DateTimeField(_("last opened"))
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    edition = models.PositiveSmallIntegerField(
        _("edition"), default=1, help_text=_("That of the lesson when it was last read to the end.")
    )

    objects = LessonProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson progress")
        verbose_name_plural = _("lesson progress")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson_key"], name="lesson_has_one_progress_per_enrolment"
            )
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.lesson_key}"


class UnitResult(models.Model):
    """One row is where one enrolled person stands in one unit (check or scenario): the best finished try."""

    class Kind(models.TextChoices):
        CHECK = "check", _("knowledge check")
        SCENARIO = "scenario", _("scenario")
        H5P = "h5p", _("H5P content")
        PACKAGE = "package", _("course package")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="unit_results")
    unit_key = models.UUIDField(_("unit"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    extra_tries = models.PositiveSmallIntegerField(
        _("extra tries"), default=0, help_text=_("Given by the academy when all tries were used.")
    )
    best_percent = models.DecimalField(_("best result, %"), max_digits=5, decimal_places=2, default=0)
    passed_at = models.DateTimeField(_("passed"), null=True, blank=True)
    last_finished_at = models.DateTimeField(_("last try"), null=True, blank=True)

    objects = UnitResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit result")
        verbose_name_plural = _("unit results")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "unit_key"], name="unit_has_one_result_per_enrolment"
            )
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.unit_key}"
