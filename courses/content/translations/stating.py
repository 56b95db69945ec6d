"""Writing down how far a page is in a language: at every publishing, and when somebody has read it."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation

from courses.content.translations.counting import wording_of
from courses.content.translations.models import TextState

# Languages the course is written in by its own editors; any other begins as a draft.
WRITTEN = ("en", "ru")
State, Extent = TextState.State, TextState.Extent


class NoTranslation(ValueError):
    """The page is not there in that language: there is nothing to state about it."""


@transaction.atomic
def note_published(*, page: Page) -> TextState:
    """Write down what is live now. What changed in a language is a draft again until somebody has read it.

    A page whose words stay the same keeps its state; a source that changed leaves its translations stale.
    """
    wording, language = wording_of(page), page.locale.language_code
    row, is_new = TextState.objects.select_for_update().get_or_create(
        key=page.translation_key,
        language=language,
        defaults={"model": page._meta.label_lower},
    )
    if not is_new and row.digest == wording.digest:
        return row
    if is_new or not row.digest:
        # A page that was only assigned until now has a row without words.
        row.model, row.state, row.source_digest = (
            page._meta.label_lower,
            _first_state(language),
            _source_digest(page),
        )
    elif language not in WRITTEN:
        row.state = State.DRAFT
    row.words, row.digest, row.extent = wording.words, wording.digest, _extent(page)
    if language == settings.LANGUAGE_CODE:
        row.source_digest = wording.digest
    row.save()
    return row


@transaction.atomic
def note_loaded(*, pages: Iterable[tuple[Page, str]]) -> None:
    """Write down what load_curriculum wrote: its words are true to the source that came with them.

    `pages` are (page, state) with "" where the data does not say one. Two queries and as many as the batches need.
    """
    pages = list(pages)
    keys = {page.translation_key for page, _state in pages}
    there = {(row.key, row.language): row for row in TextState.objects.filter(key__in=keys)}
    rows = [_loaded(page, state, there) for page, state in pages]
    sources = {row.key: row.digest for row in there.values() if row.language == settings.LANGUAGE_CODE}
    for row in rows:
        row.source_digest = sources.get(row.key, "")
    TextState.objects.bulk_create(
        rows,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["key", "language"],
        update_fields=["model", "extent", "state", "words", "digest", "source_digest", "changed_at"],
    )


def _loaded(page: Page, state: str, there: dict) -> TextState:
    language, wording = page.locale.language_code, wording_of(page)
    row = TextState(
        key=page.translation_key,
        language=language,
        model=page._meta.label_lower,
        extent=_extent(page),
        state=state or _first_state(language),
        words=wording.words,
        digest=wording.digest,
    )
    there[row.key, language] = row
    return row


@transaction.atomic
def state_reviewed(*, key, language: str, by, at) -> TextState:
    """Say that a native reader has approved the words as they are now."""
    return _stated(key, language, by, at, state=State.REVIEWED)


@transaction.atomic
def state_draft(*, key, language: str, by, at) -> TextState:
    """Take an approval back."""
    return _stated(key, language, by, at, state=State.DRAFT)


@transaction.atomic
def confirm_still_valid(*, key, language: str, by, at) -> TextState:
    """Say that the words are true to the source as it is now: the change was trivial, or has been taken over."""
    source = TextState.objects.of_source().filter(key=key).first()
    if source is None:
        raise NoTranslation(key)
    return _stated(key, language, by, at, source_digest=source.digest)


@transaction.atomic
def assign(*, key, language: str, model: str, to, by, at) -> TextState:
    """Give the translation of a page to somebody, or to nobody (None); it need not be there yet."""
    row, _is_new = TextState.objects.get_or_create(
        key=key, language=language, defaults={"model": model, "extent": Extent.TITLES}
    )
    row.assigned_to, row.stated_by, row.stated_at = to, by, at
    row.save()
    return row


@transaction.atomic
def note_translated(*, page: Page) -> bool:
    """Say that a translation is true to its source again if every string of the source has its translation.

    For a page that was published; one that is not translated string by string says nothing. Returns whether it did.
    """
    translation = Translation.objects.filter(
        source__object_id=page.translation_key,
        source__locale__language_code=settings.LANGUAGE_CODE,
        target_locale=page.locale_id,
        enabled=True,
    ).first()
    if translation is None:
        return False
    total, translated = translation.get_progress()
    if not total or translated < total:
        return False
    rows = TextState.objects.filter(key=page.translation_key, language=page.locale.language_code)
    row = rows.select_for_update().exclude(digest="").first()
    current = _source_digest(page)
    if row is None or row.source_digest == current:
        return False
    row.source_digest = current
    row.save(update_fields=["source_digest", "changed_at"])
    return True


def _stated(key, language, by, at, **changes) -> TextState:
    row = TextState.objects.select_for_update().filter(key=key, language=language).exclude(digest="").first()
    if row is None:
        raise NoTranslation(key)
    for name, value in {**changes, "stated_by": by, "stated_at": at}.items():
        setattr(row, name, value)
    row.save()
    return row


def _first_state(language: str) -> str:
    return State.REVIEWED if language in WRITTEN else State.DRAFT


def has_only_titles(page: Page) -> bool:
    """Say whether a page that is made of screens has none: its title is in the language, its text is not."""
    return hasattr(page, "body") and not page.body


def _extent(page: Page) -> str:
    return Extent.TITLES if has_only_titles(page) else Extent.ALL


def _source_digest(page: Page) -> str:
    source = TextState.objects.of_source().filter(key=page.translation_key).first()
    return source.digest if source else ""
