import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.academies.models import Academy
from courses.cohorts.querysets import CohortQuerySet, EnrolmentQuerySet
from courses.content.countries import Country
from courses.content.reference import QualificationRule, Route


class Cohort(models.Model):
    """One row is one group of people who take the same courses together at one academy."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open")
        CLOSING = "closing", _("closing")
        CLOSED = "closed", _("closed")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    academy = models.ForeignKey(
        Academy, on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("academy")
    )
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    hours = models.DecimalField(
        _("hours"),
        max_digits=5,
        decimal_places=1,
        validators=[MinValueValidator(1)],
        help_text=_("Printed on the certificate."),
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    route = models.ForeignKey(
        Route,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("track"),
        help_text=_("Which modules of its courses the cohort takes; empty: all of them."),
    )
    languages = models.JSONField(_("languages"), default=list, blank=True, help_text=_("Codes of languages."))
    lecturers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="cohorts_taught", verbose_name=_("lecturers")
    )
    rule = models.ForeignKey(
        QualificationRule,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rule of qualification"),
        help_text=_("Empty: whoever has completed every lesson qualifies."),
    )
    frozen_rule = models.JSONField(_("rule as it was at closing"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "title"]
        permissions = [("view_totals", "Can see totals without names")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="cohort_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def requirements(self) -> list[dict]:
        """What the cohort's rule asks for, as it was at closing if it is closed; nothing without a rule.

        No query where the cohort was read with its `rule`.
        """
        if self.frozen_rule is not None:
            return self.frozen_rule["content"].get("requirements", [])
        return self.rule.content.get("requirements", []) if self.rule_id else []


class CohortCourse(models.Model):
    """One row says that a cohort takes a course; the course is named by its translation key, in whatever language."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="cohort_courses")
    course_key = models.UUIDField(_("course"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("course of a cohort")
        verbose_name_plural = _("courses of a cohort")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "course_key"], name="cohort_takes_a_course_once")
        ]

    def __str__(self):
        return f"{self.cohort}: {self.course_key}"


class Enrolment(models.Model):
    """One row is one person's place in a cohort; its registration names it in every statement."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    registration = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolled_at = models.DateTimeField(auto_now_add=True)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    completed_at = models.DateTimeField(
        _("completed on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the last lesson of the cohort's courses was completed."),
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "user"], name="person_is_in_a_cohort_once")]

    def __str__(self):
        return f"{self.user} – {self.cohort}"
