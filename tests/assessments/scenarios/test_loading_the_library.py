import shutil

import pytest

from assessments.scenarios.library.loading import LIBRARY, load_scenarios
from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.scenarios.publishing import publish
from assessments.scenarios.reading import SourceInvalid
from assessments.scenarios.words import all_words, states
from assessments.xapi.keys import stable_key
from tests.factories.assessments import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(tmp_path):
    """A library of our own with one scenario, the real SC-01 under another id and code."""
    shutil.copytree(LIBRARY / "sc-01", tmp_path / "sc-77")
    replace(tmp_path / "sc-77" / "structure.yaml", "SC-01", "SC-77")
    return tmp_path


@pytest.fixture
def load(library):
    """Load that library; return the lines reported."""

    def act():
        lines = []
        load_scenarios(report=lines.append, library=library)
        return lines

    return act


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def newest():
    return Scenario.objects.get(code="SC-77").versions.order_by("-number").first()


def test_a_new_scenario_is_published_under_its_stable_key(load):
    assert load() == ["SC-77: version 1 published"]
    assert Scenario.objects.get(code="SC-77").key == stable_key("scenario", "sc-77")
    assert newest().source_digest


def test_loading_again_changes_nothing(load):
    load()
    before = ScenarioVersion.objects.count()
    assert load() == []
    assert ScenarioVersion.objects.count() == before


def test_a_changed_word_makes_a_new_version(load, library):
    load()
    replace(library / "sc-77" / "en.yaml", "The night train", "The late train")
    assert load() == ["SC-77: version 2 published"]
    assert all_words(newest())["en"]["title"] == "The late train"
    assert newest().change == "minor"


def test_a_changed_pass_mark_is_a_major_change(load, library):
    load()
    replace(library / "sc-77" / "structure.yaml", "pass_percent: 75", "pass_percent: 80")
    load()
    assert (newest().number, newest().change) == (2, "major")


def test_words_that_no_native_speaker_has_seen_are_marked(load, library):
    text = (library / "sc-77" / "en.yaml").read_text(encoding="utf-8")
    (library / "sc-77" / "kk.yaml").write_text("state: draft\n" + text, encoding="utf-8")
    load()
    assert states(newest())["kk"] == "draft"


def test_what_an_editor_published_is_left_alone_and_the_difference_is_told(load, library):
    load()
    loaded = newest()
    words = all_words(loaded)
    words["en"]["title"] = "Our own title"
    words["ru"]["scenes"]["d2"]["heading"] = "Иначе"
    structure = loaded.structure | {"pass_percent": 80}
    publish(scenario=loaded.scenario, structure=structure, words=words, minutes=12, at=NOON)
    [line] = load()
    assert line == (
        "SC-77: version 2 is an editor's and stays; the library differs in: pass_percent, en: title, ru: d2"
    )
    assert all_words(newest())["en"]["title"] == "Our own title"


def test_an_editors_version_that_says_the_same_is_not_reported(load):
    load()
    loaded = newest()
    publish(
        scenario=loaded.scenario, structure=loaded.structure, words=all_words(loaded), minutes=12, at=NOON
    )
    assert load() == []


def test_faults_of_all_folders_are_told_and_nothing_is_loaded(load, library):
    shutil.copytree(library / "sc-77", library / "sc-78")
    replace(library / "sc-77" / "en.yaml", "title:", "titel:")
    replace(library / "sc-78" / "structure.yaml", "kind: scenario", "kind: course")
    with pytest.raises(SourceInvalid) as caught:
        load()
    assert any("sc-77" in fault for fault in caught.value.faults)
    assert any("sc-78" in fault for fault in caught.value.faults)
    assert not Scenario.objects.filter(code__in=["SC-77", "SC-78"]).exists()
