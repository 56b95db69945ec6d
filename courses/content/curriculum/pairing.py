"""What was loaded in several languages, made known to wagtail-localize as translations of each other.

Translators then see both languages side by side, string by string; a string whose source changed after its
translation was written is open again. Both pages are cut into strings in the same way, so the strings at one place
(a field, an item of a block) belong together in their order.

A page is cut into some forty rows for each language, so this is done when somebody opens one of them in the editor,
and at the latest before the source changes: afterwards nobody could tell which strings are behind it.
"""

from collections import defaultdict
from uuid import UUID

from django.conf import settings
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from courses.content.translations.stating import has_only_titles

# Marks what the loader wrote; what a translator wrote bears no mark and is never overwritten.
TOOL = "load_curriculum"


def ensure_paired(page: Page) -> None:
    """Make every language of a page known as the translation of its source, where that was not done yet."""
    versions = list(type(page).objects.filter(translation_key=page.translation_key).select_related("locale"))
    source = next((one for one in versions if one.locale.language_code == settings.LANGUAGE_CODE), None)
    if source is None or len(versions) == 1:
        return
    paired = set(
        Translation.objects.filter(source__object_id=page.translation_key).values_list(
            "target_locale_id", flat=True
        )
    )
    for target in versions:
        if target.pk != source.pk and target.locale_id not in paired and target.alias_of_id is None:
            pair_translation(source=source, target=target)


def paired_pages() -> set[tuple[UUID, str]]:
    """Return (page key, language) of every page that is known as a translation. One query."""
    rows = Translation.objects.values_list("source__object_id", "target_locale__language_code")
    return {(key, language) for key, language in rows}


def pair_translation(*, source: Page, target: Page) -> bool:
    """Make `target` the translation of `source`, all of it where the strings of the two pages match one to one.

    Where they do not (another number of paragraphs, say) translators edit the page as a whole: returns False.
    """
    origin, _created = TranslationSource.update_or_create_from_instance(source)
    translation, _created = Translation.objects.get_or_create(source=origin, target_locale=target.locale)
    segments = extract_segments(target)
    wanted = _segments_by_path(origin)
    given = _strings_by_path(segments)
    if has_only_titles(target):
        # What the language has fits; all the rest waits for its translator.
        wanted = {path: rows for path, rows in wanted.items() if path in given}
        fits = True
    else:
        fits = _templates(extract_segments(source)) == _templates(segments)
    fits = fits and {path: len(rows) for path, rows in wanted.items()} == {
        path: len(strings) for path, strings in given.items()
    }
    if translation.enabled != fits:
        translation.enabled = fits
        translation.save(update_fields=["enabled"])
    if fits:
        _write_strings(wanted, given, target.locale)
    return fits


def take_over_strings(*, source: Page, target: Page) -> Translation:
    """Give translators the words of `target` string by string, wherever they have a place in `source` as it is now.

    For words that somebody vouched for, even if their source changed since; what has no place stays open.
    """
    origin, _created = TranslationSource.update_or_create_from_instance(source)
    translation, _created = Translation.objects.get_or_create(source=origin, target_locale=target.locale)
    wanted, given = _segments_by_path(origin), _strings_by_path(extract_segments(target))
    both = {path: rows for path, rows in wanted.items() if len(rows) == len(given.get(path, ()))}
    _write_strings(both, given, target.locale, is_vouched=True)
    return translation


def _segments_by_path(origin) -> dict[str, list[StringSegment]]:
    rows = StringSegment.objects.filter(source=origin).select_related("context", "string").order_by("order")
    found = defaultdict(list)
    for row in rows:
        found[row.context.path].append(row)
    return found


def _strings_by_path(segments) -> dict[str, list[str]]:
    found = defaultdict(list)
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found


def _templates(segments) -> dict[str, str]:
    return {
        segment.path: segment.template for segment in segments if isinstance(segment, TemplateSegmentValue)
    }


def _write_strings(wanted, given, locale, *, is_vouched=False):
    contexts = {row.context_id for rows in wanted.values() for row in rows}
    there = StringTranslation.objects.filter(locale=locale, context__in=contexts)
    known = {(row.context_id, row.translation_of_id): row for row in there}
    new, renewed = {}, []
    for path, rows in wanted.items():
        current = {row.string_id for row in rows}
        for row, words in zip(rows, given[path], strict=True):
            place = (row.context_id, row.string_id)
            if place not in known:
                if is_vouched or not _is_stale(words, row.context_id, current, known):
                    new[place] = words
            elif known[place].tool_name == TOOL and known[place].data != words:
                known[place].data = words
                renewed.append(known[place])
    StringTranslation.objects.bulk_create(
        StringTranslation(
            locale=locale,
            context_id=context,
            translation_of_id=string,
            data=words,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            tool_name=TOOL,
        )
        for (context, string), words in new.items()
    )
    StringTranslation.objects.bulk_update(renewed, ["data"])


def _is_stale(words, context, current, known) -> bool:
    """Say whether the words are those that translated a source string which is there no more."""
    return any(
        place == context and string not in current and row.data == words
        for (place, string), row in known.items()
    )
