"""Statements that come from outside are taken in: all of a request or none of it."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Protocol

from django.db import transaction

from assessments.lrs.models import Statement
from assessments.lrs.statements import attachments, storing
from assessments.xapi.shapes import ENOUGH
from assessments.xapi.validation import InvalidStatement


class Client(Protocol):
    """Who sends: LrsKey or LaunchToken. Its key is the authority of what it sends."""

    key: str


def receive(
    *,
    statements: Sequence[object],
    client: Client,
    version: str = "1.0.3",
    contents: Mapping[str, tuple[str, bytes]] = storing.NO_CONTENTS,
) -> list[Statement]:
    """Store what a client sent under `version` ("1.0.3", "2.0.0") and return the rows in the order sent.

    `contents` are the attachments of the request: {sha2: (content type, content)}. Statements stored before
    are not stored again. Raises InvalidStatement, its pointers beginning with the number of the statement
    ("/0/verb"), and StatementConflict: then nothing is stored.
    """
    storing.require_valid(statements, version=version)
    found = attachments.problems(statements, contents, version=version)
    if told := tuple(islice(found, ENOUGH)):
        raise InvalidStatement(told)
    with transaction.atomic():
        return storing.keep(
            statements, authority=client.key, version=version, contents=contents, is_from_outside=True
        )
