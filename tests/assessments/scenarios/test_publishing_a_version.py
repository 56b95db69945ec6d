import pytest

from assessments.attempts import playing
from assessments.scenarios.models import Choice, Scene
from assessments.scenarios.publishing import ScenarioInvalid, publish
from assessments.scenarios.words import (
    WordsMissing,
    all_words,
    titles,
    words_of_scenes,
    words_of_version,
)
from tests.factories.assessments import (
    NOON,
    make_scenario,
    make_version,
    structure,
    tracking_for,
    words_for,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_versions_are_numbered_from_one():
    first = make_version()
    assert (first.number, make_version(first.scenario).number) == (1, 2)


def test_a_version_has_a_row_for_every_scene_and_choice_with_its_words():
    version = make_version()
    assert Scene.objects.filter(version=version).count() == 5
    assert Choice.objects.filter(scene__version=version).count() == 7
    assert all_words(version) == words_for(structure())


def test_words_are_there_for_parler_too():
    version = make_version()
    choice = Choice.objects.get(scene__version=version, scene__key="d1", key="b")
    choice.set_current_language("ru")
    assert choice.text == "ru d1/b text"
    version.set_current_language("en")
    assert version.title == "en title"


def test_publishing_again_leaves_the_earlier_version_as_it_was():
    first = make_version()
    before = all_words(first)
    made = structure(pass_percent=80)
    words = words_for(made)
    words["en"]["title"] = "another title"
    publish(scenario=first.scenario, structure=made, words=words, minutes=5, at=NOON)
    first.refresh_from_db()
    assert all_words(first) == before
    assert first.structure["pass_percent"] == 75


def test_a_faulty_structure_is_not_published():
    scenario = make_scenario()
    with pytest.raises(ScenarioInvalid) as caught:
        make_version(scenario, structure(max_points=9))
    assert [problem.code for problem in caught.value.problems] == ["wrong_max_points"]
    assert not scenario.versions.exists()


def test_a_version_that_was_played_cannot_be_deleted():
    person, version = make_person(), make_version()
    playing.start(scenario=version.scenario, user=person, tracking=tracking_for(person), at=NOON)
    with pytest.raises(Exception, match="protected"):
        version.delete()


def test_publishing_costs_the_same_for_many_languages(django_assert_max_num_queries):
    made = structure()
    scenario = make_scenario()
    words = words_for(made, "en", "ru", "kk", "ky", "tg", "tk", "uz", "fa-af")
    with django_assert_max_num_queries(14):
        publish(scenario=scenario, structure=made, words=words, minutes=5, at=NOON)


def test_titles_are_there_in_all_languages():
    assert titles(make_version()) == {"en": "en title", "ru": "ru title"}


@pytest.mark.parametrize(("wished", "shown"), [("ru", "ru"), ("en", "en"), ("uz", "ru")])
def test_the_words_of_a_version_fall_back(wished, shown):
    found = words_of_version(make_version(), wished)
    assert (found.language, found.title) == (shown, f"{shown} title")


def test_where_no_language_has_the_words_that_is_said():
    made = structure()
    version = make_version(words=words_for(made, "kk"))
    with pytest.raises(WordsMissing):
        words_of_version(version, "ru")
    with pytest.raises(WordsMissing):
        words_of_scenes(version, ["d1"], "ru")


def test_the_words_of_some_scenes_cost_two_queries(django_assert_num_queries):
    version = make_version()
    with django_assert_num_queries(2):
        found = words_of_scenes(version, ["d1", "d2"], "en")
    assert found.scenes["d1"].choices["c"].consequence == "en d1/c consequence"
    assert found.scenes.keys() == {"d1", "d2"}
