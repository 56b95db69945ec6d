"""A client of the record store as those outside are: Basic credentials and a version with every request."""

import json
from base64 import b64encode
from urllib.parse import quote
from uuid import uuid4

from django.test import Client
from django.test.client import ClientHandler

from assessments.lrs.clients.credentials import ALL
from assessments.lrs.clients.granting import grant_key

STATEMENTS = "/xapi/statements"
VERSION_HEADER = "X-Experience-API-Version"
AGENT = {"objectType": "Agent", "mbox": "mailto:a@example.org"}
OTHER_AGENT = {"objectType": "Agent", "account": {"homePage": "https://example.org", "name": "other"}}
# One for all clients: each would load the middleware anew, and look at every static file.
_HANDLER = ClientHandler(enforce_csrf_checks=True)


class XapiClient:
    """`headers` of one request override the client's own; None leaves one out.

    `credentials` (key and secret) are made with `scopes` when they are not given.
    """

    def __init__(self, *scopes, version="1.0.3", credentials=None):
        if credentials is None:
            self.key, secret = grant_key(name=str(uuid4()), scopes=scopes or [ALL])
            credentials = (self.key.key, secret)
        encoded = b64encode(":".join(credentials).encode()).decode()
        self.headers = {"Authorization": f"Basic {encoded}", VERSION_HEADER: version}
        self.http = Client(enforce_csrf_checks=True)
        self.http.handler = _HANDLER

    @property
    def version(self):
        return self.headers[VERSION_HEADER]

    def send(self, method, url=STATEMENTS, body=None, content_type="application/json", headers=None):
        told = {name: value for name, value in (self.headers | (headers or {})).items() if value is not None}
        if body is not None:
            # Also of a body with nothing in it, of which Django's client would not tell the type.
            told["Content-Type"] = content_type
        data = body if isinstance(body, (bytes, str)) or body is None else json.dumps(body)
        return self.http.generic(method, url, data or b"", content_type=content_type, headers=told)

    def get(self, url=STATEMENTS, headers=None, **parameters):
        return self.send("GET", self.address(url, parameters), headers=headers)

    def put(self, made, statement_id=None, **more):
        return self.send("PUT", f"{STATEMENTS}?statementId={statement_id or made['id']}", made, **more)

    def post(self, made, **more):
        return self.send("POST", body=made, **more)

    def store(self, *made):
        """Store statements in one batch and return their ids."""
        response = self.post(list(made))
        assert response.status_code == 200, response.content
        return response.json()

    def find(self, **parameters):
        """Return the ids of the statements of a page."""
        response = self.get(**parameters)
        assert response.status_code == 200, response.content
        return ids(response)

    def one(self, statement_id, **parameters):
        """Return one statement."""
        response = self.get(statementId=statement_id, **parameters)
        assert response.status_code == 200, response.content
        return response.json()

    @classmethod
    def address(cls, url, parameters):
        query = "&".join(f"{name}={cls.quoted(value)}" for name, value in parameters.items())
        return f"{url}?{query}" if query else url

    @staticmethod
    def quoted(value):
        return quote(value if isinstance(value, str) else json.dumps(value), safe="")


def ids(response):
    """Return the ids of the statements in an answer, in their order."""
    return [one["id"] for one in response.json()["statements"]]
