"""Credentials of a launch: one person, one registration, until they end."""

from base64 import b64encode
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from assessments.lrs.clients import confines
from assessments.lrs.clients.credentials import (
    ALL_READ,
    PROFILE,
    READ,
    READ_MINE,
    STATE,
    WRITE,
    NotAllowed,
    NotAuthenticated,
    allows,
    client_of,
    hash_of,
)
from assessments.lrs.clients.granting import (
    NotAnAgent,
    forget_launches,
    grant_key,
    grant_launch,
    revoke_launch,
)
from assessments.lrs.models import LaunchToken, LrsKey
from assessments.xapi import vocabulary
from tests.factories.assessments import statement

pytestmark = pytest.mark.django_db

PERSON = {"objectType": "Agent", "account": {"homePage": "https://panah.example", "name": "a-1"}}
# Said in other words, the same person (part 2, 2.4.2).
SAME_PERSON = {"name": "Somebody", "account": {"name": "a-1", "homePage": "https://panah.example"}}
OTHER = {"mbox": "mailto:other@example.org"}
REGISTRATION = UUID("aaaaaaaa-1111-4111-8111-111111111111")


def basic(key, secret):
    return f"Basic {b64encode(f'{key}:{secret}'.encode()).decode()}"


def launch(hours=1, **more):
    fields = {"actor": PERSON, "registration": REGISTRATION, **more}
    return grant_launch(expires_at=timezone.now() + timedelta(hours=hours), **fields)


def test_a_launch_opens_the_store_with_one_query_and_says_whose_it_is(django_assert_num_queries):
    token, secret = launch()
    with django_assert_num_queries(1):
        client = client_of(basic(token.key, secret))
    assert client == token
    assert (client.agent, client.registration) == (PERSON, REGISTRATION)


def test_the_secret_of_a_launch_is_kept_only_as_a_digest():
    token, secret = launch()
    row = LaunchToken.objects.values().get()
    assert secret not in str(row)
    assert row["secret_hash"] == hash_of(token.key, secret)


def test_a_wrong_secret_an_expired_and_a_revoked_launch_open_nothing():
    token, secret = launch()
    over, secret_of_over = launch(hours=-1)
    for key, tried in ((token.key, "guess"), (token.key, secret_of_over), (over.key, secret_of_over)):
        with pytest.raises(NotAuthenticated):
            client_of(basic(key, tried))
    revoked_at = timezone.now()
    revoke_launch(token=token, at=revoked_at)
    assert revoke_launch(token=token, at=revoked_at + timedelta(hours=1)).revoked_at == revoked_at
    with pytest.raises(NotAuthenticated):
        client_of(basic(token.key, secret))


def test_keys_and_launches_are_told_apart_by_the_key_alone():
    token, secret = launch()
    assert token.key.startswith("launch-")
    LrsKey.objects.create(name="x", key=token.key, secret_hash=hash_of(token.key, "other"), scopes=[WRITE])
    assert client_of(basic(token.key, secret)) == token
    with pytest.raises(NotAuthenticated):
        client_of(basic(token.key, "other"))
    assert not grant_key(name="y")[0].key.startswith(LaunchToken.KEY_PREFIX)


def test_a_launch_may_what_a_session_needs_and_no_more():
    token, _secret = launch()
    may = {scope for scope in (WRITE, READ_MINE, STATE, PROFILE, READ, ALL_READ) if allows(token, scope)}
    assert may == {WRITE, READ_MINE, STATE, PROFILE}


@pytest.mark.parametrize(
    "actor",
    [
        {},
        {"name": "Nobody"},
        {"objectType": "Group", **PERSON, "member": []} | {"objectType": "Group"},
        {**PERSON, "mbox": "mailto:two@example.org"},
        {"mbox": "not an address"},
        "a-1",
    ],
)
def test_only_one_person_can_be_launched(actor):
    with pytest.raises(NotAnAgent):
        launch(actor=actor)
    assert not LaunchToken.objects.exists()


# What a launch reaches


def is_inside(check, *asked):
    try:
        check(*asked)
    except confines.OutsideLaunch:
        return False
    return True


def test_a_launch_reaches_its_own_person_and_registration():
    token, _secret = launch()
    assert is_inside(confines.require_agent, token, PERSON)
    assert is_inside(confines.require_agent, token, SAME_PERSON)
    assert not is_inside(confines.require_agent, token, OTHER)
    assert not is_inside(confines.require_agent, token, {**PERSON, "objectType": "Group"})
    assert is_inside(confines.require_registration, token, str(REGISTRATION).upper())
    assert is_inside(confines.require_registration, token, REGISTRATION)
    assert not is_inside(confines.require_registration, token, str(uuid4()))
    assert not is_inside(confines.require_registration, token, None)
    assert not is_inside(confines.require_shared, token)


def of_launch(**more):
    return statement(**{"actor": PERSON, "context": {"registration": str(REGISTRATION)}, **more})


def test_a_launch_sends_statements_about_its_person_under_its_registration():
    token, _secret = launch()
    assert is_inside(confines.require_statements, token, [of_launch(), of_launch(actor=SAME_PERSON)])


@pytest.mark.parametrize(
    ("one", "told"),
    [
        ({"actor": OTHER}, "/1/actor"),
        ({"actor": {**PERSON, "objectType": "Group"}}, "/1/actor"),
        ({"context": {"registration": str(uuid4())}}, "/1/context/registration"),
        ({"context": {}}, "/1/context/registration"),
        (
            {
                "verb": {"id": vocabulary.VOIDED.iri},
                "object": {"objectType": "StatementRef", "id": str(uuid4())},
            },
            "/1/verb",
        ),
    ],
)
def test_a_launch_sends_nothing_else_and_is_told_where(one, told):
    token, _secret = launch()
    with pytest.raises(confines.OutsideLaunch, match=told):
        confines.require_statements(token, [of_launch(), of_launch(**one)])


def test_a_statement_without_context_is_outside():
    token, _secret = launch()
    bare = {name: value for name, value in of_launch().items() if name != "context"}
    with pytest.raises(confines.OutsideLaunch, match="/0/context/registration"):
        confines.require_statements(token, [bare])


def test_who_answers_for_missing_scopes_answers_for_this_too():
    assert issubclass(confines.OutsideLaunch, NotAllowed)


def test_a_key_is_bound_by_its_scopes_alone():
    key = LrsKey(scopes=[])
    voiding = of_launch(actor=OTHER, verb={"id": vocabulary.VOIDED.iri}, context={})
    assert is_inside(confines.require_statements, key, [voiding])
    assert is_inside(confines.require_agent, key, OTHER)
    assert is_inside(confines.require_registration, key, None)
    assert is_inside(confines.require_shared, key)


def test_launches_long_over_are_forgotten():
    now = timezone.now()
    running, _secret = launch()
    just_over, _secret = launch(hours=-1)
    launch(hours=-48)
    assert forget_launches(before=now - timedelta(days=1)) == 1
    assert set(LaunchToken.objects.all()) == {running, just_over}
