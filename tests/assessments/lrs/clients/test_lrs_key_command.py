"""manage.py lrs_key: keys are made, listed and revoked on the command line."""

import re
from base64 import b64encode
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.lrs.clients.credentials import READ, READ_MINE, WRITE, NotAuthenticated, client_of
from assessments.lrs.clients.granting import grant_key
from assessments.lrs.models import LrsKey

pytestmark = pytest.mark.django_db


def basic(key, secret):
    return f"Basic {b64encode(f'{key}:{secret}'.encode()).decode()}"


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
