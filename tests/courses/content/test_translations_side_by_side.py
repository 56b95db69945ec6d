import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from assessments.xapi.keys import stable_key
from courses.content.curriculum.pairing import ensure_paired
from courses.content.curriculum.writing import digest, stored
from courses.content.models import CoursePage
from tests.factories.curriculum import change, copy_curriculum, lesson, load_small

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    folder = copy_curriculum(tmp_path)
    load_small(folder)
    small = CoursePage.objects.get(translation_key=stable_key("course", "small"), locale__language_code="en")
    for page in small.get_descendants(inclusive=True).specific():
        ensure_paired(page)
    return folder


def translation_of(name, kind="lesson"):
    return Translation.objects.get(
        source__object_id=stable_key(kind, name), target_locale__language_code="ru"
    )


def open_strings(name):
    total, translated = translation_of(name).get_progress()
    return total - translated


def test_every_text_in_two_languages_is_a_complete_translation(folder):
    translations = Translation.objects.filter(target_locale__language_code="ru")
    assert translations
    for translation in translations:
        total, translated = translation.get_progress()
        assert translation.enabled
        assert total == translated > 0


def test_a_page_nobody_opened_is_cut_into_strings_before_its_source_changes(tmp_path):
    folder = copy_curriculum(tmp_path)
    load_small(folder)
    assert not Translation.objects.filter(source__object_id=stable_key("lesson", "m0-1")).exists()
    change(folder / "m0" / "en.yaml", "lessons", "m0-1", "screens", "s2", "text", to="Stop at once.")
    load_small(folder)
    assert open_strings("m0-1") == 1


def test_an_editor_who_opens_a_page_finds_its_languages_side_by_side(tmp_path, client, translator):
    load_small(copy_curriculum(tmp_path))
    client.force_login(translator)
    page = lesson("m0-1", "ru")
    answer = client.get(f"/admin/pages/{page.pk}/edit/")
    assert "wagtail_localize" in answer.templates[0].name
    assert open_strings("m0-1") == 0


def test_saving_the_translation_gives_the_page_that_was_loaded(folder):
    russian = Locale.objects.get(language_code="ru")
    names = ("title", "slug", "summary", "body", "minutes", "code")
    source = TranslationSource.objects.get(object_id=stable_key("lesson", "m0-1"))
    made = source.get_ephemeral_translated_instance(russian)
    made.body = made.body.stream_block.to_python(made.body.get_prep_value())
    assert digest(stored(made, names)) == digest(stored(lesson("m0-1", "ru"), names))


def test_an_english_text_that_changed_waits_for_its_translation(folder):
    change(folder / "m0" / "en.yaml", "lessons", "m0-1", "screens", "s2", "text", to="Stop at once.")
    load_small(folder)
    assert open_strings("m0-1") == 1
    assert open_strings("m0-2") == 0


def test_when_both_languages_changed_the_translation_is_complete_again(folder):
    change(folder / "m0" / "en.yaml", "lessons", "m0-1", "screens", "s2", "text", to="Stop at once.")
    load_small(folder)
    change(folder / "m0" / "ru.yaml", "lessons", "m0-1", "screens", "s2", "text", to="Остановись сразу.")
    load_small(folder)
    assert open_strings("m0-1") == 0


def test_new_russian_words_replace_those_that_were_loaded(folder):
    change(folder / "m0" / "ru.yaml", "lessons", "m0-2", "title", to="Вторая часть")
    load_small(folder)
    title = StringTranslation.objects.get(
        context__object_id=stable_key("lesson", "m0-2"), context__path="title"
    )
    assert title.data == "Вторая часть"


def test_what_a_translator_wrote_is_not_overwritten(folder):
    title = StringTranslation.objects.get(
        context__object_id=stable_key("lesson", "m0-2"), context__path="title"
    )
    title.data, title.tool_name = "Слова переводчика", ""
    title.save()
    change(folder / "m0" / "ru.yaml", "lessons", "m0-2", "title", to="Вторая часть")
    load_small(folder)
    title.refresh_from_db()
    assert title.data == "Слова переводчика"


def test_a_text_built_in_another_way_is_translated_as_a_whole_and_reported(folder):
    change(folder / "m0" / "ru.yaml", "lessons", "m0-2", "screens", "s1", "body", to="Раз.\n\nДва.")
    _tally, lines = load_small(folder)
    assert lines == ["lesson/m0-2 (ru): is not built like its source, translated as a whole"]
    assert not translation_of("m0-2").enabled
    assert "Два" in str(lesson("m0-2", "ru").body[0].value["body"])
