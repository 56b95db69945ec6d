import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Enrolment


class TestTry(models.Model):
    """One row is one person's test before or after the course, with every answer as given. Only inserted."""

    __test__ = False

    class Occasion(models.TextChoices):
        BEFORE = "before", _("before the course")
        AFTER = "after", _("after the course")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="test_tries")
    occasion = models.CharField(_("occasion"), max_length=8, choices=Occasion)
    answers = models.JSONField(_("answers"), help_text=_("{question key: [option key, …]} as given."))
    results = models.JSONField(
        _("results"), help_text=_("{question key: {module, objective, right}}: as it was when answered.")
    )
    right_count = models.PositiveSmallIntegerField(_("right answers"))
    question_count = models.PositiveSmallIntegerField(_("questions"))
    language = models.CharField(_("language"), max_length=8)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("test before or after")
        verbose_name_plural = _("tests before and after")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "occasion"], name="one_test_before_and_one_after")
        ]

    def __str__(self):
        return f"{self.enrolment_id}: {self.occasion}"
