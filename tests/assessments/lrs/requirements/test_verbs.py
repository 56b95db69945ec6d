"""Verbs: part 2, 2.4.3; 2.0: 4.2.2.2."""

import pytest

from tests.factories.requirements import (
    REFUSAL,
    assert_accepted,
    assert_refused,
    case,
    in_both_versions,
    refused,
)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00044 IEEE-4.2.2.2 verb without id", "verb/id", ..., rule="XAPI-00044"),
        refused("XAPI-00044 nothing at all", "verb", {}, "/verb/id"),
        refused("XAPI-00044 id that is no IRI", "verb/id", "did"),
        refused("XAPI-00044 id with a space", "verb/id", "https://example.org/ did"),
        refused("XAPI-00044 number", "verb/id", 7),
        refused("XAPI-00045 text", "verb/display", "did"),
        refused("XAPI-00045 list", "verb/display", ["did"]),
        refused("XAPI-00045 number for words", "verb/display", {"en": 1}, "/verb/display/en"),
        refused(
            "XAPI-00045 no language",
            "verb/display",
            {"not a tag": "did"},
            "/verb/display/not a tag",
            rule="XAPI-00013",
        ),
    ],
)
def test_a_verb_is_an_iri_with_words_by_language(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    "verb",
    [
        case("XAPI-00044 id alone", {"id": "https://example.org/did"}),
        case("XAPI-00045 no words", {"id": "https://example.org/did", "display": {}}),
        case("XAPI-00045 empty words", {"id": "https://example.org/did", "display": {"en": ""}}),
        case(
            "XAPI-00045 many languages",
            {"id": "a:b", "display": {"ru": "сделал", "fa-AF": "کرد", "tg": "кард"}},
        ),
    ],
)
def test_words_of_a_verb_may_be_left_out_and_stand_in_every_language(verb, version):
    assert_accepted("verb", verb, version)
