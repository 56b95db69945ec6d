"""Limits: a client may ask so often, an address may try bad credentials so often; each process counts."""

from time import perf_counter
from uuid import uuid4

import pytest

from assessments.lrs.clients import limits
from assessments.lrs.clients.limits import Allowance, TooManyRequests
from assessments.lrs.models import LaunchToken, LrsKey
from tests.racing import at_once


def key():
    return LrsKey(key=uuid4().hex)


def asked(client, times):
    """Return how many of so many requests were taken."""
    taken = 0
    for _ in range(times):
        try:
            limits.require_rate(client)
        except TooManyRequests:
            continue
        taken += 1
    return taken


@pytest.mark.parametrize("rate", [1, 3, 60, 600, 30_000])
def test_the_whole_of_a_minute_may_come_at_once_and_not_one_more(rate):
    allowance = Allowance()
    now = 123_456.789
    assert [allowance.take("a", rate=rate, now=now) for _ in range(rate)] == [0.0] * rate
    assert allowance.take("a", rate=rate, now=now) == pytest.approx(60 / rate, abs=1e-4)
    assert allowance.take("b", rate=rate, now=now) == 0.0


def test_after_that_one_is_taken_for_each_share_of_the_minute():
    allowance = Allowance()
    for _ in range(60):
        allowance.take("a", rate=60, now=0.0)
    assert allowance.take("a", rate=60, now=0.5) == pytest.approx(0.5, abs=1e-4)
    assert allowance.take("a", rate=60, now=1.0) == 0.0
    assert allowance.take("a", rate=60, now=1.0) == pytest.approx(1.0, abs=1e-4)
    # Who waits for a minute has a whole one again.
    assert [allowance.take("a", rate=60, now=61.0) for _ in range(61)] == [0.0] * 60 + [
        pytest.approx(1.0, abs=1e-4)
    ]


def test_who_is_paid_off_takes_no_memory():
    allowance = Allowance()
    for number in range(50_000):
        allowance.take(str(number), rate=60, now=number / 100)
    assert len(allowance._paid_off) < 3000


def test_a_key_is_held_to_its_rate_and_told_when_to_come_again(settings):
    settings.PANAH_LRS_KEY_RATE = 3
    client = key()
    assert asked(client, 5) == 3
    with pytest.raises(TooManyRequests) as refused:
        limits.require_rate(client)
    assert refused.value.retry_after in (19, 20)
    assert asked(key(), 5) == 3


def test_a_launch_has_a_rate_of_its_own(settings):
    settings.PANAH_LRS_KEY_RATE, settings.PANAH_LRS_LAUNCH_RATE = 5, 2
    assert asked(LaunchToken(key="launch-1"), 5) == 2


def test_the_rates_that_come_with_the_site(settings):
    rates = settings.PANAH_LRS_KEY_RATE, settings.PANAH_LRS_LAUNCH_RATE, settings.PANAH_LRS_BAD_TRIES_RATE
    assert rates == (30_000, 600, 60)


def test_nought_is_no_limit(settings):
    settings.PANAH_LRS_KEY_RATE = settings.PANAH_LRS_LAUNCH_RATE = settings.PANAH_LRS_BAD_TRIES_RATE = 0
    assert asked(key(), 1000) == 1000
    assert asked(LaunchToken(key="launch-2"), 1000) == 1000
    for _ in range(1000):
        limits.note_bad_credentials("192.0.2.1")
    limits.require_tries("192.0.2.1")


def test_threads_of_one_process_count_together(settings):
    settings.PANAH_LRS_KEY_RATE = 2
    client = key()
    answers = at_once(lambda: limits.require_rate(client))
    assert sorted(type(one).__name__ for one in answers) == ["NoneType"] * 2 + ["TooManyRequests"] * 2


def is_blocked(address):
    try:
        limits.require_tries(address)
    except TooManyRequests:
        return True
    return False


def test_an_address_that_keeps_trying_bad_credentials_is_blocked(settings):
    settings.PANAH_LRS_BAD_TRIES_RATE = 3
    for _ in range(3):
        assert not is_blocked("192.0.2.1")
        limits.note_bad_credentials("192.0.2.1")
    assert is_blocked("192.0.2.1")
    assert not is_blocked("192.0.2.2")


def test_trying_on_while_blocked_does_not_make_it_longer(settings):
    settings.PANAH_LRS_BAD_TRIES_RATE = 3
    for _ in range(100):
        limits.note_bad_credentials("192.0.2.1")
    with pytest.raises(TooManyRequests) as refused:
        limits.require_tries("192.0.2.1")
    assert refused.value.retry_after <= 20


def test_addresses_of_one_network_of_ipv6_count_together(settings):
    settings.PANAH_LRS_BAD_TRIES_RATE = 2
    limits.note_bad_credentials("2001:db8::1")
    limits.note_bad_credentials("2001:db8::ffff:2")
    assert is_blocked("2001:db8::3")
    assert not is_blocked("2001:db8:0:1::1")


@pytest.mark.parametrize("address", ["", "unix:", "not an address"])
def test_what_is_no_address_is_counted_as_it_is(settings, address):
    settings.PANAH_LRS_BAD_TRIES_RATE = 1
    limits.note_bad_credentials(address)
    assert is_blocked(address)


@pytest.mark.django_db
def test_a_request_is_counted_in_far_less_than_a_tenth_of_a_millisecond(django_assert_num_queries):
    client = key()
    with django_assert_num_queries(0):
        begun = perf_counter()
        for _ in range(2000):
            limits.require_tries("192.0.2.1")
            limits.require_rate(client)
        assert (perf_counter() - begun) / 2000 < 0.0001
