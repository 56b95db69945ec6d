"""Whatever is asked: an answer that the standard names, a reason that can be read, and nothing stored but with 2xx."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import event, given

from assessments.lrs.clients.credentials import hash_of
from assessments.lrs.models import LaunchToken, LrsKey
from tests.assessments.lrs.fuzzing.effort import effort
from tests.assessments.lrs.fuzzing.spoiling import requests
from tests.assessments.lrs.fuzzing.state import held, rolled_back
from tests.assessments.lrs.fuzzing.values import IRIS, UUIDS
from tests.assessments.lrs.fuzzing.wire import JSON, Sent, basic, multipart, send
from tests.factories.assessments import statement

pytestmark = pytest.mark.django_db
# 1.0.3 part 3, 3.2; 2.0: 4.1.9; and HTTP itself.
NAMED = {200, 204, 304, 400, 401, 403, 404, 405, 409, 412, 413, 429}
ACTOR = {"mbox": "mailto:a@example.org"}
SCOPES = ("all", "statements/write", "statements/read/mine")
AUTHORIZATIONS = [basic(key, "secret") for key in (*SCOPES, "launch-1", "nobody")]


@pytest.fixture
def _credentials(db):
    # Not granted: what is drawn must be the same each time, and keys are random.
    for scope in SCOPES:
        LrsKey.objects.create(name=scope, key=scope, secret_hash=hash_of(scope, "secret"), scopes=[scope])
    LaunchToken.objects.create(
        key="launch-1",
        secret_hash=hash_of("launch-1", "secret"),
        actor=json.dumps(ACTOR),
        registration=UUIDS[0],
        expires_at=timezone.now() + timedelta(hours=1),
    )


@pytest.fixture
def _filled(_credentials):
    """Store something that the requests may hit."""
    headers = {"Authorization": AUTHORIZATIONS[0], "X-Experience-API-Version": "1.0.3", "Content-Type": JSON}
    content = b"text"
    attachment = {
        "usageType": "https://example.org/u",
        "display": {"en": "a", "ru": "б"},
        "contentType": "text/plain",
        "length": 4,
        "sha2": "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1",
    }
    activity = {"id": IRIS[0], "definition": {"name": {"en": "A", "ru": "А"}, "type": IRIS[2]}}
    known = [
        statement(id=UUIDS[0], object=activity, attachments=[attachment], actor=ACTOR),
        statement(id=UUIDS[1], context={"registration": UUIDS[0]}, actor=ACTOR),
        statement(
            id=UUIDS[2],
            verb={"id": "http://adlnet.gov/expapi/verbs/voided"},
            object={"objectType": "StatementRef", "id": UUIDS[1]},
        ),
    ]
    parts = [
        ({"Content-Type": JSON}, json.dumps(known).encode()),
        ({"X-Experience-API-Hash": attachment["sha2"], "Content-Transfer-Encoding": "binary"}, content),
    ]
    told = headers | {"Content-Type": "multipart/mixed; boundary=b"}
    assert send(Sent("POST", "/xapi/statements", b"", told, multipart(parts))).status == 200
    place = b"activityId=https://example.org/a&agent=%7B%22mbox%22:%22mailto:a@example.org%22%7D&stateId=a"
    assert send(Sent("PUT", "/xapi/activities/state", place, headers, b'{"b": 2}')).status == 204


@pytest.mark.usefixtures("_filled")
@given(sent=requests([AUTHORIZATIONS[0]] * 5 + AUTHORIZATIONS))
@effort(400)
def test_every_request_is_answered_and_stores_only_what_it_says(sent):
    with rolled_back():
        before = held()
        answer = send(sent)
        event(f"{sent.path} {sent.method} {answer.status}")
        assert answer.status in NAMED
        if not 200 <= answer.status < 300 or sent.method in ("GET", "HEAD", "OPTIONS"):
            assert held() == before
        require_readable(sent, answer)


def require_readable(sent, answer):
    # A form may ask for HEAD as well; what is wrong with the form itself is told.
    is_head = sent.method == "HEAD" or (sent.query == b"method=HEAD" and not answer.body)
    if is_head or answer.status in (204, 304):
        assert answer.body == b""
    elif answer.status >= 400:
        told = answer.json()
        assert answer.headers["content-type"] == JSON
        assert told["message"].strip()
        assert all(one["requirement"] for one in told.get("problems", []))
    elif answer.headers["content-type"] == JSON and sent.path == "/xapi/statements":
        answer.json()
