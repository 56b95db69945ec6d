"""The store as a real client of the standard sees it, over the wire."""

import pytest
import tincan

from assessments.attempts import playing
from assessments.lrs.clients.granting import grant_key
from tests.factories.assessments import NOON, make_version, play, tracking_for
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lrs(live_server):
    key, secret = grant_key(name="tincan")
    # With the slash that makes the address //statements in some clients.
    return tincan.RemoteLRS(
        endpoint=f"{live_server}/xapi/", version="1.0.3", username=key.key, password=secret
    )


def test_a_played_scenario_is_read_back(lrs):
    person = make_person()
    tracking = tracking_for(person)
    attempt = playing.start(scenario=make_version().scenario, user=person, tracking=tracking, at=NOON)
    play(attempt, "b", "a", "a", tracking=tracking)
    response = lrs.query_statements(
        {"registration": str(tracking.registration), "ascending": True, "limit": 4}
    )
    assert response.success
    found = list(response.content.statements)
    more = lrs.more_statements(response.content)
    assert more.success
    found += more.content.statements
    verbs = [one.verb.id.rsplit("/", 1)[1] for one in found]
    assert verbs == ["initialized", "answered", "answered", "answered", "completed", "failed"]
    assert {one.actor.account.name for one in found} == {str(person.actor_key)}
    assert found[-1].result.score.scaled == 0.5
    agent = lrs.query_statements({"agent": found[0].actor, "verb": found[-1].verb})
    assert [one.id for one in agent.content.statements] == [found[-1].id]


def test_a_client_saves_and_finds_its_statement(lrs):
    made = tincan.Statement(
        actor=tincan.Agent(mbox="mailto:a@example.org"),
        verb=tincan.Verb(id="https://example.org/did"),
        object=tincan.Activity(id="https://example.org/it"),
    )
    saved = lrs.save_statement(made)
    assert saved.success, saved.data
    assert lrs.retrieve_statement(str(saved.content.id)).content.verb.id == "https://example.org/did"
    again = lrs.save_statement(saved.content)
    assert again.success, again.data


def test_about_tells_the_version(lrs):
    assert lrs.about().content.version == ["1.0.3"]
