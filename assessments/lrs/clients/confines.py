"""What the credentials of a launch may reach: one person under one registration, and what all may read.

A key is bound by its scopes alone: for an LrsKey nothing here ever raises.
"""

from collections.abc import Mapping, Sequence

from assessments.lrs.clients.credentials import Client, NotAllowed
from assessments.lrs.models import LaunchToken
from assessments.xapi import actors, vocabulary


class OutsideLaunch(NotAllowed):
    """The credentials of a launch do not reach so far; the text is a sentence that says which part of the request."""


def require_agent(client: Client, agent: Mapping) -> None:
    """Raise OutsideLaunch unless it is the person of the launch: for state, agent profiles and agents."""
    if isinstance(client, LaunchToken) and not _is_own(client, agent):
        raise OutsideLaunch("The agent is not the actor of this launch.")


def require_registration(client: Client, registration: object) -> None:
    """Raise OutsideLaunch unless it is the registration of the launch (a UUID or its text), for state."""
    if isinstance(client, LaunchToken) and str(registration or "").lower() != str(client.registration):
        raise OutsideLaunch("The registration is not that of this launch.")


def require_shared(client: Client) -> None:
    """Raise OutsideLaunch for every launch: profiles of activities are shared by all, a session only reads them."""
    if isinstance(client, LaunchToken):
        raise OutsideLaunch("A launch may read profiles of activities, not change them.")


def require_statements(client: Client, statements: Sequence[Mapping]) -> None:
    """Raise OutsideLaunch unless valid statements are about the person and the registration of the launch.

    None may void another (cmi5 6.3).
    """
    if not isinstance(client, LaunchToken):
        return
    for number, statement in enumerate(statements):
        if not _is_own(client, statement["actor"]):
            raise OutsideLaunch(f"/{number}/actor is not the actor of this launch.")
        registration = statement.get("context", {}).get("registration", "")
        if registration.lower() != str(client.registration):
            raise OutsideLaunch(f"/{number}/context/registration is not that of this launch.")
        if statement["verb"]["id"] == vocabulary.VOIDED.iri:
            raise OutsideLaunch(f"/{number}/verb: a launch may not void statements.")


def _is_own(token: LaunchToken, agent: Mapping) -> bool:
    is_person = agent.get("objectType", "Agent") == "Agent"
    return is_person and actors.identifier(agent) == actors.identifier(token.agent)
