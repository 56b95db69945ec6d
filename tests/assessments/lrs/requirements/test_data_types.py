"""Numbers, identifiers, extensions, languages, moments and durations: part 2, 2.2 and 4."""

from datetime import UTC, datetime

import pytest

from assessments.xapi.shapes import parse_timestamp
from tests.factories.assessments import NOON, statement
from tests.factories.requirements import (
    REFUSAL,
    V1,
    V2,
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


# Moments: 4.5; 2.0: 4.2.7

WHOLE_MOMENTS = [
    ("2026-03-02T12:00:00Z", NOON),
    ("2026-03-02T12:00:00.000Z", NOON),
    ("2026-03-02T17:00:00+05:00", NOON),
    ("2026-03-02T12:00:00.000000123z", NOON),
]
MOMENTS_OF_1 = [
    ("2026-03-02T17:00:00+0500", NOON),
    ("2026-03-02T17:00:00+05", NOON),
    ("2026-03-02 12:00:00", NOON),
    ("2026-03-02T12:00", NOON),
    ("20260302T120000Z", NOON),
    ("2026-03-02T12:00:00,5Z", datetime(2026, 3, 2, 12, 0, 0, 500_000, tzinfo=UTC)),
]
NO_MOMENTS = [
    "2026-03-02",
    "2026-13-02T10:00:00Z",
    "2026-02-30T10:00:00Z",
    "2026-03-02T25:00:00Z",
    "2026-03-02T10:00:00-00:00",
    "2026-03-02T10:00:00-0000",
    "2026-03-02T10:00:00-00",
    "2026-03-02T10:00:00+25:00",
    "1772445600",
    "yesterday",
    "02/03/2026 10:00",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+05:00",
]


@in_both_versions
@pytest.mark.parametrize(
    ("text", "moment"), [case(f"XAPI-00123 {text}", text, m) for text, m in WHOLE_MOMENTS]
)
def test_moments_are_read_with_their_offsets(text, moment, version):
    assert_accepted("timestamp", text, version)
    assert parse_timestamp(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"), [case(f"XAPI-00123 IEEE-4.2.7 {t}", t, m) for t, m in MOMENTS_OF_1]
)
def test_other_ways_of_iso_8601_are_taken_in_1_0_3_alone(text, moment):
    assert_accepted("timestamp", text, V1)
    assert parse_timestamp(text) == moment
    assert_refused("timestamp", text, "/timestamp", "XAPI-00123", V2)


@in_both_versions
@pytest.mark.parametrize("text", [case(f"XAPI-00123 {text}", text) for text in NO_MOMENTS])
def test_what_is_no_moment_is_refused(text, version):
    assert_refused("timestamp", text, "/timestamp", "XAPI-00123", version)
    assert_refused("stored", text, "/stored", "XAPI-00123", version)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00022 number", "timestamp", 1772445600),
        refused("XAPI-00022 list", "timestamp", []),
        refused("XAPI-00023 number", "stored", 1772445600),
    ],
)
def test_a_moment_is_a_string(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@pytest.mark.parametrize("fraction", ["123", "123456", "999", "000001"])
@pytest.mark.requirement("XAPI-00122")
def test_a_timestamp_keeps_its_milliseconds(client, fraction):
    made = statement(timestamp=f"2026-03-02T10:00:00.{fraction}Z")
    client.post(made)
    found = parse_timestamp(client.one(made["id"])["timestamp"])
    assert found == parse_timestamp(made["timestamp"])


@pytest.mark.requirement("IEEE-4.2.7")
def test_in_2_0_timestamps_are_given_back_in_utc(client_of_1, client_of_2):
    sent = "2026-03-02T17:00:00+05:00"
    old, new = statement(timestamp=sent), statement(timestamp=sent)
    client_of_1.post(old)
    client_of_2.post(new)
    assert client_of_1.one(old["id"])["timestamp"] == sent
    assert client_of_2.one(new["id"])["timestamp"] == "2026-03-02T12:00:00Z"


# Durations: 4.6

DURATIONS = [
    "PT5S",
    "PT05S",
    "P1Y2M",
    "P3W",
    "P1DT12H",
    "PT0.123S",
    "PT1H30M",
    "P40DT00H00M00S",
    "P0.5Y",
    "PT1,5S",
]
NO_DURATIONS = [
    "P",
    "PT",
    "1H",
    "P1H",
    "PT5",
    "P1D5S",
    "P0001-02-03T04:05:06",
    "5S",
    "PT-5S",
    "pt5s",
    "P1S",
    "PT1D",
]


@in_both_versions
@pytest.mark.parametrize("duration", [case(f"XAPI-00124 {one}", one) for one in DURATIONS])
def test_durations_of_iso_8601_are_taken(duration, version):
    assert_accepted("result/duration", duration, version)


@in_both_versions
@pytest.mark.parametrize("duration", [case(f"XAPI-00124 {one}", one) for one in NO_DURATIONS])
def test_other_durations_are_not_nor_those_written_like_moments(duration, version):
    assert_refused("result/duration", duration, "/result/duration", "XAPI-00124", version)


@pytest.mark.requirement("IEEE-4.2.7")
def test_a_duration_finer_than_a_hundredth_is_kept_and_compared_without_what_is_finer(client):
    made = statement(result={"duration": "PT1.129S"})
    assert client.put(made).status_code == 204
    assert client.one(made["id"])["result"]["duration"] == "PT1.129S"
    assert client.put(made | {"result": {"duration": "PT1.12S"}}).status_code == 204
    assert client.put(made | {"result": {"duration": "PT1.13S"}}).status_code == 409


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
