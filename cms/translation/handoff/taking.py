"""A file that came back is taken over: its translations are written, and what is live stays as it is."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.translation.board.starting import page_in, start_translation
from cms.translation.handoff.checking import Change
from cms.translation.handoff.strings import locale_of


@transaction.atomic
def take_over(*, changes: Iterable[Change], language: str, by) -> int:
    """Write translations and keep each page with them as a draft, begun where it is not there; return how many.

    Nothing is published.
    """
    changes, locale = list(changes), locale_of(language)
    for change in changes:
        StringTranslation.objects.update_or_create(
            translation_of_id=change.phrase.string_pk,
            context_id=change.phrase.context_pk,
            locale=locale,
            defaults={
                "data": change.new,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": by,
                "has_error": False,
                "field_error": "",
            },
        )
    for key in dict.fromkeys(change.phrase.page for change in changes):
        _keep_draft(key, language, locale, by)
    return len(changes)


def _keep_draft(key, language: str, locale, by) -> None:
    source, target = page_in(key, settings.LANGUAGE_CODE), page_in(key, language)
    if target is None or target.alias_of_id is not None:
        start_translation(source=source, language=language, by=by)
        return
    origin = TranslationSource.objects.get(object_id=key, locale=source.locale)
    Translation.objects.update_or_create(source=origin, target_locale=locale, defaults={"enabled": True})
    # A revision, not a save of the page: readers go on seeing what was published.
    made = origin.get_ephemeral_translated_instance(locale, fallback=True)
    made.save_revision(user=by)
