"""Clients that others wrote, as they came, against the whole site: @xapi/xapi of npm here, tincan of PyPI below."""

import json
import re
import subprocess
import urllib.request
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
import tincan
from tincan.documents import ActivityProfileDocument, AgentProfileDocument, StateDocument

from tests.journeys.site import ROOT

ROUND = ROOT / "tests" / "js" / "xapi-client-round.js"


@pytest.fixture(scope="module")
def credentials(site):
    """(key, secret) of somebody who may do everything."""
    printed = site.manage("lrs_key", "create", f"public clients {uuid4()}", "--scope", "all")
    found = dict(line.split("=", 1) for line in printed.split() if "=" in line)
    return found["key"], found["secret"]


@pytest.mark.parametrize("adapter", ["axios", "fetch"])
@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
def test_the_client_of_npm_does_all_it_can(site, credentials, version, adapter):
    done = subprocess.run(
        ["sh", "tooling/with_node.sh", "node", ROUND, f"{site.address}/xapi", *credentials, version, adapter],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    steps = re.findall(r'^  async "(.+)"\(\)', ROUND.read_text(), re.MULTILINE)
    assert [line for line in done.stdout.splitlines() if line in steps] == steps


# tincan. Of its defects these show here: it cannot say If-None-Match, so it makes no new profile of 1.0.3; it never
# reads the ETag of an answer, so its user does; save_state sends everything twice; documents are of Latin letters.

AGENT = tincan.Agent(name="Нурлан", account=tincan.AgentAccount(home_page="https://example.org", name="n-1"))


@pytest.fixture
def lrs(site, credentials):
    key, secret = credentials
    return tincan.RemoteLRS(endpoint=f"{site.address}/xapi/", version="1.0.3", username=key, password=secret)


@pytest.fixture
def activity():
    """An activity that no other test has told of."""
    return tincan.Activity(
        id=f"https://example.org/activities/{uuid4()}",
        definition=tincan.ActivityDefinition(name=tincan.LanguageMap({"en": "A scene", "ru": "Сцена"})),
    )


def made(activity, **more):
    verb = tincan.Verb(
        id="http://adlnet.gov/expapi/verbs/answered", display=tincan.LanguageMap({"en": "answered"})
    )
    return tincan.Statement(actor=AGENT, verb=verb, object=activity, **more)


def ids(response):
    assert response.success, response.data
    return [str(one.id) for one in response.content.statements]


def test_tincan_is_told_of_the_version_it_speaks(lrs):
    assert lrs.about().content.version == ["1.0.3"]


def test_tincan_saves_and_finds_statements(lrs, activity, credentials):
    result = tincan.Result(score=tincan.Score(scaled=0.5, raw=1, min=0, max=2), success=True, response="b")
    one = made(activity, result=result, timestamp=datetime(2026, 3, 2, 10, tzinfo=UTC))
    saved = lrs.save_statement(one)
    assert saved.success, saved.data
    found = lrs.retrieve_statement(str(saved.content.id)).content
    assert found.authority.account.name == credentials[0]
    for name in ("actor", "verb", "object", "result", "timestamp"):
        assert getattr(found, name) == getattr(one, name), name
    # With its id it is put, as often as one likes.
    assert lrs.save_statement(found).success


def test_tincan_pages_through_what_it_filters(lrs, activity):
    registration, parent = uuid4(), tincan.Activity(id=f"https://example.org/parents/{uuid4()}")
    context = tincan.Context(
        registration=str(registration),
        instructor=tincan.Agent(mbox=f"mailto:{registration}@example.org"),
        context_activities=tincan.ContextActivities(parent=[parent]),
    )
    saved = lrs.save_statements([made(activity, context=context) for _number in range(5)])
    assert saved.success, saved.data
    wanted = [str(one.id) for one in saved.content]
    stored = lrs.retrieve_statement(wanted[0]).content.stored
    for query in (
        {"registration": registration},
        {"activity": activity, "verb": tincan.Verb(id="http://adlnet.gov/expapi/verbs/answered")},
        {"agent": AGENT, "registration": registration},
        {"agent": context.instructor, "related_agents": True},
        {"activity": parent, "related_activities": True},
        {"registration": registration, "until": stored.isoformat()},
        {
            "registration": registration,
            "since": (stored - timedelta(seconds=1)).isoformat(),
            "format": "exact",
        },
    ):
        assert ids(lrs.query_statements(query | {"ascending": True})) == wanted, query
    page = lrs.query_statements({"registration": registration, "limit": 2, "ascending": True})
    seen = ids(page)
    while page.content.more:
        page = lrs.more_statements(page.content)
        seen += ids(page)
    assert seen == wanted


def test_tincan_finds_what_was_voided(lrs, activity):
    one = lrs.save_statement(made(activity)).content
    voiding = tincan.Statement(
        actor=AGENT,
        verb=tincan.Verb(id="http://adlnet.gov/expapi/verbs/voided"),
        object=tincan.StatementRef(id=one.id),
    )
    assert lrs.save_statement(voiding).success
    assert not lrs.retrieve_statement(str(one.id)).success
    assert lrs.retrieve_voided_statement(str(one.id)).content.id == one.id


def test_tincan_keeps_states(lrs, activity):
    def state(name, content, **more):
        return StateDocument(id=name, activity=activity, agent=AGENT, content=content, **more)

    assert lrs.save_state(state("bookmark", '{"scene": "d1"}', content_type="application/json")).success
    assert lrs.save_state(state("words", "some words")).success
    found = lrs.retrieve_state(activity, AGENT, "words")
    assert found.content.content == bytearray(b"some words")
    assert found.response.getheader("Content-Type") == "application/octet-stream"
    assert sorted(lrs.retrieve_state_ids(activity, AGENT).content) == ["bookmark", "words"]
    future = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert lrs.retrieve_state_ids(activity, AGENT, since=future).content == []
    tag = lrs.retrieve_state(activity, AGENT, "bookmark").response.getheader("ETag")
    assert lrs.delete_state(state("bookmark", "", etag='"other"')).response.status == 412
    assert lrs.delete_state(state("bookmark", "", etag=tag)).success
    assert lrs.clear_state(activity, AGENT).success
    assert lrs.retrieve_state(activity, AGENT, "words").response.status == 404


def test_tincan_keeps_profiles_of_activities(lrs, activity):
    def profile(content, **more):
        return ActivityProfileDocument(id="words", activity=activity, content=content, **more)

    place = {"activityId": activity.id, "profileId": "words"}
    keeps_profiles(
        lrs,
        profile,
        ("activities/profile", place),
        save=lrs.save_activity_profile,
        retrieve=lambda: lrs.retrieve_activity_profile(activity, "words"),
        names=lambda: lrs.retrieve_activity_profile_ids(activity),
        delete=lrs.delete_activity_profile,
    )


def test_tincan_keeps_profiles_of_agents(lrs):
    agent = tincan.Agent(mbox=f"mailto:{uuid4()}@example.org")

    def profile(content, **more):
        return AgentProfileDocument(id="words", agent=agent, content=content, **more)

    place = {"agent": agent.to_json(), "profileId": "words"}
    keeps_profiles(
        lrs,
        profile,
        ("agents/profile", place),
        save=lrs.save_agent_profile,
        retrieve=lambda: lrs.retrieve_agent_profile(agent, "words"),
        names=lambda: lrs.retrieve_agent_profile_ids(agent),
        delete=lrs.delete_agent_profile,
    )


def keeps_profiles(lrs, profile, address, *, save, retrieve, names, delete):
    refused = save(profile("first"))
    assert (refused.response.status, "If-None-Match" in json.loads(refused.data)["message"]) == (400, True)
    put_new(lrs, *address, b"first")
    found = retrieve()
    assert found.content.content == bytearray(b"first")
    tag = found.response.getheader("ETag")
    assert save(profile("second", etag=tag)).success
    assert save(profile("third", etag=tag)).response.status == 412
    assert retrieve().content.content == bytearray(b"second")
    assert names().content == ["words"]
    assert delete(profile("", etag=tag)).response.status == 412
    assert delete(profile("", etag=retrieve().response.getheader("ETag"))).success
    assert retrieve().response.status == 404


def put_new(lrs, resource, place, content):
    query = "&".join(f"{name}={quote(value)}" for name, value in place.items())
    request = urllib.request.Request(f"{lrs.endpoint}{resource}?{query}", data=content, method="PUT")
    for name, value in (
        ("Authorization", lrs.auth),
        ("X-Experience-API-Version", "1.0.3"),
        ("If-None-Match", "*"),
        ("Content-Type", "text/plain"),
    ):
        request.add_header(name, value)
    assert urllib.request.urlopen(request).status == 204
