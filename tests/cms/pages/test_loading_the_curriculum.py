import json

import pytest
import yaml
from django.core.management import call_command
from wagtail.models import Locale, Page, PageLogEntry, Revision, Site

from assessments.xapi.keys import stable_key
from cms.models import HomePage
from courses.content.curriculum.files import CurriculumInvalid
from courses.content.models import CountryFact, CoursePage, LessonPage, LoadedText, ModulePage
from tests.factories.curriculum import change, copy_curriculum, drop, edit, lesson, load_small

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return copy_curriculum(tmp_path)


@pytest.fixture
def loaded(folder):
    load_small(folder)
    return folder


def rows():
    return (
        list(
            Page.objects.order_by("pk").values_list("pk", "path", "latest_revision_id", "last_published_at")
        ),
        Revision.objects.count(),
        PageLogEntry.objects.count(),
        list(CountryFact.objects.order_by("pk").values_list("pk", "changed_at")),
        list(LoadedText.objects.order_by("pk").values()),
    )


def test_the_whole_curriculum_of_the_repository_loads_and_is_then_as_before():
    before = rows()
    call_command("load_curriculum", verbosity=0)
    assert rows() == before


def test_loading_twice_changes_nothing(loaded):
    before = rows()
    tally, lines = load_small(loaded)
    assert rows() == before
    assert lines == []
    assert (tally.new, tally.renewed, tally.edited) == (0, 0, 0)


def test_the_site_begins_at_the_english_home_page_and_knows_all_languages(loaded):
    home = Site.objects.get(is_default_site=True).root_page.specific
    assert isinstance(home, HomePage)
    assert home.locale.language_code == "en"
    assert {locale.language_code for locale in Locale.objects.all()} == {
        *("en", "ru", "kk", "ky", "tg", "tk", "uz", "fa-af")
    }


def test_a_lesson_has_one_key_and_the_same_block_ids_in_both_languages(loaded):
    english, russian = lesson("m0-1", "en"), lesson("m0-1", "ru")
    assert english.translation_key == russian.translation_key == stable_key("lesson", "m0-1")
    assert ids_in(list(english.body.raw_data)) == ids_in(list(russian.body.raw_data))
    assert english.body[0].id == str(stable_key("block", "m0-1/s1"))


def test_the_id_of_a_check_is_its_stable_key(loaded):
    assert lesson("m0-check").body[1].id == str(stable_key("check", "m0-check/check"))


def ids_in(value):
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [found for inner in value.values() for found in ids_in(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in ids_in(inner)]
    return []


def test_new_words_in_the_data_reach_the_page(loaded):
    change(loaded / "m0" / "ru.yaml", "lessons", "m0-2", "title", to="Иной")
    tally, _lines = load_small(loaded)
    assert tally.renewed == 1
    assert lesson("m0-2", "ru").title == "Иной"
    assert lesson("m0-2", "en").title == "The second"


def test_what_an_editor_changed_stays_and_is_reported_by_screen(loaded):
    page = lesson("m0-1", "ru")
    raw = list(page.body.raw_data)
    raw[1]["value"]["text"] = "Слова редактора."
    edit(page, body=raw_json(raw), title="Название редактора")
    change(loaded / "m0" / "ru.yaml", "lessons", "m0-1", "summary", to="Новое в данных")
    tally, lines = load_small(loaded)
    kept = lesson("m0-1", "ru")
    assert kept.title == "Название редактора"
    assert kept.body[1].value["text"] == "Слова редактора."
    assert kept.summary == "Экраны всех видов."
    assert tally.edited == 1
    assert lines == ["lesson/m0-1 (ru): changed in the CMS, left as it is; differs in: title, summary, s2"]


def test_a_change_in_one_language_does_not_keep_the_others_from_being_renewed(loaded):
    edit(lesson("m0-2", "ru"), title="Название редактора")
    change(loaded / "m0" / "en.yaml", "lessons", "m0-2", "title", to="Renewed")
    load_small(loaded)
    assert lesson("m0-2", "en").title == "Renewed"
    assert lesson("m0-2", "ru").title == "Название редактора"


def test_when_the_data_takes_over_the_words_of_the_editor_they_agree_again(loaded):
    edit(lesson("m0-2", "ru"), title="Название редактора")
    change(loaded / "m0" / "ru.yaml", "lessons", "m0-2", "title", to="Название редактора")
    assert load_small(loaded)[1] == []
    change(loaded / "m0" / "ru.yaml", "lessons", "m0-2", "title", to="И дальше")
    load_small(loaded)
    assert lesson("m0-2", "ru").title == "И дальше"


def test_a_draft_of_an_editor_is_not_buried(loaded):
    page = lesson("m0-2", "en")
    page.title = "Still thinking"
    page.save_revision()
    change(loaded / "m0" / "en.yaml", "lessons", "m0-2", "title", to="Renewed")
    _tally, lines = load_small(loaded)
    page = lesson("m0-2", "en")
    assert page.title == "The second"
    assert page.get_latest_revision_as_object().title == "Still thinking"
    assert lines == ["lesson/m0-2 (en): changed in the CMS, left as it is; differs in: title, a draft"]


def test_a_page_deleted_in_the_cms_does_not_come_back(loaded):
    lesson("m0-2", "ru").delete()
    _tally, lines = load_small(loaded)
    assert lines == ["lesson/m0-2 (ru): deleted in the CMS, not loaded again"]
    assert not LessonPage.objects.filter(
        translation_key=stable_key("lesson", "m0-2"), locale__language_code="ru"
    ).exists()


def test_saving_a_lesson_unchanged_in_the_editor_is_no_change(loaded):
    page = lesson("m0-1", "en")
    raw = list(page.body.raw_data)
    raw[0]["value"]["body"] = raw[0]["value"]["body"].replace("<p>", '<p data-block-key="a1b2c">')
    edit(page, body=raw_json(raw))
    change(loaded / "m0" / "en.yaml", "lessons", "m0-1", "title", to="Renewed")
    load_small(loaded)
    assert lesson("m0-1", "en").title == "Renewed"


def test_a_country_fact_changed_in_the_cms_stays_and_is_reported(loaded):
    fact = CountryFact.objects.get(country="KZ", token="asylum_authority")
    fact.translations.filter(language_code="ru").update(value="Слова академии")
    change(loaded / "countries.yaml", "countries", "KZ", "asylum_authority", "value", "ru", to="Иначе")
    _tally, lines = load_small(loaded)
    assert lines == ["fact/KZ/asylum_authority: changed in the CMS, left as it is"]
    assert fact.translations.get(language_code="ru").value == "Слова академии"


def test_a_lesson_put_between_others_in_the_data_stands_between_them_on_the_site(loaded):
    between = {"id": "m0-1b", "code": "M0.1b", "slug": "between", "minutes": 5, "screens": []}
    structure = loaded / "m0" / "structure.yaml"
    lessons = [page["id"] for page in read(structure)["lessons"]]
    change(
        structure, "lessons", to=[*read(structure)["lessons"][:1], between, *read(structure)["lessons"][1:]]
    )
    for language in ("en", "ru"):
        change(loaded / "m0" / f"{language}.yaml", "lessons", "m0-1b", to={"title": "Between", "screens": {}})
    load_small(loaded)
    module = ModulePage.objects.get(translation_key=stable_key("module", "m0"), locale__language_code="ru")
    keys = [page.translation_key for page in module.get_children()]
    assert keys == [stable_key("lesson", name) for name in (lessons[0], "m0-1b", *lessons[1:])]


@pytest.mark.parametrize(
    ("file", "steps", "fault"),
    [
        ("m0/ru.yaml", ("lessons", "m0-1", "screens", "s2"), "lessons.m0-1.screens.s2.text: has no words"),
        ("m0/en.yaml", ("objectives", "o2"), "objectives.o2: has no words"),
        (
            "m0/ru.yaml",
            ("lessons", "m0-check", "screens", "check", "questions", "q1", "feedback", "a"),
            "lessons.m0-check.screens.check.questions.q1.feedback.a: has no words",
        ),
        ("small/en.yaml", ("title",), "title: has no words"),
        ("m0/structure.yaml", ("lessons", 0, "slug"), "lessons.m0-1.slug: is missing"),
    ],
)
def test_missing_words_are_named_by_file_and_place(folder, file, steps, fault):
    drop(folder / file, *steps)
    with pytest.raises(CurriculumInvalid) as error:
        load_small(folder)
    assert f"{file}: {fault}" in error.value.faults


@pytest.mark.parametrize(
    ("file", "steps", "value", "fault"),
    [
        ("m0/ru.yaml", ("lessons", "m0-9"), {"title": "x"}, "lessons.m0-9: is not in the structure"),
        (
            "m0/en.yaml",
            ("lessons", "m0-2", "screens", "s1", "body"),
            "{{asylum_office}}",
            "lessons.m0-2.screens.s1.body: unknown country token “{{asylum_office}}”",
        ),
        (
            "m0/en.yaml",
            ("lessons", "m0-1", "screens", "s5", "rows"),
            [["a", "b"]],
            "lessons.m0-1.screens.s5.rows: must have 2 items, has 1",
        ),
        (
            "m0/structure.yaml",
            ("lessons", 0, "screens", 2, "facts", 0, "sources"),
            ["P99"],
            "lessons.m0-1.screens.s3.facts.f1: unknown source “P99”",
        ),
        (
            "m0/structure.yaml",
            ("lessons", 3, "screens", 0, "scenario"),
            "sc-99",
            "lessons.m0-practice.screens.scenario: there is no scenario “sc-99”",
        ),
        (
            "m0/structure.yaml",
            ("lessons", 2, "screens", 1, "questions", 0, "correct"),
            ["z"],
            "lessons.m0-check.screens.check.questions.q1: the right answer “z” is not an option",
        ),
        ("small/structure.yaml", ("modules",), ["m77"], "modules.m77: there is no such folder"),
        (
            "m0/structure.yaml",
            ("lessons", 0, "screens", 3, "file"),
            "nothing.svg",
            "lessons.m0-1.screens.s4: there is no drawing “nothing.svg”",
        ),
    ],
)
def test_what_does_not_belong_is_named_by_file_and_place(folder, file, steps, value, fault):
    change(folder / file, *steps, to=value)
    with pytest.raises(CurriculumInvalid) as error:
        load_small(folder)
    assert f"{file}: {fault}" in error.value.faults


def test_a_broken_file_is_named_with_its_line(folder):
    (folder / "m0" / "ru.yaml").write_text("title: a\nsummary: [\n", encoding="utf-8")
    with pytest.raises(CurriculumInvalid) as error:
        load_small(folder)
    assert any(fault.startswith("m0/ru.yaml:3: ") for fault in error.value.faults)


def test_a_key_that_stands_twice_is_refused(folder):
    path = folder / "small" / "en.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "title: Another\n", encoding="utf-8")
    with pytest.raises(CurriculumInvalid) as error:
        load_small(folder)
    assert error.value.faults == ["small/en.yaml:4: “title” stands twice"]


def test_all_faults_are_told_at_once_and_nothing_is_loaded(folder):
    drop(folder / "small" / "en.yaml", "title")
    drop(folder / "m0" / "ru.yaml", "lessons", "m0-2", "title")
    before = rows()
    with pytest.raises(CurriculumInvalid) as error:
        load_small(folder)
    assert len(error.value.faults) == 2
    assert rows() == before
    assert not CoursePage.objects.filter(slug="small").exists()


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def raw_json(raw):
    return json.dumps(raw)
