from base64 import b64encode
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.lrs.clients import credentials
from assessments.lrs.clients.credentials import (
    ALL,
    ALL_READ,
    PROFILE,
    READ,
    READ_MINE,
    SCOPES,
    STATE,
    WRITE,
    NotAllowed,
    NotAuthenticated,
    client_of,
    readable_authority,
    require,
)
from assessments.lrs.clients.granting import (
    BadName,
    NameTaken,
    NoScopes,
    UnknownScope,
    grant_key,
    revoke_key,
)
from assessments.lrs.clients.using import note_use
from assessments.lrs.clients.validity import Standing, standing
from assessments.lrs.models import LrsKey

pytestmark = pytest.mark.django_db


def basic(key, secret, scheme="Basic"):
    return f"{scheme} {b64encode(f'{key}:{secret}'.encode()).decode()}"


@pytest.fixture
def granted():
    return grant_key(name="reports")


def test_the_secret_is_shown_once_and_kept_only_as_a_digest(granted):
    key, secret = granted
    row = LrsKey.objects.values().get(pk=key.pk)
    assert secret not in str(row)
    assert len(secret) >= 43  # 256 bits in base64
    assert row["secret_hash"] == credentials.hash_of(key.key, secret)


def test_one_secret_has_another_digest_under_another_key():
    assert credentials.hash_of("a", "secret") != credentials.hash_of("b", "secret")


def test_key_and_secret_open_the_store(granted, django_assert_num_queries):
    key, secret = granted
    assert client_of(basic(key.key, secret, scheme="basic")) == key
    with django_assert_num_queries(1):
        assert client_of(basic(key.key, secret)) == key


def test_a_wrong_secret_does_not(granted):
    key, secret = granted
    for wrong in ("", secret[:-1], secret + "x", secret.swapcase()):
        with pytest.raises(NotAuthenticated):
            client_of(basic(key.key, wrong))


@pytest.mark.parametrize(
    "header",
    [None, "", "Basic", "Basic !!!", "Basic " + b64encode(b"nocolon").decode(), "Basic /w==", "Bearer x"],
)
def test_a_header_without_credentials_does_not(header):
    with pytest.raises(NotAuthenticated):
        client_of(header)


def test_nobody_enters_with_an_empty_digest():
    LrsKey.objects.create(name="broken", key="k", secret_hash="", scopes=[ALL])
    with pytest.raises(NotAuthenticated):
        client_of(basic("k", ""))


def test_another_scheme_with_right_credentials_does_not(granted):
    key, secret = granted
    with pytest.raises(NotAuthenticated):
        client_of(basic(key.key, secret, scheme="Digest"))


def test_a_revoked_key_is_dead_and_keeps_the_time_of_its_end(granted):
    key, secret = granted
    revoked_at = timezone.now()
    revoke_key(key=key, at=revoked_at)
    revoke_key(key=key, at=revoked_at + timedelta(days=1))
    key.refresh_from_db()
    assert key.revoked_at == revoked_at
    with pytest.raises(NotAuthenticated):
        client_of(basic(key.key, secret))


def test_an_expired_key_is_dead():
    now = timezone.now()
    alive, secret = grant_key(name="alive", expires_at=now + timedelta(hours=1))
    dead, dead_secret = grant_key(name="dead", expires_at=now - timedelta(seconds=1))
    assert client_of(basic(alive.key, secret)) == alive
    with pytest.raises(NotAuthenticated):
        client_of(basic(dead.key, dead_secret))


# What each scope allows: to do it, and to read what it is about (xAPI 1.0.3 part 3, 4.2).
@pytest.mark.parametrize(
    ("scopes", "does", "reads"),
    [
        ([WRITE], {WRITE}, {WRITE}),
        ([READ_MINE], {READ_MINE}, {READ_MINE}),
        ([READ], {READ, READ_MINE}, {READ, READ_MINE}),
        ([STATE], {STATE}, {STATE}),
        ([PROFILE], {PROFILE}, {PROFILE}),
        ([ALL_READ], {READ, READ_MINE, ALL_READ}, {READ, READ_MINE, ALL_READ, STATE, PROFILE}),
        ([ALL], set(SCOPES), set(SCOPES)),
        ([WRITE, STATE], {WRITE, STATE}, {WRITE, STATE}),
        (["statements"], set(), set()),
        ([], set(), set()),
    ],
)
def test_scopes_decide_what_a_client_may_do(scopes, does, reads):
    client = LrsKey(scopes=scopes)
    assert {scope for scope in SCOPES if is_allowed(client, scope)} == does
    assert {scope for scope in SCOPES if is_allowed(client, scope, reading=True)} == reads


def is_allowed(client, scope, **how):
    try:
        require(client, scope, **how)
    except NotAllowed:
        return False
    return True


def test_who_is_refused_is_told_the_scope_that_is_missing():
    with pytest.raises(NotAllowed, match="^state$"):
        require(LrsKey(scopes=[ALL_READ]), STATE)


def test_the_use_of_a_key_is_noted_once_in_ten_minutes(granted, django_assert_num_queries):
    key, secret = granted
    assert key.last_used_at is None
    with django_assert_num_queries(2):
        client_of(basic(key.key, secret))
    used = LrsKey.objects.get().last_used_at
    assert timezone.now() - used < timedelta(seconds=10)
    with django_assert_num_queries(1):
        client_of(basic(key.key, secret))
    earlier = used - timedelta(minutes=10)
    LrsKey.objects.update(last_used_at=earlier)
    client_of(basic(key.key, secret))
    assert LrsKey.objects.get().last_used_at >= used


def test_who_is_refused_leaves_no_trace(granted):
    key, _secret = granted
    with pytest.raises(NotAuthenticated):
        client_of(basic(key.key, "guess"))
    assert LrsKey.objects.get().last_used_at is None


def test_a_key_revoked_while_it_is_used_stays_revoked(granted):
    key, _secret = granted
    known = LrsKey.objects.get()
    revoke_key(key=key, at=timezone.now())
    note_use(key=known, at=timezone.now())
    assert LrsKey.objects.get().revoked_at is not None


def test_who_may_read_only_the_own_reads_only_the_own():
    assert readable_authority(LrsKey(key="k", scopes=[READ_MINE])) == "k"
    assert readable_authority(LrsKey(key="k", scopes=[READ_MINE, READ])) is None


def test_a_name_is_given_once(granted):
    for again in ("reports", " reports "):
        with pytest.raises(NameTaken):
            grant_key(name=again)
    assert LrsKey.objects.get() == granted[0]


def test_an_unknown_scope_and_none_at_all_are_refused():
    with pytest.raises(UnknownScope):
        grant_key(name="x", scopes=["everything"])
    with pytest.raises(NoScopes):
        grant_key(name="x", scopes=[])
    assert not LrsKey.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "two\nlines", "nul\x00"])
def test_a_name_that_cannot_be_one_is_refused(name):
    with pytest.raises(BadName):
        grant_key(name=name)


def test_the_first_who_revokes_is_remembered_with_the_reason(granted, administrator, lecturer):
    key, _secret = granted
    at = timezone.now()
    revoke_key(key=key, at=at, by=administrator, reason="The laptop was lost.")
    later = revoke_key(key=key, at=at + timedelta(days=1), by=lecturer, reason="Once more.")
    assert (later.revoked_at, later.revoked_by, later.revoked_reason) == (
        at,
        administrator,
        "The laptop was lost.",
    )


NOW = timezone.now()


@pytest.mark.parametrize(
    ("expires_at", "revoked_at", "expected"),
    [
        (None, None, Standing.VALID),
        (NOW + timedelta(days=31), None, Standing.VALID),
        (NOW + timedelta(days=30), None, Standing.EXPIRES_SOON),
        (NOW + timedelta(seconds=1), None, Standing.EXPIRES_SOON),
        (NOW, None, Standing.EXPIRED),
        (NOW - timedelta(days=1), None, Standing.EXPIRED),
        (NOW + timedelta(days=31), NOW, Standing.REVOKED),
        (NOW - timedelta(days=1), NOW, Standing.REVOKED),
    ],
)
def test_a_key_says_how_it_stands(expires_at, revoked_at, expected):
    assert standing(LrsKey(expires_at=expires_at, revoked_at=revoked_at), NOW) == expected
