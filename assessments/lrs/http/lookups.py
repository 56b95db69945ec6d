"""What the store knows of an agent, an activity and of itself (xAPI 1.0.3 part 3, 2.4, 2.5, 2.8)."""

from django.http import HttpResponse

from assessments.lrs.clients import confines
from assessments.lrs.clients.credentials import READ, READ_MINE, Client, require
from assessments.lrs.http import parameters
from assessments.lrs.http.requests import JSON, VERSION_HEADER, XapiRequest
from assessments.lrs.models import LaunchToken
from assessments.lrs.statements.activities import known_definitions
from assessments.lrs.statements.reading.agents import person
from assessments.xapi.reading import write_json
from assessments.xapi.versions import V1, VERSIONS


def get_agent(request: XapiRequest, client: Client) -> HttpResponse:
    """Answer with the Person of an agent."""
    # Names of a person come from all statements; a launch may know its own person.
    require(client, READ_MINE if isinstance(client, LaunchToken) else READ)
    request.require_only("agent")
    agent = parameters.read_agent(request)
    confines.require_agent(client, agent)
    return _json(person(agent))


def get_activity(request: XapiRequest, client: Client) -> HttpResponse:
    """Answer with the Activity and all that statements have told of it; one never heard of has its id only."""
    require(client, READ_MINE)
    request.require_only("activityId")
    iri = parameters.read_activity(request)
    definition = known_definitions([iri]).get(iri)
    activity = {"objectType": "Activity", "id": iri}
    return _json(activity if definition is None else activity | {"definition": definition})


def get_about(request: XapiRequest, _client: None) -> HttpResponse:
    """Say which versions are spoken; open to everybody.

    Who speaks 1.0.x is told of 1.0.x alone: by that version no other may stand here (2.8), and clients refuse it.
    """
    request.require_only()
    told = [V1] if VERSION_HEADER in request.headers and request.version == V1 else VERSIONS
    return _json({"version": list(told), "extensions": {}})


AGENTS = {"GET": get_agent}
ACTIVITIES = {"GET": get_activity}
ABOUT = {"GET": get_about}


def _json(value: object) -> HttpResponse:
    return HttpResponse(write_json(value), content_type=JSON)
