"""State and profiles of the record store, seen by a client."""

import json
from dataclasses import dataclass

from tests.factories.xapi_client import AGENT

ACTIVITY = "https://example.org/activities/1"
JSON = "application/json"


@dataclass(frozen=True)
class Kind:
    """One of the three resources: its address, the parameters that say where, the one that names a document."""

    url: str
    place: dict
    name: str


KINDS = {
    "state": Kind("/xapi/activities/state", {"activityId": ACTIVITY, "agent": AGENT}, "stateId"),
    "activity profile": Kind("/xapi/activities/profile", {"activityId": ACTIVITY}, "profileId"),
    "agent profile": Kind("/xapi/agents/profile", {"agent": AGENT}, "profileId"),
}


class Documents:
    """`changes` are parameters put over those of the place and of the document "d"; None leaves one out."""

    def __init__(self, client, kind):
        self.client, self.kind = client, KINDS[kind]

    def address(self, changes):
        asked = self.kind.place | {self.kind.name: "d"} | changes
        asked = {name: value for name, value in asked.items() if value is not None}
        return self.client.address(self.kind.url, asked)

    def send(self, method, body=None, content_type=JSON, headers=None, **changes):
        return self.client.send(method, self.address(changes), body, content_type, headers)

    def get(self, headers=None, **changes):
        return self.send("GET", headers=headers, **changes)

    def put_new(self, body, content_type=JSON, **changes):
        """Put a document where there is none, and return its entity tag."""
        response = self.send("PUT", body, content_type, {"If-None-Match": "*"}, **changes)
        assert response.status_code == 204, response.content
        return self.get(**changes)["ETag"]

    def names(self, **changes):
        response = self.get(**({self.kind.name: None} | changes))
        assert (response.status_code, response["Content-Type"]) == (200, JSON), response.content
        return json.loads(response.content)
