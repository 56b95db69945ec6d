import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Enrolment


class PracticeLesson(models.Model):
    """One row is one lesson that a trainer to be gives under observation; it may be repeated once."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="practice_lessons")
    number = models.PositiveSmallIntegerField(_("try"), default=1)
    topic = models.CharField(_("topic"), max_length=200)
    held_on = models.DateField(_("held on"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=25)
    assessors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="practice_lessons_to_assess", verbose_name=_("assessors")
    )
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("practice lesson")
        verbose_name_plural = _("practice lessons")
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="practice_lesson_number_once")
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.topic}"


class RubricMarks(models.Model):
    """One row is what one assessor gave one practice lesson; once handed in it is not changed."""

    lesson = models.ForeignKey(PracticeLesson, on_delete=models.PROTECT, related_name="marks")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    criteria = models.JSONField(_("criteria"), default=dict, help_text=_("{criterion code: 1 to 4}"))
    comments = models.JSONField(_("comments"), default=dict, help_text=_("{criterion code or “all”: text}"))
    wrong_message = models.BooleanField(_("wrong protection message"), default=False)
    is_no_superior = models.BooleanField(
        _("not the superior"), default=False, help_text=_("The assessor has said so.")
    )
    evidence = models.CharField(_("evidence file"), max_length=200, blank=True, editable=False)
    evidence_name = models.CharField(_("name of the file"), max_length=200, blank=True, editable=False)
    saved_at = models.DateTimeField(_("saved"))
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)

    class Meta:
        verbose_name = _("marks of a practice lesson")
        verbose_name_plural = _("marks of practice lessons")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "assessor"], name="assessor_marks_a_lesson_once")
        ]

    def __str__(self):
        return f"{self.lesson_id}: {self.assessor_id}"


class SessionPlan(models.Model):
    """One row is the session plan of one trainer to be, as it was last handed in and looked at."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="session_plan")
    fields = models.JSONField(
        _("fields"), default=dict, help_text=_("{field code: text}; see practice.plans.")
    )
    language = models.CharField(_("language"), max_length=8)
    saved_at = models.DateTimeField(_("saved"))
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)
    looked_at_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("session plan")
        verbose_name_plural = _("session plans")

    def __str__(self):
        return str(self.enrolment_id)


class OwnScenario(models.Model):
    """One row is the scenario that a trainer to be has written, and who has reviewed it."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="own_scenario")
    title = models.CharField(_("title"), max_length=200)
    draft_key = models.UUIDField(
        _("draft"), null=True, blank=True, help_text=_("Draft.key, if written here.")
    )
    named_at = models.DateTimeField(_("named"))
    peer_reviewed_at = models.DateTimeField(_("peer review passed"), null=True, blank=True)
    peer_reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    legally_reviewed_at = models.DateTimeField(_("legal review passed"), null=True, blank=True)
    legally_reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("own scenario")
        verbose_name_plural = _("own scenarios")

    def __str__(self):
        return self.title


class ConductSignature(models.Model):
    """One row says that a person has signed the code of conduct (principles 12 and 13 of the Code). Only inserted."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="conduct_signature")
    signed_at = models.DateTimeField(_("signed"))
    language = models.CharField(_("language"), max_length=8)
    digest = models.CharField(_("fingerprint"), max_length=64, help_text=_("Of the words that were signed."))

    class Meta:
        verbose_name = _("signature of the code of conduct")
        verbose_name_plural = _("signatures of the code of conduct")

    def __str__(self):
        return str(self.enrolment_id)
