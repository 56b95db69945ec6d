from copy import deepcopy

import pytest
import yaml

from assessments.scenarios.completeness import word_problems
from assessments.scenarios.graph import Graph
from assessments.scenarios.library.loading import LIBRARY
from assessments.scenarios.reading import SourceInvalid, read_scenario
from assessments.scenarios.validation import problems
from assessments.xapi.keys import stable_key
from tests.factories.assessments import structure, words_for

HEAD = {"kind": "scenario", "code": "SC-99", "minutes": 12}


@pytest.fixture
def write(tmp_path):
    """Write a folder of the library with changes made to a good one, and return it."""

    def act(change=lambda files: None):
        made = structure(relearn={"default": "m4-1", "CE-REF": "m4-2"})
        files = {"structure": HEAD | made, **deepcopy(words_for(made))}
        change(files)
        folder = tmp_path / "sc-99"
        folder.mkdir()
        for name, data in files.items():
            text = (
                data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
            )
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    return act


def faults_of(folder):
    with pytest.raises(SourceInvalid) as caught:
        read_scenario(folder)
    return [fault.removeprefix(f"{folder}/") for fault in caught.value.faults]


def test_a_folder_becomes_a_structure_and_words(write):
    source = read_scenario(write())
    assert (source.code, source.minutes, source.key) == ("SC-99", 12, stable_key("scenario", "sc-99"))
    assert source.words == words_for(structure())
    assert source.structure["scenes"] == structure()["scenes"]
    assert Graph.from_structure(source.structure).max_points == 4


def test_the_lessons_to_read_again_become_keys(write):
    source = read_scenario(write())
    assert source.structure["relearn"] == {
        "default": str(stable_key("lesson", "m4-1")),
        "CE-REF": str(stable_key("lesson", "m4-2")),
    }


def test_the_fingerprint_changes_with_any_word_and_with_nothing_else(write, tmp_path):
    folder = write()
    first = read_scenario(folder).digest
    assert read_scenario(folder).digest == first
    path = folder / "ru.yaml"
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_scenario(folder).digest == first
    path.write_text(path.read_text(encoding="utf-8").replace("ru d2/b text", "иначе"), encoding="utf-8")
    assert read_scenario(folder).digest != first


def scene_words(files, language="ru", scene="d1"):
    return files[language]["scenes"][scene]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda f: f["structure"].update(max_points=9),
            "structure.yaml:1: The maximum is given as 9 points, the best way earns 4.",
        ),
        (
            lambda f: f["structure"]["scenes"][0]["choices"][1].update(next="d9"),
            "structure.yaml:23: d1/b: The choice leads to the scene “d9”, which is not there. Choose where it leads.",
        ),
        (lambda f: f["structure"].pop("code"), "structure.yaml:1: “code” is missing or of the wrong kind"),
        (lambda f: f["structure"].update(kind="course"), "structure.yaml:1: the kind must be “scenario”"),
        (
            lambda f: f["structure"].update(relearn={"default": 7}),
            "“relearn” must name a lesson for each critical error",
        ),
        (lambda f: f["ru"].pop("title"), "ru.yaml:1: “title” is missing"),
        (lambda f: f["ru"].update(colour="red"), "“colour” is not known here"),
        (lambda f: f["ru"]["scenes"].pop("d2"), "ru.yaml:5: no words for “d2”"),
        (lambda f: f["ru"]["scenes"].update(d9={"heading": "h"}), "“d9” is not in the structure"),
        (lambda f: scene_words(f)["choices"].pop("b"), "ru.yaml:6: d1: no words for “d1/b”"),
        (
            lambda f: scene_words(f)["choices"].update(z={"text": "t"}),
            "d1: “d1/z” is not in the structure",
        ),
        (
            lambda f: scene_words(f).update(situation=" "),
            "ru.yaml:7: d1: “situation” must be a text that is not empty",
        ),
        (
            lambda f: scene_words(f)["choices"]["a"].pop("consequence"),
            "ru.yaml:10: d1/a: “consequence” is missing",
        ),
        (lambda f: scene_words(f, scene="end-pass").pop("booth"), "“booth” is missing"),
        (
            lambda f: scene_words(f).update(situation="Call {{police}}."),
            "ru.yaml:7: d1: situation: “{{police}}” is not a country token",
        ),
        (
            lambda f: scene_words(f).update(situation="Call {{asylum_authority."),
            "situation: “{{” is not a country token",
        ),
        (lambda f: f["structure"].update(content_notice=True), "en.yaml:1: “notice” is missing"),
        (
            lambda f: (
                f["structure"]["scenes"][0]["choices"][0].update(principle=True)
                or scene_words(f)["choices"]["a"].pop("legal")
            ),
            "d1/a: “legal” is missing",
        ),
        (lambda f: f.update(ru="scenes: [\n"), "ru.yaml:2: "),
        (lambda f: f.update(ru="just text"), "ru.yaml:1: must be a mapping"),
        (lambda f: f.update(ru="title: a\ntitle: b\n"), "ru.yaml:2: the key “title” stands twice"),
        (lambda f: f.update(ru="true: a\n"), "ru.yaml:1: the key True must be text: put it in quotes"),
        (lambda f: f.pop("ru") and f.pop("en"), "no words in any language"),
        (lambda f: f.pop("structure"), "structure.yaml: the file is missing"),
    ],
)
def test_a_fault_is_told_with_file_line_and_id(write, change, fault):
    faults = faults_of(write(change))
    assert any(fault in one for one in faults), faults


def test_all_faults_of_the_words_are_told_at_once(write):
    def change(files):
        files["ru"].pop("title")
        files["en"]["scenes"].pop("d2")

    assert faults_of(write(change)) == ["en.yaml:5: no words for “d2”", "ru.yaml:1: “title” is missing"]


def test_country_tokens_are_left_for_the_page_to_fill_in(write):
    source = read_scenario(write(lambda f: scene_words(f).update(situation="Call {{asylum_authority}}.")))
    assert source.words["ru"]["scenes"]["d1"]["situation"] == "Call {{asylum_authority}}."


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in LIBRARY.glob("*/structure.yaml")), ids=lambda p: p.name
)
def test_every_scenario_of_the_library_can_be_published_in_english_and_russian(folder):
    source = read_scenario(folder)
    assert {"en", "ru"} <= source.words.keys()
    assert source.code == folder.name.upper()
    assert problems(source.structure) == []
    languages = [code for code, state in source.states.items() if state == "reviewed"]
    assert word_problems(source.structure, source.words, languages=languages, source_language="en") == []


def test_the_library_is_not_empty():
    assert {"sc-01", "sc-06"} <= {path.parent.name for path in LIBRARY.glob("*/structure.yaml")}
