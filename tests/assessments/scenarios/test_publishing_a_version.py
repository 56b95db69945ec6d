import pytest

from assessments.attempts import playing
from assessments.scenarios.models import Choice, Scene
from assessments.scenarios.publishing import NotMinor, ScenarioInvalid, publish
from assessments.scenarios.words import (
    WordsMissing,
    all_words,
    states,
    titles,
    words_of_scenes,
    words_of_version,
)
from tests.factories.assessments import (
    NOON,
    choice,
    counting_structure,
    ending,
    make_scenario,
    make_version,
    scene,
    structure,
    tracking_for,
    words_for,
)
from tests.factories.people import make_person
from tests.factories.pictures import make_image

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


def test_what_only_warns_does_not_hold_up_publishing():
    made = structure(scene("d1", choice("a", 3, "best")), ending("end"), max_points=3)
    assert make_version(made=made).number == 1


def test_a_version_says_that_only_words_changed():
    first = make_version()
    words = words_for(structure())
    words["en"]["title"] = "another title"
    second = make_version(first.scenario, words=words, change="minor")
    assert (first.change, second.change) == ("major", "minor")


def test_the_same_structure_in_the_newer_format_is_still_a_minor_change():
    first = make_version()
    newer = structure(format=2, policy={"mode": "certifying", "tries": 0}, values=[])
    newer["scenes"][0] |= {"notice": False, "image": ""}
    newer["scenes"][0]["choices"][0] |= {"effects": [], "when": [], "routes": []}
    assert make_version(first.scenario, newer, change="minor").number == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"made": structure(pass_percent=80)},
        {"made": structure(format=2, policy={"tries": 2})},
        {"made": structure(modules=["m5"])},
        {"minutes": 11},
    ],
)
def test_a_change_of_more_than_words_is_not_minor(fields):
    first = make_version()
    with pytest.raises(NotMinor):
        make_version(first.scenario, change="minor", **fields)
    assert first.scenario.versions.count() == 1


def test_the_first_version_is_never_minor():
    with pytest.raises(NotMinor):
        make_version(change="minor")


def test_words_that_await_review_say_so():
    made = structure()
    version = make_version(made=made, words=words_for(made, "en", "ru", "kk"), states={"kk": "draft"})
    assert states(version) == {"en": "reviewed", "ru": "reviewed", "kk": "draft"}
    assert words_of_version(version, "kk").state == "draft"


def test_a_scene_shows_the_picture_that_its_structure_names():
    image = make_image()
    made = counting_structure()
    made["scenes"][0]["image"] = image.file_hash
    words = words_for(made)
    words["en"]["scenes"]["d1"]["alt"] = "A train at night."
    words["en"]["scenes"]["d2"]["notice"] = "This scene speaks of fear."
    version = make_version(made=made, words=words)
    assert version.scenes.get(key="d1").image == image
    assert version.scenes.get(key="d2").image is None
    assert all_words(version) == words
    found = words_of_scenes(version, ["d1", "d2"], "en").scenes
    assert (found["d1"].alt, found["d2"].notice) == ("A train at night.", "This scene speaks of fear.")


def test_a_picture_that_is_not_there_is_a_fault():
    made = counting_structure()
    made["scenes"][0]["image"] = "0" * 40
    with pytest.raises(ScenarioInvalid) as caught:
        make_version(made=made)
    assert [(one.code, one.where) for one in caught.value.problems] == [("wrong_image", "d1")]
    assert not Scene.objects.filter(version__scenario__code="SC-T").exists()
