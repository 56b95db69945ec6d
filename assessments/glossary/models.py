from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields


class Term(TranslatableModel):
    """One row is one term of the glossary (curriculum.md section 9); its word is there once per language."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    changed_at = models.DateTimeField(auto_now=True)

    translations = TranslatedFields(
        word=models.CharField(_("word"), max_length=200),
        # What to look for in a text beside the word itself: other spellings, short stems for inflected languages.
        also=models.JSONField(_("also written"), default=list, blank=True),
        definition=models.TextField(_("definition"), blank=True),
        reviewed=models.BooleanField(_("reviewed by a native speaker"), default=False),
    )

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["number"]

    def __str__(self):
        return self.safe_translation_getter("word", any_language=True) or str(self.number)

    def languages_to_review(self) -> str:
        """Return the codes of the languages whose word no native speaker has looked at."""
        return ", ".join(sorted(row.language_code for row in self.translations.all() if not row.reviewed))

    languages_to_review.short_description = _("awaiting review")

    def languages_without_word(self) -> str:
        """Return the codes of the site's languages that have no word for this yet."""
        there = {row.language_code for row in self.translations.all()}
        return ", ".join(sorted(code for code, _name in settings.LANGUAGES if code not in there))

    languages_without_word.short_description = _("no word yet")
