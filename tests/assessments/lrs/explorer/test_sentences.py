"""A statement as a sentence: what it says, in whose words, and that nothing in it can break the page."""

import re
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import translation

from assessments.lrs.explorer.telling import amounts
from assessments.lrs.explorer.telling.facts import Facts, kind_of, last_segment
from assessments.lrs.explorer.telling.names import Names, Person
from assessments.lrs.explorer.telling.sentences import sentence, step_sentence
from assessments.lrs.explorer.telling.wording import TELLINGS
from assessments.xapi import vocabulary
from tests.factories.assessments import statement

KEY = uuid4()
BASE = settings.PANAH_BASE_URL
SCENARIO = f"{BASE}/xapi/activities/scenario/{uuid4()}"
SCENE = f"{BASE}/xapi/activities/scene/{uuid4()}"
LEARNER = {"objectType": "Agent", "account": {"homePage": BASE, "name": str(KEY)}}
NAMED = {SCENARIO: {"name": {"ru": "Ночь", "en": "Night", "fa-AF": "شب"}}}


def played(verb=vocabulary.PASSED, **fields):
    made = {
        "actor": LEARNER,
        "verb": {"id": verb.iri},
        "object": {"objectType": "Activity", "id": SCENARIO},
        "result": {"score": {"scaled": 0.8, "raw": 8, "max": 10}, "success": True, "duration": "PT130S"},
        "context": {
            "language": "tg",
            "extensions": {vocabulary.SCENARIO: {"code": "SC-01", "version": 3}},
        },
    }
    return Facts(statement(**(made | fields)))


def answered(**result):
    return played(
        vocabulary.ANSWERED,
        object={"objectType": "Activity", "id": SCENE},
        result={"score": {"raw": -1, "max": 2}, "response": "b"} | result,
        context={
            "contextActivities": {"parent": [{"id": SCENARIO}]},
            "extensions": {vocabulary.SCENARIO: {"code": "SC-01", "version": 3, "scene": "d2"}},
        },
    )


def words(told) -> str:
    """Return a sentence without the characters that isolate its parts."""
    return re.sub("[\u2066\u2068\u2069]", "", told.text())


def names(*languages, **fields):
    return Names(languages=languages or ("en",), definitions=NAMED, **fields)


def test_a_passed_scenario_is_one_sentence():
    people = {str(KEY): Person(KEY, "Айгүл", "k-1")}
    told = sentence(played(), names(people=people))
    assert words(told) == "Айгүл passed: Night, score 80%, 2 min 10 s, Tajik, SC-01 version 3"
    assert (told.tone, told.icon) == ("good", "success")


def test_without_a_name_the_pseudonym_stays_one():
    assert words(sentence(played(), names())).startswith(f"Learner {str(KEY)[:8]} passed: Night")


@pytest.mark.parametrize(
    ("languages", "name"),
    [(("ru", "en"), "Ночь"), (("fa-af", "ru"), "شب"), (("kk", "ru", "en"), "Ночь"), (("kk",), "Ночь")],
)
def test_an_activity_is_named_in_the_readers_language_or_the_next_best(languages, name):
    assert f": {name}," in words(sentence(played(), names(*languages)))


def test_an_answer_says_where_what_and_for_how_many_points():
    told = sentence(answered(), names())
    assert " answered: scene d2 of Night, answer b, points: -1 of 2" in words(told)
    assert told.tone == "step"


def test_critical_errors_are_named_and_seen():
    extensions = {vocabulary.CRITICAL_ERRORS: ["CE-REF", "CE-NEW"], vocabulary.SEVERITY: "critical"}
    told = sentence(answered(extensions=extensions), names(critical_errors={"CE-REF": "Refusing entry"}))
    assert "critical error: Refusing entry (CE-REF), critical error: CE-NEW" in words(told)
    assert (told.tone, told.icon) == ("critical", "warning")
    assert told.critical_errors == ("Refusing entry (CE-REF)", "CE-NEW")


def test_a_step_of_a_timeline_leaves_out_what_all_steps_share():
    assert words(step_sentence(played(), names())) == "passed: Night, score 80%, 2 min 10 s"


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        (
            {"id": "https://example.org/v/pondered", "display": {"de": "grübelte", "en-US": "pondered"}},
            "pondered",
        ),
        ({"id": "https://example.org/v/pondered", "display": {"de": "grübelte"}}, "grübelte"),
        ({"id": "https://example.org/verbs#pondered"}, "pondered"),
        ({"id": "urn:x:pondered"}, "pondered"),
    ],
)
def test_verbs_of_other_clients_are_named_by_their_display_or_their_iri(verb, name):
    told = sentence(Facts(statement(verb=verb)), names())
    assert words(told) == f"p-1 – {name} – 1"
    assert told.tone == "other"


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ({"objectType": "Agent", "mbox": "mailto:a@b.org"}, "a@b.org"),
        ({"objectType": "Group", "member": [{"mbox": "mailto:a@b.org"}, {"openid": "http://c.org/d"}]},
         "a@b.org, http://c.org/d"),
        ({"objectType": "StatementRef", "id": "0123456789"}, "statement 01234567"),
        ({"objectType": "SubStatement", "actor": {"mbox": "mailto:a@b.org"},
          "verb": {"id": vocabulary.PASSED.iri}, "object": {"id": SCENARIO}}, "the plan “a@b.org passed: Night”"),
        ({"id": f"{BASE}/xapi/activities/lesson/0123456789abcdef"}, "lesson 01234567"),
        ({"id": "https://example.org/course/7/"}, "7"),
    ],
)  # fmt: skip
def test_whatever_a_statement_is_about_has_a_name(target, told):
    assert words(sentence(Facts(statement(object=target)), names())).endswith(f": {told}") or words(
        sentence(Facts(statement(object=target)), names())
    ).endswith(f" – {told}")


def test_every_verb_of_ours_has_words_a_sign_and_both_its_parts():
    assert set(TELLINGS) == {verb.iri for verb in vocabulary.VERBS + vocabulary.VERBS_OF_CMI5}
    for telling in TELLINGS.values():
        assert "{actor}" in telling.pattern
        assert "{activity}" in telling.pattern
        assert telling.icon
        assert telling.tone


def test_names_from_outside_are_isolated_and_cannot_break_out_of_html():
    hostile = {"id": SCENARIO, "definition": {"name": {'en"><x': '<script>{actor}"'}}}
    html = sentence(Facts(statement(object=hostile)), Names()).html()
    assert '<bdi lang="en&quot;&gt;&lt;x">&lt;script&gt;{actor}&quot;</bdi>' in html
    assert "<script>" not in html
    text = sentence(played(), names("fa-af")).text()
    assert "\u2068شب\u2069" in text
    assert text.count("\u2066") + text.count("\u2068") == text.count("\u2069")


def test_a_signed_number_runs_from_left_to_right_in_every_language():
    told = sentence(answered(), names("fa-af"))
    assert '<bdi dir="ltr">-1</bdi>' in told.html()
    assert "\u2066-1\u2069" in told.text()


@pytest.mark.parametrize(
    "hostile", [None, 7, "x", [], {}, [7], {"code": 7, "version": "x", "scene": []}, 10**400]
)
def test_extensions_with_anything_in_them_still_make_a_sentence(hostile):
    extensions = {
        vocabulary.SCENARIO: hostile,
        vocabulary.TRY_NUMBER: hostile,
        vocabulary.CRITICAL_ERRORS: hostile,
        vocabulary.SEVERITY: hostile,
    }
    facts = played(result={"extensions": extensions, "score": {"raw": 1}}, context={"extensions": extensions})
    assert " passed: Night, points: 1" in words(sentence(facts, names()))


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("PT130S", "2 min 10 s"),
        ("PT03M13S", "3 min 13 s"),
        ("PT4.56S", "4.6 s"),
        ("PT59.98S", "1 min"),
        ("P1DT2H", "1 d 2 h"),
        ("P2W", "14 d"),
        ("P1Y2M", "1 y 2 mo"),
        ("PT0S", "0 s"),
        ("PT99999999999999S", "PT99999999999999S"),
        ("P", "P"),
        ("soon", "soon"),
    ],
)
def test_durations_are_told_in_parts(iso, told):
    assert amounts.duration(iso) == told


@pytest.mark.parametrize(
    ("tag", "told"),
    [("tg", "Tajik"), ("fa-AF", "Dari"), ("en-GB", "English"), ("de", "German"), ("x-y", "x-y")],
)
def test_languages_are_named(tag, told):
    assert amounts.language(tag) == told


def test_numbers_have_the_readers_decimal_sign():
    with translation.override("ru"):
        assert amounts.percent(28.5) == "28,5%"
    assert amounts.percent(Facts({"result": {"score": {"scaled": 0.29}}}).percent) == "29%"


@pytest.mark.parametrize(
    ("iri", "kind", "end"),
    [
        (SCENE, "scene", SCENE[-36:]),
        ("https://x.org/a/b/", "", "b"),
        ("urn:uuid:1", "", "1"),
        ("x:", "", "x:"),
    ],
    ids=["of a scene", "a path", "a name", "nothing after the colon"],  # a scene's key is new in each process
)
def test_iris_tell_their_kind_and_end(iri, kind, end):
    assert (kind_of(iri), last_segment(iri)) == (kind, end)
