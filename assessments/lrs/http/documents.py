"""State, Activity Profile and Agent Profile resources (xAPI 1.0.3 part 3, 2.2, 2.3, 2.6, 2.7; 2.0: 4.1.6.2, .5, .6)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha1

from django.http import HttpResponse
from django.utils.http import http_date

from assessments.lrs import blobs
from assessments.lrs.clients import confines
from assessments.lrs.clients.credentials import PROFILE, STATE, Client, require
from assessments.lrs.documents import changing, finding, preconditions
from assessments.lrs.documents.addresses import Address, Resource
from assessments.lrs.documents.preconditions import Preconditions
from assessments.lrs.http import parameters
from assessments.lrs.http.errors import NotFound
from assessments.lrs.http.requests import JSON, XapiRequest
from assessments.lrs.statements.errors import BadQuery
from assessments.xapi import actors
from assessments.xapi.reading import write_json

UNTYPED = "application/octet-stream"
LONGEST_TYPE = 255
Place = Callable[[XapiRequest, Client], Address]


class DocumentResource:
    """One of the three resources.

    `scope` opens it, `name` is the parameter with the name of a document, `places` are those that `place` reads.
    """

    def __init__(self, kind: str, *, scope: str, name: str, place: Place, places: tuple[str, ...]):
        self._kind, self._scope, self._name, self._place, self._places = kind, scope, name, place, places

    def get(self, request: XapiRequest, client: Client) -> HttpResponse:
        """Answer with one document, or without its name with the names of all in the place."""
        require(client, self._scope, reading=True)
        if self._name in request.parameters:
            request.require_only(*self._places, self._name)
            return _document(request, self._address(request, client))
        request.require_only(*self._places, "since")
        return _names(finding.changes(self._several(request, client), since=parameters.read_since(request)))

    def put(self, request: XapiRequest, client: Client) -> HttpResponse:
        address = self._for_writing(request, client)
        changing.put_document(
            address=address,
            content=request.body,
            content_type=_content_type(request),
            seen=_seen(request),
            version=request.version,
        )
        return HttpResponse(status=204)

    def post(self, request: XapiRequest, client: Client) -> HttpResponse:
        address = self._for_writing(request, client)
        changing.merge_document(
            address=address, content=request.body, content_type=_content_type(request), seen=_seen(request)
        )
        return HttpResponse(status=204)

    def delete(self, request: XapiRequest, client: Client) -> HttpResponse:
        """Take away one document; states also all of a place (2.3)."""
        self._require_writing(request, client)
        is_one = self._kind != Resource.STATE or self._name in request.parameters
        address = self._address(request, client) if is_one else self._several(request, client)
        changing.delete_documents(address=address, seen=_seen(request))
        return HttpResponse(status=204)

    @property
    def methods(self) -> dict[str, Callable[[XapiRequest, Client], HttpResponse]]:
        return {"GET": self.get, "PUT": self.put, "POST": self.post, "DELETE": self.delete}

    def _require_writing(self, request: XapiRequest, client: Client) -> None:
        require(client, self._scope)
        if self._kind == Resource.ACTIVITY_PROFILE:
            confines.require_shared(client)
        request.require_only(*self._places, self._name)

    def _for_writing(self, request: XapiRequest, client: Client) -> Address:
        self._require_writing(request, client)
        return self._address(request, client)

    def _address(self, request: XapiRequest, client: Client) -> Address:
        return replace(self._place(request, client), name=parameters.read_name(request, self._name))

    def _several(self, request: XapiRequest, client: Client) -> Address:
        # 2.3: of this registration if it is given, else of all.
        is_open = self._kind == Resource.STATE and "registration" not in request.parameters
        return replace(self._place(request, client), any_registration=is_open)


def _place_of_state(request: XapiRequest, client: Client) -> Address:
    registration = parameters.read_registration(request)
    confines.require_registration(client, registration)
    return Address(
        Resource.STATE,
        activity=parameters.read_activity(request),
        agent=_own_agent(request, client),
        registration=registration or "",
    )


def _place_of_activity_profile(request: XapiRequest, _client: Client) -> Address:
    return Address(Resource.ACTIVITY_PROFILE, activity=parameters.read_activity(request))


def _place_of_agent_profile(request: XapiRequest, client: Client) -> Address:
    return Address(Resource.AGENT_PROFILE, agent=_own_agent(request, client))


def _own_agent(request: XapiRequest, client: Client) -> str:
    agent = parameters.read_agent(request)
    confines.require_agent(client, agent)
    return actors.identifier(agent)


state = DocumentResource(
    Resource.STATE,
    scope=STATE,
    name="stateId",
    place=_place_of_state,
    places=("activityId", "agent", "registration"),
)
activity_profile = DocumentResource(
    Resource.ACTIVITY_PROFILE,
    scope=PROFILE,
    name="profileId",
    place=_place_of_activity_profile,
    places=("activityId",),
)
agent_profile = DocumentResource(
    Resource.AGENT_PROFILE, scope=PROFILE, name="profileId", place=_place_of_agent_profile, places=("agent",)
)


def _document(request: XapiRequest, address: Address) -> HttpResponse:
    row = finding.find_document(address)
    if row is None:
        raise NotFound
    tag = preconditions.etag(row.sha1)
    seen = request.headers.get("If-None-Match")
    if seen is not None and preconditions.names_tag(seen, tag):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(blobs.read(row.digest), content_type=row.content_type)
    response["ETag"] = tag
    response["Last-Modified"] = http_date(row.updated_at.timestamp())
    return response


def _names(changes: Mapping[str, datetime]) -> HttpResponse:
    response = HttpResponse(write_json(list(changes)), content_type=JSON)
    # 3.1: answers to GET have an entity tag; 2.2: and say when the last of the documents was changed.
    response["ETag"] = preconditions.etag(sha1(response.content, usedforsecurity=False).hexdigest())
    if changes:
        response["Last-Modified"] = http_date(max(changes.values()).timestamp())
    return response


def _content_type(request: XapiRequest) -> str:
    content_type = request.content_type or UNTYPED
    # Sent back as it came, in a header: that of an alternate request may be any text.
    if len(content_type) > LONGEST_TYPE or not content_type.isprintable() or not content_type.isascii():
        raise BadQuery("Content-Type", f"must have at most {LONGEST_TYPE} letters, all of them ASCII")
    return content_type


def _seen(request: XapiRequest) -> Preconditions:
    return Preconditions(request.headers.get("If-Match"), request.headers.get("If-None-Match"))
