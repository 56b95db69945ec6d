"""A page begins in a language, and is published there when all its strings are translated."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from courses.content.translations.stating import NoTranslation


def page_in(key: UUID, language: str) -> Page | None:
    """Return the page of that translation key in a language."""
    page = Page.objects.filter(translation_key=key, locale__language_code=language).first()
    return page.specific if page else None


@transaction.atomic
def start_translation(*, source: Page, language: str, by) -> list[Page]:
    """Return the pages that were made: the page in a language, after those it has to stand under.

    They are drafts with the source's words in them: nobody sees them before a translator publishes them. Returns []
    where the page is there.
    """
    locale = Locale.objects.get(language_code=language)
    made = []
    for page in [*source.get_ancestors().filter(depth__gt=1), source]:
        there = page.get_translation_or_none(locale)
        if there is None or there.alias_of_id is not None:
            made.append(_start(page.specific, locale, by))
    return made


def _start(page: Page, locale: Locale, by) -> Page:
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    # An alias shows its source to readers; what is being translated is shown when it is ready.
    translation.save_target(user=by, publish=False)
    target = page.get_translation(locale)
    if target.live:
        target.unpublish(user=by)
    return target


@transaction.atomic
def publish_translation(*, key: UUID, language: str, by) -> None:
    """Publish a page as its strings are translated. Raises NoTranslation while one of them is not, PermissionDenied."""
    translation = Translation.objects.filter(
        source__object_id=key, target_locale__language_code=language, enabled=True
    ).first()
    page = page_in(key, language)
    if translation is None or page is None:
        raise NoTranslation(key)
    total, translated = translation.get_progress()
    if translated < total:
        raise NoTranslation(key)
    if not page.permissions_for_user(by).can_publish():
        raise PermissionDenied
    translation.save_target(user=by, publish=True)
