"""What follows when a page is published: its state is written down, and translators see its new words."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from courses.content.translations.stating import note_published, note_translated


@transaction.atomic
def follow_publishing(*, page: Page) -> None:
    """Write down what is live. A source is cut into strings anew, a complete translation is true to its source."""
    note_published(page=page)
    if page.locale.language_code == settings.LANGUAGE_CODE:
        renew_source(page=page)
    else:
        note_translated(page=page)


def renew_source(*, page: Page) -> bool:
    """Cut a source that is being translated into strings again: what changed in it waits for its translation.

    Returns whether anything did.
    """
    sources = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id)
    if not sources.exists():
        return False
    _source, was_renewed = TranslationSource.update_or_create_from_instance(page)
    return was_renewed
