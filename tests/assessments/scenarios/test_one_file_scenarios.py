"""A scenario as a single YAML file: what is handed from one academy to another, and what strangers may send."""

import re
from uuid import UUID, uuid4

import pytest
import yaml

from assessments.scenarios.library.loading import LIBRARY
from assessments.scenarios.reading import (
    ScenarioSource,
    SourceInvalid,
    read_scenario,
    read_scenario_text,
    write_scenario_text,
)
from assessments.xapi.keys import stable_key
from tests.factories.assessments import choice, counting_structure, ending, scene, structure, words_for

HASH = "0123456789abcdef0123456789abcdef01234567"


def source(made=None, **fields):
    made = made or counting_structure(policy={"mode": "practice", "tries": 0, "cooldown_minutes": 0})
    made["scenes"][0]["image"] = HASH
    defaults = {
        "key": uuid4(),
        "code": "SC-99",
        "minutes": 12,
        "structure": made,
        "words": words_for(made),
        "states": {"en": "reviewed", "ru": "draft"},
    }
    return ScenarioSource(**(defaults | fields))


def file(change=lambda data: None, **fields):
    """The text of a good file with a change made to its data."""
    data = yaml.safe_load(write_scenario_text(source(**fields)))
    change(data)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def faults_of(text):
    with pytest.raises(SourceInvalid) as caught:
        read_scenario_text(text, name="new.yaml")
    return caught.value.faults


def test_what_was_written_reads_back_the_same():
    told = source()
    assert read_scenario_text(write_scenario_text(told), name="new.yaml") == told


@pytest.mark.parametrize(
    "text",
    [
        "First paragraph.\n\nSecond: with a colon # and no remark.",
        "- a dash",
        "yes",
        "1",
        "'quoted' and \"quoted\"",
        "На заставе: «Ждите».\n\n  Отступ остаётся.",
        "مرزبان گفت: «بمانید».",
        "{not a token}",
        "5 < 7 and 7 > 5",
        "a\ttab and a very long line " + "word " * 60,
        "ends with a backslash \\",
        "[ ] & * ! % @ `",
    ],
)
def test_any_text_reads_back_the_same(text):
    words = words_for(counting_structure())
    words["ru"]["scenes"]["d1"]["situation"] = text.strip()
    told = source(words=words)
    assert read_scenario_text(write_scenario_text(told), name="new.yaml").words == words


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in LIBRARY.glob("*/structure.yaml")), ids=lambda p: p.name
)
def test_every_scenario_of_the_library_can_be_handed_on(folder):
    told = read_scenario(folder)
    assert read_scenario_text(write_scenario_text(told), name="new.yaml") == told


def test_writing_is_readable_and_always_the_same():
    words = words_for(counting_structure())
    words["en"]["scenes"]["d1"]["situation"] = "One.\n\nTwo."
    told = source(words=words)
    text = write_scenario_text(told)
    assert text == write_scenario_text(told)
    assert "situation: |-\n          One.\n\n          Two.\n" in text
    assert "  - {id: a, points: 2, severity: best, next: d2, sources: [P19]" in text
    assert text.index("words:") > text.index("scenes:")


def test_without_a_key_the_key_comes_from_the_code():
    read = read_scenario_text(file(lambda data: data.pop("key")), name="new.yaml")
    assert read.key == stable_key("scenario", "sc-99")


def test_without_a_maximum_it_is_worked_out():
    read = read_scenario_text(file(lambda data: data.pop("max_points")), name="new.yaml")
    assert read.structure["max_points"] == 4


def test_lessons_to_read_again_may_be_named_or_given_by_their_keys():
    key = str(uuid4())
    read = read_scenario_text(
        file(lambda data: data.update(relearn={"default": "m4-1", "CE-REF": key})), name="new.yaml"
    )
    assert read.structure["relearn"] == {"default": str(stable_key("lesson", "m4-1")), "CE-REF": key}


def test_a_language_says_whether_a_native_speaker_has_seen_it():
    read = read_scenario_text(file(lambda data: data["words"]["en"].pop("state")), name="new.yaml")
    assert read.states == {"en": "reviewed", "ru": "draft"}


def test_the_fingerprint_tells_whether_a_native_speaker_has_seen_the_words():
    reviewed = source(states={"en": "reviewed", "ru": "reviewed"})
    assert source().digest != reviewed.digest
    assert source(states={}).digest == reviewed.digest


def test_what_is_only_unfinished_can_be_read_and_mended_in_the_studio():
    made = structure(
        scene("d1", choice("a", 2, to=""), choice("b", 3, "poor", "d2")),
        scene("d2"),
        ending("end"),
        format=2,
    )
    words = {"en": {"title": "t", "scenes": {"d1": {"heading": "h"}}}}
    told = source(made, words=words, states={"en": "reviewed"})
    assert read_scenario_text(write_scenario_text(told), name="new.yaml") == told


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda d: d.update(colour="red"), "“colour” is not known here"),
        (lambda d: d.update(kind="course"), "new.yaml:1: the kind must be “scenario”"),
        (lambda d: d.update(key="7"), "new.yaml:2: “key” must be a UUID"),
        (lambda d: d.update(code="SC-" + "9" * 30), "new.yaml:3: “code” must have 1 to 20 characters"),
        (lambda d: d.update(minutes=0), "new.yaml:4: “minutes” must lie between 1 and 1440"),
        (lambda d: d.update(minutes=True), "new.yaml:4: “minutes” is missing or of the wrong kind"),
        (lambda d: d.pop("words"), "no words in any language"),
        (lambda d: d["words"].update(fr={}), "“fr” is not a language of this site"),
        (lambda d: d["words"].update(kk="text"), "kk: must be a mapping"),
        (lambda d: d["words"]["ru"].update(state="new"), "“state” must be one of: draft, reviewed"),
        (lambda d: d["words"]["ru"].update(titel="t"), "“titel” is not known here"),
        (lambda d: d["words"]["ru"].update(title="t" * 201), "“title” is longer than 200 characters"),
        (lambda d: d["words"]["ru"]["scenes"].update(d9={}), "“d9” is not in the structure"),
        (lambda d: d["words"]["ru"]["scenes"].update(d1=[]), "d1: must be a mapping"),
        (
            lambda d: d["words"]["ru"]["scenes"]["d1"]["choices"].update(z={}),
            "d1: “d1/z” is not in the structure",
        ),
        (
            lambda d: d["words"]["ru"]["scenes"]["d1"].update(situation="Go <b>on</b>."),
            "d1: situation: HTML cannot be used: “<b>on</b>.”",
        ),
        (
            lambda d: d["words"]["ru"]["scenes"]["d1"]["choices"]["a"].update(text="<!-- x -->"),
            "d1/a: text: HTML cannot be used: “<!-- x -->”",
        ),
        (lambda d: d["words"]["ru"]["scenes"]["d1"].update(situation=7), "must be a text that is not empty"),
        (
            lambda d: d["scenes"][0]["choices"][0].update(next="d9"),
            "d1/a: The choice leads to the scene “d9”, which is not there.",
        ),
        (lambda d: d["scenes"].append(ending("d2")), "d2: Two scenes have this id."),
        (lambda d: d["scenes"][0]["choices"].append(choice("a")), "d1/a: Two choices of the scene"),
        (lambda d: d["scenes"][0]["choices"][0].update(score=1), "d1/a: “score” is not known here."),
        (lambda d: d["scenes"][0]["choices"][0].update(severity="bad"), "“bad” is not a severity."),
        (lambda d: d["values"][0].update(start=9), "The value “trust” cannot start with 9"),
        (lambda d: d.update(scenes=[ending(f"e{n}") for n in range(2000)]), "The scenario has 2000 scenes"),
    ],
)
def test_a_fault_is_told_with_its_line(change, fault):
    faults = faults_of(file(change))
    assert any(fault in one for one in faults), faults
    assert all(re.match(r"new\.yaml:\d+: ", one) for one in faults)


def test_all_faults_are_told_at_once():
    def change(data):
        data["minutes"] = "ten"
        data["scenes"][0]["choices"][0]["next"] = "d9"
        data["words"]["ru"]["scenes"]["d1"]["situation"] = "<p>"
        data["words"]["en"]["scenes"]["d8"] = {}

    faults = faults_of(file(change))
    assert len(faults) == 4


def line_of(text, part):
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


def test_the_line_of_a_fault_is_the_line_where_it_stands():
    text = file(lambda d: d["words"]["ru"]["scenes"]["d2"].update(situation="<p>"))
    assert faults_of(text)[0].startswith(f"new.yaml:{line_of(text, '<p>')}: d2: ")
    text = file(lambda d: d["scenes"].append(ending("d2")))
    second = max(number for number, line in enumerate(text.splitlines(), start=1) if line == "- id: d2")
    assert faults_of(text)[0].startswith(f"new.yaml:{second}: d2: ")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "new.yaml:1: must be a mapping"),
        ("- a\n- b\n", "new.yaml:1: must be a mapping"),
        ("code: [\n", "new.yaml:2: this is not YAML: "),
        ("a: 1\nb: *x\n", "new.yaml:2: “&” and “*” cannot be used"),
        ("a: &x [1]\n", "new.yaml:1: “&” and “*” cannot be used"),
        ("a: !!python/object:os.system {}\n", "new.yaml:1: “!” cannot be used"),
        ("a: !!int seven\n", "new.yaml:1: “!” cannot be used"),
        ("a: 1\nb: 2026-13-45\n", "new.yaml:2: this value cannot be read: put it in quotes"),
        ("a: 1\na: 2\n", "new.yaml:2: the key “a” stands twice"),
        ("a: 1\nyes: 2\n", "new.yaml:2: the key True must be text: put it in quotes"),
        ("a: 1\n<<: {b: 2}\n", "new.yaml:2: "),
        ("a: 1\nb: \x07\n", "new.yaml:2: a character that cannot stand in a text: U+0007"),
        ("a: \ud800\n", "new.yaml:1: a character that cannot stand in a text: U+D800"),
        ("a: " + "[" * 100_000, "new.yaml:1: nested too deeply"),
        ("a: " + "1" * 5_000, "new.yaml:1: this value cannot be read: put it in quotes"),
        ("a: 1\nb: Жду".encode("cp1251"), "new.yaml:2: the file is not in UTF-8"),
        ("a: 1\n".encode("utf-16"), "new.yaml:1: the file is not in UTF-8"),
        (b"a" * 5_000_001, "new.yaml:1: the file is larger than 5 MB"),
        ("---\na: 1\n---\nb: 2\n", "new.yaml:3: this is not YAML: "),
    ],
)
def test_what_is_no_yaml_for_us_is_one_fault(text, fault):
    [told] = faults_of(text)
    assert told.startswith(fault)


def test_a_byte_order_mark_is_no_fault():
    told = source()
    text = write_scenario_text(told)
    assert read_scenario_text("\ufeff" + text, name="new.yaml") == told
    assert read_scenario_text(text.encode("utf-8-sig"), name="new.yaml") == told


def test_a_key_that_is_given_is_kept():
    key = UUID("33333333-3333-4333-8333-333333333333")
    assert read_scenario_text(file(key=key), name="new.yaml").key == key
