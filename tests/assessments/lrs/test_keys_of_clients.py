import re
from base64 import b64encode
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.lrs.clients import credentials
from assessments.lrs.clients.credentials import (
    ALL,
    ALL_READ,
    READ,
    READ_MINE,
    WRITE,
    NotAllowed,
    NotAuthenticated,
    client_of,
    readable_authority,
    require,
)
from assessments.lrs.clients.granting import NameTaken, UnknownScope, grant_key, revoke_key
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


@pytest.mark.parametrize(
    ("scopes", "may"),
    [
        ([WRITE], {WRITE}),
        ([READ], {READ, READ_MINE}),
        ([READ_MINE], {READ_MINE}),
        ([ALL_READ], {READ, READ_MINE}),
        ([ALL], {WRITE, READ, READ_MINE}),
        ([], set()),
    ],
)
def test_scopes_decide_what_a_client_may_do(scopes, may):
    client = LrsKey(scopes=scopes)
    allowed = set()
    for scope in (WRITE, READ, READ_MINE):
        try:
            require(client, scope)
            allowed.add(scope)
        except NotAllowed:
            pass
    assert allowed == may


def test_who_may_read_only_the_own_reads_only_the_own():
    assert readable_authority(LrsKey(key="k", scopes=[READ_MINE])) == "k"
    assert readable_authority(LrsKey(key="k", scopes=[READ_MINE, READ])) is None


def test_a_name_is_given_once(granted):
    with pytest.raises(NameTaken):
        grant_key(name="reports")


def test_an_unknown_scope_is_refused():
    with pytest.raises(UnknownScope):
        grant_key(name="x", scopes=["everything"])


def run(*arguments):
    out = StringIO()
    call_command("lrs_key", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_makes_a_key_and_prints_it_with_its_secret():
    printed = dict(line.split("=", 1) for line in run("create", "forwarder").splitlines())
    client = client_of(basic(printed["key"], printed["secret"]))
    assert (client.name, client.scopes, client.expires_at) == ("forwarder", [WRITE, READ], None)


def test_the_command_takes_scopes_and_an_expiry_day(settings):
    settings.TIME_ZONE = "UTC"
    run(
        "create",
        "short",
        "--scope",
        "statements/read",
        "--scope",
        "statements/write",
        "--expires",
        "2030-01-31",
    )
    key = LrsKey.objects.get(name="short")
    assert key.scopes == ["statements/write", "statements/read"]
    assert timezone.localtime(key.expires_at).date().isoformat() == "2030-01-31"
    assert timezone.localtime(key.expires_at).hour == 23


def test_the_command_lists_keys_without_secrets_in_columns():
    secret = run("create", "one", "--expires", "2999-01-31").splitlines()[1].removeprefix("secret=")
    grant_key(name="a longer name", scopes=[READ_MINE], expires_at=timezone.now())
    lines = run("list").splitlines()
    assert secret not in "".join(lines)
    columns = [re.split(r" {2,}", line) for line in lines]
    assert columns[0] == ["Name", "Key", "State", "Expires", "Last used", "Scopes"]
    expired, valid = columns[1:]
    assert (expired[0], expired[2], expired[5]) == ("a longer name", "expired", READ_MINE)
    assert (valid[0], valid[2], valid[3], valid[4]) == ("one", "valid", "2999-01-31", "never")
    assert valid[5] == f"{WRITE}, {READ}"
    # Each column begins where its title does.
    assert {line.index(name) for line, name in zip(lines, ("State", "expired", "valid"), strict=True)} == {
        lines[0].index("State")
    }


def test_the_list_of_no_keys_says_so():
    assert run("list") == "There are no keys yet.\n"


def test_the_command_tells_when_a_key_was_used_last():
    key, secret = grant_key(name="busy")
    client_of(basic(key.key, secret))
    used = timezone.localtime(LrsKey.objects.get().last_used_at)
    assert f"{used:%Y-%m-%d %H:%M}" in run("list")


def test_the_command_revokes_a_key_and_says_why():
    secret = run("create", "one").splitlines()[1].removeprefix("secret=")
    assert "is revoked" in run("revoke", "one", "--reason", "The laptop was lost.")
    key = LrsKey.objects.get()
    assert (key.revoked_reason, key.revoked_by) == ("The laptop was lost.", None)
    with pytest.raises(NotAuthenticated):
        client_of(basic(key.key, secret))
    with pytest.raises(CommandError, match=f"was revoked on {timezone.localdate()} already"):
        run("revoke", "one")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("create", "one"), "There is a key named “one” already."),
        (("create", ""), "A name has 1 to 120 characters"),
        (("create", "x" * 121), "A name has 1 to 120 characters"),
        (("create", "two\nlines"), "A name has 1 to 120 characters"),
        (("create", "x", "--expires", "soon"), "“soon” is not a date like 2027-01-31."),
        (("create", "x", "--expires", "2030-02-30"), "“2030-02-30” is not a date"),
        (("create", "x", "--expires", "2001-01-01"), "2001-01-01 is over"),
        (
            ("create", "x", "--scope", "everything"),
            "There is no scope “everything”. There are: statements/write,",
        ),
        (("revoke", "nobody"), "There is no key named “nobody”."),
        ((), "required: act"),
    ],
)
def test_the_command_says_what_is_wrong(arguments, told):
    run("create", "one")
    with pytest.raises(CommandError, match=re.escape(told)):
        run(*arguments)
    assert LrsKey.objects.count() == 1
