from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class SearchText(index.Indexed, models.Model):
    """One row is the words by which one thing is found in one language: made from it, and anew when it changes.

    `key` is the translation key of a page or the number of a term. `text` is what can be quoted, a paragraph a line;
    `words` are the keys of title and text (see cms.search.words), which is what the database searches.
    """

    class Kind(models.TextChoices):
        TERM = "term", _("Term")
        COURSE = "course", _("Course")
        MODULE = "module", _("Module")
        LESSON = "lesson", _("Lesson")
        SHEET = "sheet", _("Information sheet")
        PAGE = "page", _("Page")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    key = models.CharField(_("object"), max_length=40)
    language = models.CharField(_("language"), max_length=8)
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"), blank=True)
    words = models.TextField(_("words"), blank=True)

    # Written together with the row by cms.search.indexing, many at once.
    search_auto_update = False
    search_fields = [index.SearchField("words"), index.FilterField("language")]

    class Meta:
        verbose_name = _("searchable text")
        verbose_name_plural = _("searchable texts")
        ordering = ["kind", "key", "language"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="found_once_per_language")
        ]

    def __str__(self):
        return f"{self.title} ({self.language})"
