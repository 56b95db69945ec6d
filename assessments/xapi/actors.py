"""Who a statement is about. A person is a pseudonymous account: no name, no e-mail, no service number."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from tincan import Agent, AgentAccount

# The four inverse functional identifiers (xAPI 1.0.3 part 2, 2.4.2.3), in the order they are looked for.
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")


def learner(actor_key: UUID) -> Agent:
    """Return the agent of a person, whoever it is, by User.actor_key."""
    return _account(str(actor_key))


def authority(name: str) -> Agent:
    """Return the agent that vouches for a statement: "panah", or the key of the client that sent it."""
    return _account(name)


def identifier(agent: Mapping) -> str:
    """Return the inverse functional identifier of an agent or group as a string, "" for an anonymous one.

    Two agents are the same when these strings are equal (part 2, 2.4.2).
    """
    for name in IDENTIFIERS:
        if name in agent:
            value = agent[name]
            return f"account {value['homePage']} {value['name']}" if name == "account" else f"{name} {value}"
    return ""


def _account(name: str) -> Agent:
    return Agent(object_type="Agent", account=AgentAccount(home_page=settings.PANAH_BASE_URL, name=name))
