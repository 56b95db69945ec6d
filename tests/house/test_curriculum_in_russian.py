"""English and Russian are complete: no text of the course, of a scenario or of a reference is in one alone."""

import pytest
import yaml

from assessments.glossary.terms import read_glossary
from assessments.scenarios.library.loading import LIBRARY
from courses.content.curriculum.files import read_folder
from courses.content.curriculum.loading import CURRICULUM
from courses.content.curriculum.shape import mismatches
from courses.content.curriculum.words import ALL, extent_of, shape_of

FOLDERS = sorted(path.parent for path in CURRICULUM.rglob("structure.yaml"))
MODULES = [f"m{n}" for n in range(1, 11)] + [f"c{n}" for n in range(1, 7)] + [f"t{n}" for n in range(1, 6)]
# Every language has these of its own; the rest of the course can be a fallback with titles of its own.
EVERYWHERE = [
    "pages/home",
    "pages/job-aid",
    "pages/code-principles",
    "sheets/index",
    *(f"sheets/i{n}" for n in range(1, 8)),
]
FIVE = ("kk", "ky", "tg", "tk", "uz")


def name_of(folder):
    return folder.relative_to(CURRICULUM).as_posix()


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_every_english_text_has_a_russian_one(folder):
    found = read_folder(folder, CURRICULUM)
    assert extent_of(found.words["ru"]) == ALL
    shape = shape_of(found.structure, found.words["en"])
    for language in ("en", "ru"):
        assert list(mismatches(shape, found.words[language])) == []
    assert left_out(found.words["en"], found.words["ru"]) == []


def left_out(english, russian, where=""):
    """Return the places where one language says something and the other leaves it out (an optional text)."""
    if not isinstance(english, dict):
        return []
    names = (set(english) ^ set(russian)) - {"state", "extent"}
    inner = [
        place
        for name in set(english) & set(russian)
        for place in left_out(english[name], russian[name], f"{where}.{name}")
    ]
    return sorted(f"{where}.{name}" for name in names) + inner


def test_the_whole_course_map_is_there():
    assert {name_of(folder) for folder in FOLDERS} >= set(MODULES)


@pytest.mark.parametrize("language", [*FIVE, "fa-af"])
@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_people_on_the_move_and_officers_carry_is_there_in_every_language(name, language):
    found = read_folder(CURRICULUM / name, CURRICULUM)
    assert list(mismatches(shape_of(found.structure, found.words[language]), found.words[language])) == []


@pytest.mark.parametrize("language", FIVE)
def test_two_modules_are_whole_and_all_others_have_titles_in_the_five_state_languages(language):
    for name in MODULES:
        found = read_folder(CURRICULUM / name, CURRICULUM)
        words = found.words[language]
        assert (extent_of(words) == ALL) == (name in ("m4", "c2")), name
        assert list(mismatches(shape_of(found.structure, words), words)) == [], name


@pytest.mark.parametrize("name", ["sources", "routes"])
def test_sources_and_routes_have_both_languages(name):
    data = yaml.safe_load((CURRICULUM / f"{name}.yaml").read_text(encoding="utf-8"))[name]
    titles = [row["title"] if name == "routes" else row for row in data.values()]
    assert titles
    assert all({"en", "ru"} <= set(title) for title in titles)


def test_country_facts_that_have_words_have_them_in_both_languages():
    data = yaml.safe_load((CURRICULUM / "countries.yaml").read_text(encoding="utf-8"))["countries"]
    assert set(data) == {"KZ", "KG", "TJ", "TM", "UZ"}
    for country, facts in data.items():
        for token, fact in facts.items():
            languages = set(fact.get("value") or {})
            assert not languages or {"en", "ru"} <= languages, (country, token)


def test_every_scenario_has_both_languages():
    folders = [path.parent for path in LIBRARY.glob("*/structure.yaml")]
    assert len(folders) == 12
    assert all((folder / "en.yaml").exists() and (folder / "ru.yaml").exists() for folder in folders)


@pytest.mark.django_db
def test_every_term_has_both_languages():
    entries = read_glossary().values()
    assert len(entries) == 70
    assert all({"en", "ru"} <= set(entry.words) for entry in entries)
