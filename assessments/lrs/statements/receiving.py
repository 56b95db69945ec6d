"""Statements that come from outside are taken in: all of a request or none of it."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from itertools import islice
from typing import Protocol

from django.db import OperationalError, transaction

from assessments.lrs.models import Statement
from assessments.lrs.statements import attachments, locking, storing
from assessments.lrs.statements.preparing import Prepared, prepare
from assessments.xapi.shapes import ENOUGH
from assessments.xapi.validation import InvalidStatement

# PostgreSQL's word for two who each hold what the other waits for: it ends one of them. Two batches of the same
# statements, each in its own order, do so; the one that was ended waits for all others and begins anew.
_DEADLOCK = "40P01"


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
    with locking.workbench() if len(statements) > 1 else nullcontext():
        return _receive(statements, client, version, contents)


def _receive(
    statements: Sequence[object], client: Client, version: str, contents: Mapping[str, tuple[str, bytes]]
) -> list[Statement]:
    storing.require_valid(statements, version=version)
    found = attachments.problems(statements, contents, version=version)
    if told := tuple(islice(found, ENOUGH)):
        raise InvalidStatement(told)
    prepared = prepare(statements, authority=client.key, version=version)
    try:
        return _keep(prepared, contents)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != _DEADLOCK:
            raise
    return _keep(prepared, contents, is_alone=True)


def _keep(
    prepared: Sequence[Prepared], contents: Mapping[str, tuple[str, bytes]], *, is_alone: bool = False
) -> list[Statement]:
    with locking.turn(), transaction.atomic():
        return storing.keep(prepared, contents=contents, is_from_outside=True, is_alone=is_alone)
