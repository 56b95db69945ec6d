import pytest
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from courses.content.curriculum.pairing import ensure_paired, take_over_strings
from courses.content.translations.models import TextState
from courses.content.translations.stating import assign, confirm_still_valid
from tests.factories.curriculum import copy_curriculum, edit, lesson, load_small

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def curriculum(tmp_path):
    load_small(copy_curriculum(tmp_path))
    ensure_paired(lesson("m0-1"))


def translation() -> Translation:
    return Translation.objects.get(
        source__object_id=lesson("m0-1").translation_key, target_locale__language_code="ru"
    )


def open_strings() -> list[str]:
    segments = StringSegment.objects.filter(source=translation().source)
    segments = segments.annotate_translation(translation().target_locale)
    return [segment.string.data for segment in segments if segment.translation is None]


def is_stale() -> bool:
    return TextState.objects.stale().filter(key=lesson("m0-1").translation_key, language="ru").exists()


def translate(source: str, words: str) -> None:
    segment = StringSegment.objects.get(source=translation().source, string__data=source)
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation().target_locale,
        context=segment.context,
        data=words,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )


def test_a_published_source_shows_translators_its_new_words():
    assert open_strings() == []
    edit(lesson("m0-1"), title="Stop first")
    assert open_strings() == ["Stop first"]
    assert is_stale()


def test_what_is_only_saved_as_a_draft_is_not_shown_yet():
    page = lesson("m0-1")
    page.title = "Stop first"
    page.save_revision()
    assert open_strings() == []


def test_a_complete_translation_that_is_published_is_stale_no_more(django_capture_on_commit_callbacks):
    edit(lesson("m0-1"), title="Stop first")
    translate("Stop first", "Сначала остановись")
    assert is_stale()
    with django_capture_on_commit_callbacks(execute=True):
        translation().save_target()
    assert lesson("m0-1", "ru").title == "Сначала остановись"
    assert not is_stale()


def test_a_translation_with_a_gap_stays_stale(django_capture_on_commit_callbacks):
    edit(lesson("m0-1"), title="Stop first", summary="And think.")
    translate("Stop first", "Сначала остановись")
    with django_capture_on_commit_callbacks(execute=True):
        translation().save_target()
    assert is_stale()


def test_words_somebody_vouched_for_are_taken_over_to_the_new_strings():
    before = lesson("m0-1", "ru").title
    edit(lesson("m0-1"), title="Stop first")
    take_over_strings(source=lesson("m0-1"), target=lesson("m0-1", "ru"))
    assert open_strings() == []
    assert StringTranslation.objects.filter(translation_of__data="Stop first", data=before).exists()


def test_a_page_that_was_assigned_before_it_was_there_is_true_to_its_source(translator):
    key = lesson("m0-1").translation_key
    TextState.objects.filter(key=key, language="ru").delete()
    assign(key=key, language="ru", model="courses.lessonpage", to=translator, by=None, at=timezone.now())
    edit(lesson("m0-1", "ru"), title="Первое")
    row = TextState.objects.get(key=key, language="ru")
    assert row.assigned_to == translator
    assert row.model == "courses.lessonpage"
    assert row.source_digest == TextState.objects.get(key=key, language="en").digest


def test_a_trivial_change_can_be_confirmed():
    edit(lesson("m0-1"), title="Stop first")
    confirm_still_valid(key=lesson("m0-1").translation_key, language="ru", by=None, at=timezone.now())
    assert not is_stale()
