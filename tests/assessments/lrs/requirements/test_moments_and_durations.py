"""Moments and durations: part 2, 4.5 and 4.6; 2.0: 4.2.7."""

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
)

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
