"""Statements that come from outside are taken in: all of a request or none of it."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from assessments.lrs.models import LrsKey, Statement
from assessments.lrs.statements import storing, voiding
from assessments.xapi.shapes import Problem
from assessments.xapi.validation import InvalidStatement


@transaction.atomic
def receive(*, statements: Sequence[object], client: LrsKey) -> list[Statement]:
    """Store what a client sent and return the rows. Raises what storing.record raises."""
    rows = storing.record(*statements, authority=client.key)
    # Refused after the check of their form, so that a malformed attachment is named as that.
    if missing := tuple(_attachments_without_url(statements)):
        raise InvalidStatement(missing)
    voiding.mark_late(rows)
    return rows


def _attachments_without_url(statements: Sequence[dict]) -> Iterator[Problem]:
    for index, statement in enumerate(statements):
        for number, attachment in enumerate(statement.get("attachments", ())):
            if "fileUrl" not in attachment:
                pointer = f"/{index}/attachments/{number}/fileUrl"
                yield Problem(pointer, "is required: this store takes no attachments in the request so far")
