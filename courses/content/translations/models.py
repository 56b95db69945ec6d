from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.content.translations.querysets import TextStateQuerySet


class TextState(models.Model):
    """One row is how far one page is in one language: what its words are made from, and who has read them.

    A page is named by its translation key. `digest` is of the page's own words as they are live, `source_digest`
    of the source's words when these were last said to be true to them. The row of the source language has both the
    same.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEWED = "reviewed", _("reviewed")

    class Extent(models.TextChoices):
        ALL = "all", _("all words")
        TITLES = "titles", _("titles only")

    key = models.UUIDField(_("page"))
    language = models.CharField(_("language"), max_length=8)
    model = models.CharField(_("kind of page"), max_length=64)
    extent = models.CharField(_("extent"), max_length=8, choices=Extent, default=Extent.ALL)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    words = models.PositiveIntegerField(_("words"), default=0)
    digest = models.CharField(max_length=64, blank=True)
    source_digest = models.CharField(max_length=64, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stated_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = TextStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")
        ordering = ["key", "language"]
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="text_has_one_state_per_language")
        ]

    def __str__(self):
        return f"{self.key} ({self.language}): {self.get_state_display()}"
