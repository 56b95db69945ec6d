"""Numbers, UUIDs, extensions, languages and IRIs: part 2, 2.2 and 4; 2.0: 4.2.7."""

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import (
    REFUSAL,
    V1,
    assert_accepted,
    assert_refused,
    case,
    in_both_versions,
    refused,
    told,
)

NIL = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize("number", [0.1234567, 3.4028235e38, 1.17549435e-38, -98765.4321, 12345678901])
@pytest.mark.requirement("XAPI-00002")
def test_numbers_keep_their_precision(client, number):
    made = statement(result={"score": {"raw": number}, "extensions": {"https://example.org/x": number}})
    client.post(made)
    assert client.one(made["id"])["result"] == made["result"]


# UUIDs: 4.4


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00027 letters that are no digits", "id", "g" * 8 + "-0000-4000-8000-000000000000"),
        refused("XAPI-00028 number", "id", 7, rule="XAPI-00027"),
        refused("XAPI-00028 list", "id", [NIL], rule="XAPI-00027"),
        refused("XAPI-00029 without hyphens", "id", "c0ffee0000004000800000000000000a", rule="XAPI-00027"),
        refused("XAPI-00029 in braces", "id", "{c0ffee00-0000-4000-8000-00000000000a}", rule="XAPI-00027"),
        refused(
            "XAPI-00029 as URN", "id", "urn:uuid:c0ffee00-0000-4000-8000-00000000000a", rule="XAPI-00027"
        ),
        refused("XAPI-00030 too short", "id", "c0ffee00-0000-4000-8000-00000000000", rule="XAPI-00027"),
        refused("XAPI-00030 too long", "id", "c0ffee00-0000-4000-8000-00000000000ab", rule="XAPI-00027"),
        refused("XAPI-00030 nil names nothing", "id", NIL, rule="XAPI-00027"),
        refused("XAPI-00030 registration", "context/registration", "r-1", rule="XAPI-00087"),
        refused("XAPI-00030 reference", "context/statement/id", "s-1", rule="XAPI-00072"),
    ],
)
def test_a_uuid_has_its_standard_form(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    "value", ["C0FFEE00-0000-4000-8000-00000000000A", "c0ffee00-0000-1000-0000-000000000001"]
)
@pytest.mark.requirement("XAPI-00029")
def test_a_uuid_in_capitals_or_of_another_kind_is_one(value, version):
    assert_accepted("context/registration", value, version)


# Extensions: 4.1

ODD = [None, "", {}, [], 0, False, {"": {"id": None}}, [[None]], "text", {"objectType": "nothing"}]


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused(
            "XAPI-00118 key with a space", "context/extensions", {"no iri": 1}, "/context/extensions/no iri"
        ),
        refused("XAPI-00118 key without scheme", "result/extensions", {"x": 1}, "/result/extensions/x"),
        refused(
            "XAPI-00118 key of an activity's",
            "object/definition/extensions",
            {"a b": 1},
            "/object/definition/extensions/a b",
        ),
        refused("XAPI-00120 list", "context/extensions", []),
        refused("XAPI-00120 text", "context/extensions", "https://example.org/x"),
        refused("XAPI-00120 number in a result", "result/extensions", 1, rule="XAPI-00078"),
        refused("XAPI-00120 list in a definition", "object/definition/extensions", [], rule="XAPI-00057"),
    ],
)
def test_extensions_are_an_object_with_iris_for_keys(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize("path", ["context/extensions", "result/extensions", "object/definition/extensions"])
@pytest.mark.parametrize("value", [case(f"XAPI-00119 {value}", value) for value in ODD])
def test_an_extension_may_be_anything(path, value, version):
    assert_accepted(path, {"https://example.org/x": value}, version)


@pytest.mark.requirement("XAPI-00119")
def test_what_stands_in_extensions_is_given_back_as_it_came(client):
    told_by_put, told_by_post = (
        statement(context={"extensions": {"https://example.org/x": ODD}}) for _method in range(2)
    )
    assert client.put(told_by_put).status_code == 204
    assert client.post(told_by_post).status_code == 200
    for made in (told_by_put, told_by_post):
        assert client.one(made["id"])["context"]["extensions"] == made["context"]["extensions"]


# Language tags and language maps: 4.2

TAGS = ["en", "en-US", "zh-Hans-CN", "fa-AF", "x-klingon", "sl-rozaj", "de-1996", "i-klingon", "ast", "EN-us"]
NO_TAGS = [
    "e",
    "en_US",
    "en-",
    "toolonglanguage",
    "en-US-",
    "рус",
    "a-DE",
    "en--US",
    "not a tag",
    "en-toolonglong",
]


@in_both_versions
@pytest.mark.parametrize("tag", [case(f"XAPI-00121 {tag}", tag) for tag in TAGS])
def test_well_formed_language_tags_are_taken(tag, version):
    assert_accepted("verb/display", {tag: "did"}, version)
    assert_accepted("context/language", tag, version)


@in_both_versions
@pytest.mark.parametrize("tag", [case(f"XAPI-00013 {tag}", tag) for tag in NO_TAGS])
def test_other_language_tags_are_not(tag, version):
    assert_refused("verb/display", {tag: "did"}, f"/verb/display/{tag}", "XAPI-00013", version)
    assert_refused("context/language", tag, "/context/language", "XAPI-00091", version)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused(
            "XAPI-00121 tag that is none, of an attachment",
            "attachments/0/description",
            {"e": "x"},
            "/attachments/0/description/e",
            rule="XAPI-00013",
        ),
        refused("XAPI-00121 list of words", "attachments/0/description", ["x"]),
        refused(
            "XAPI-00121 number for words",
            "attachments/0/description",
            {"en": 1},
            "/attachments/0/description/en",
        ),
    ],
)
def test_a_language_map_has_words_by_tags(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


# IRIs: 4.3


@in_both_versions
@pytest.mark.parametrize(
    "iri", ["urn:uuid:1", "https://пример.рф/путь", "tag:example.org,2026:x", "mailto:a@b", "a:b"]
)
def test_iris_of_every_scheme_and_script_are_taken(iri, version):
    assert_accepted("verb/id", iri, version)


@in_both_versions
@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/ did",
        "https://example.org/<did>",
        "https://example.org/a\nb",
        "https:",
        ":a",
        "1:a",
    ],
)
@pytest.mark.requirement("XAPI-00011")
def test_what_is_no_iri_is_refused(iri, version):
    assert_refused("verb/id", iri, "/verb/id", "XAPI-00044", version)


@pytest.mark.requirement("IEEE-4.2.7")
def test_iris_are_compared_letter_by_letter(client):
    [small] = client.store(statement(object={"id": "https://example.org/a"}))
    [large] = client.store(statement(object={"id": "https://example.org/A"}))
    assert client.find(activity="https://example.org/a") == [small]
    assert client.find(activity="https://example.org/A") == [large]


def test_all_problems_of_a_statement_are_told_at_once():
    made = statement(id="x", verb={"id": "did"}, result={"score": {"scaled": 2}})
    assert told(made, V1) == {
        ("/id", "XAPI-00027"),
        ("/verb/id", "XAPI-00044"),
        ("/result/score/scaled", "XAPI-00083"),
    }
