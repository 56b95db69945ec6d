"""Destinations, and statements to send to them."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from assessments.lrs import blobs
from assessments.lrs.forwarding.steering import add_destination
from assessments.lrs.models import Attachment, Destination, ParkedStatement, Statement
from assessments.lrs.store import record

VERB = "http://adlnet.gov/expapi/verbs/experienced"


def make_statement(**changes) -> dict:
    """Return a statement with everything that a careless client would re-write on its way."""
    return {
        "id": str(uuid4()),
        "actor": {"account": {"homePage": "https://example.org", "name": "learner"}, "objectType": "Agent"},
        "verb": {"id": VERB, "display": {"ru": "ознакомился"}},
        "object": {"id": "https://example.org/lesson", "objectType": "Activity"},
        "result": {"duration": "P1Y2M", "score": {"scaled": 0.5}},
        "timestamp": "2026-11-23T09:30:00.123400+05:00",
    } | changes


@transaction.atomic
def store_statements(count: int, **changes) -> list[Statement]:
    return record(*(make_statement(**changes) for _number in range(count)))


@transaction.atomic
def store_with_attachment(content: bytes, content_type: str = "application/octet-stream") -> Statement:
    """Store a statement with an attachment whose content is here."""
    digest = blobs.keep(content)
    attachment = {
        "usageType": "https://example.org/usage",
        "display": {"en": "A recording"},
        "contentType": content_type,
        "length": len(content),
        "sha2": digest,
    }
    row = record(make_statement(attachments=[attachment]))[0]
    Attachment.objects.create(
        statement=row, sha2=digest, content_type=content_type, digest=digest, size=len(content)
    )
    return row


def make_destination(endpoint: str = "https://example.org/xapi", **values) -> Destination:
    given = {
        "name": "Ministry",
        "username": "panah",
        "secret": "s3cret",
        "version": "1.0.3",
        "batch_size": 50,
    }
    return add_destination(endpoint=endpoint, **(given | values))


def make_parked(
    *, destination: Destination | None = None, status: int = 409, answer: str = ""
) -> ParkedStatement:
    row = store_statements(1)[0]
    return ParkedStatement.objects.create(
        destination=destination or make_destination(),
        statement=row,
        status=status,
        answer=answer,
        parked_at=timezone.now(),
    )
