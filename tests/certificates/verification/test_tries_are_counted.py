"""How often something may be tried, whoever asks and in whatever process."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from certificates.verification.limits import SWEEP_EACH, allow, try_again_at, visitor_of
from certificates.verification.models import CheckCount
from tests.racing import at_once

NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


def tried(*, what="look up", who="203.0.113.7", most=2, seconds=60, at=NOON):
    return allow(what=what, who=who, most=most, seconds=seconds, at=at)


@pytest.mark.django_db
def test_in_a_span_so_many_tries_are_taken_and_in_the_next_as_many_again():
    assert [tried() for _ in range(4)] == [True, True, False, False]
    assert [tried(at=NOON + timedelta(seconds=60)) for _ in range(3)] == [True, True, False]


@pytest.mark.django_db
def test_what_is_refused_does_not_make_the_wait_longer():
    for _ in range(5):
        tried(at=NOON + timedelta(seconds=59))
    assert tried(at=NOON + timedelta(seconds=60))


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"what": "name"}, {"who": "203.0.113.8"}, {"seconds": 30}])
def test_other_tries_of_other_visitors_are_counted_apart(other):
    assert [tried(most=1), tried(most=1), tried(most=1, **other)] == [True, False, True]


@pytest.mark.django_db
def test_nothing_is_allowed_where_nothing_may_be_tried():
    assert not tried(most=0)
    assert not CheckCount.objects.exists()


@pytest.mark.django_db
def test_a_count_is_of_a_keyed_digest_which_nobody_without_the_key_can_make_from_an_address(settings):
    tried()
    settings.SECRET_KEY = "another key, of another site"
    tried()
    first, second = CheckCount.objects.values_list("bucket", flat=True)
    assert first != second
    assert len(first) == len(second) == 64


@pytest.mark.django_db
def test_old_counts_are_swept_and_those_of_today_stay():
    tried(at=NOON - timedelta(days=2))
    tried(at=NOON - timedelta(hours=1), seconds=86_400)
    for number in range(SWEEP_EACH):
        tried(who=f"198.51.100.{number}")
    spans = set(CheckCount.objects.values_list("span", flat=True))
    assert spans == {int(NOON.replace(hour=0).timestamp()), int(NOON.timestamp())}


def test_who_was_refused_is_told_when_the_span_ends():
    assert try_again_at(seconds=60, at=NOON + timedelta(seconds=13)) == NOON + timedelta(seconds=60)
    assert try_again_at(seconds=60, at=NOON) == NOON + timedelta(seconds=60)


@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_once_no_more_than_allowed_are_taken():
    answers = at_once(*[lambda: tried(most=5)] * 12)
    assert sorted(answers) == [False] * 7 + [True] * 5


@pytest.mark.parametrize(
    ("address", "forwarded", "proxies", "visitor"),
    [
        ("203.0.113.7", "", 0, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", 0, "203.0.113.7"),
        ("127.0.0.1", "192.0.2.66, 198.51.100.1", 1, "198.51.100.1"),
        ("2001:db8:1:2:aaaa::1", "", 0, "2306139568115613698"),
        ("2001:db8:1:2:bbbb::9", "", 0, "2306139568115613698"),
        ("", "", 0, ""),
    ],
)
def test_a_visitor_is_an_address_as_the_own_proxy_saw_it(settings, address, forwarded, proxies, visitor):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    extra = {"headers": {"x-forwarded-for": forwarded}} if forwarded else {}
    assert visitor_of(RequestFactory().get("/", REMOTE_ADDR=address, **extra)) == visitor
