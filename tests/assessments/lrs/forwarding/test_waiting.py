"""Pauses between tries, by table."""

from datetime import UTC, datetime

import pytest

from assessments.lrs.forwarding.sending.waiting import asked_wait, back_off

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "longest"),
    [(1, 2), (2, 4), (3, 8), (6, 64), (9, 512), (10, 900), (11, 900), (10_000, 900)],
)
def test_the_pause_doubles_up_to_a_quarter_of_an_hour(failures, longest):
    assert back_off(failures, 0) == longest
    assert back_off(failures, 1) == longest / 2
    assert back_off(failures, 0.5) == longest * 0.75


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 1),
        ("99999999999999999999999", 3600),
        ("Mon, 23 Nov 2026 08:02:00 GMT", 120),
        ("Mon, 23 Nov 2026 08:02:00 -0000", 120),
        ("Mon, 23 Nov 2026 07:00:00 GMT", 1),
        ("Tue, 24 Nov 2026 08:00:00 GMT", 3600),
        (None, None),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("1.5", None),
        ("٣", None),
    ],
)
def test_what_another_store_asks_for_is_kept_to_within_bounds(header, seconds):
    assert asked_wait(header, NOW) == seconds
