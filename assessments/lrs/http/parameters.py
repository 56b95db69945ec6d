"""Parameters of documents, agents and activities, read (xAPI 1.0.3 part 3, 2.3 to 2.7)."""

from datetime import datetime

from assessments.lrs.http.requests import XapiRequest
from assessments.lrs.statements.errors import BadQuery
from assessments.xapi import actors, shapes
from assessments.xapi.reading import UnreadableJson, read_json
from assessments.xapi.validation import problems_of_agent

# A name is kept whole, and is found by a key of limited width: this is only to keep nonsense out.
LONGEST_NAME = 2000


def required(request: XapiRequest, name: str) -> str:
    """Return a parameter that must be there. Raises BadQuery."""
    if name not in request.parameters:
        raise BadQuery(name, "is required")
    return request.parameters[name]


def read_activity(request: XapiRequest) -> str:
    return _checked("activityId", required(request, "activityId"), shapes.iri)


def read_agent(request: XapiRequest) -> dict:
    """Return the agent or identified group of the parameter `agent`. Raises BadQuery."""
    try:
        agent = read_json(required(request, "agent"))
    except UnreadableJson as error:
        raise BadQuery("agent", "must be an agent as JSON") from error
    for problem in problems_of_agent(agent):
        raise BadQuery(f"agent{problem.pointer}", problem.requirement)
    if not actors.identifier(agent):
        raise BadQuery("agent", "must have an identifier")
    return agent


def read_registration(request: XapiRequest) -> str | None:
    """Return the registration in small letters, None when there is none."""
    if "registration" not in request.parameters:
        return None
    return _checked("registration", request.parameters["registration"], shapes.uuid).lower()


def read_name(request: XapiRequest, parameter: str) -> str:
    """Return the stateId or profileId. Raises BadQuery."""
    name = required(request, parameter)
    if not name or len(name) > LONGEST_NAME or any(ord(letter) < 32 for letter in name):
        raise BadQuery(
            parameter, f"must have 1 to {LONGEST_NAME} letters, and no control characters among them"
        )
    return name


def read_since(request: XapiRequest) -> datetime | None:
    if "since" not in request.parameters:
        return None
    # A "+" that stands for itself in an address is read as a space.
    value = request.parameters["since"].replace(" ", "+")
    return shapes.parse_timestamp(_checked("since", value, shapes.timestamp))


def _checked(name: str, value: str, check: shapes.Check) -> str:
    for problem in check(value):
        raise BadQuery(name, problem.requirement)
    return value
