"""Statements come in from elsewhere: in batches, each with how far it has come; what is broken is told, not stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from assessments.lrs.clients.credentials import WRITE
from assessments.lrs.clients.granting import grant_key, revoke_key
from assessments.lrs.models import ImportRun, LrsKey, Statement
from assessments.lrs.statements.errors import StatementConflict
from assessments.lrs.statements.receiving import receive
from assessments.lrs.transfer.sources import Batch, Item
from assessments.xapi.reading import UnreadableJson, write_json
from assessments.xapi.shapes import Problem
from assessments.xapi.validation import InvalidStatement

# Whose word an imported statement is, unless another client is named: a key that nobody can use.
AUTHORITY = "Import"
_SET_BY_STORE = ("stored", "authority")


@dataclass(frozen=True)
class Trouble:
    """One item that was not stored: its number in the source, and every requirement it does not meet."""

    number: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Statement:
    number: int
    statement: dict


def import_authority() -> LrsKey:
    """Return the key that imported statements are attributed to; it is revoked from the beginning."""
    known = LrsKey.objects.filter(name=AUTHORITY).first()
    if known is None:
        known, _secret = grant_key(name=AUTHORITY, scopes=[WRITE])
        revoke_key(key=known, at=timezone.now())
    return known


def begin_import(*, source: str, resume: bool = False) -> ImportRun:
    """Return a new run; or, to resume, the last one of this source that did not come to its end."""
    if resume and (known := ImportRun.objects.filter(source=source, ended_at=None).first()):
        return known
    return ImportRun.objects.create(source=source)


@transaction.atomic
def take_batch(*, run: ImportRun, batch: Batch, client: LrsKey) -> list[Trouble]:
    """Store a batch and how far the run has come, both or neither; return what was not stored and why.

    A statement stored already counts as known. Id, timestamp and wording stay as they come; `stored` and
    `authority` are ours (part 2, 2.4.8 and 2.4.9).
    """
    readable, troubles = _read(batch.items)
    for version in ("1.0.3", "2.0.0"):
        of_version = [one for one in readable if _version_of(one.statement) == version]
        if of_version:
            troubles += _take(run, of_version, batch.contents, client, version)
    run.refused += len(troubles)
    run.position = batch.position
    run.save(update_fields=["stored", "known", "refused", "position"])
    return sorted(troubles, key=lambda one: one.number)


def end_import(*, run: ImportRun) -> None:
    """Stamp a run that has read its source to the end."""
    run.ended_at = timezone.now()
    run.save(update_fields=["ended_at"])


def _read(items: Sequence[Item]) -> tuple[list[_Statement], list[Trouble]]:
    readable, troubles = [], []
    for item in items:
        try:
            value = item.read()
        except UnreadableJson as error:
            troubles.append(Trouble(item.number, (Problem("", str(error)),)))
            continue
        if not isinstance(value, dict):
            troubles.append(Trouble(item.number, (Problem("", "must be an object"),)))
            continue
        statement = {name: one for name, one in value.items() if name not in _SET_BY_STORE}
        # One without an id gets the same whenever it is imported, so that it is known the second time.
        statement.setdefault("id", str(uuid5(NAMESPACE_URL, write_json(statement))))
        readable.append(_Statement(item.number, statement))
    return readable, troubles


def _version_of(statement: dict) -> str:
    context = statement.get("context")
    is_second = str(statement.get("version", "")).startswith("2.") or (
        isinstance(context, dict) and not context.keys().isdisjoint({"contextAgents", "contextGroups"})
    )
    return "2.0.0" if is_second else "1.0.3"


def _take(
    run: ImportRun,
    statements: Sequence[_Statement],
    contents: Mapping[str, tuple[str, bytes]],
    client: LrsKey,
    version: str,
) -> list[Trouble]:
    try:
        _store(run, statements, contents, client, version)
    except (InvalidStatement, StatementConflict):
        return _take_singly(run, statements, contents, client, version)
    return []


def _take_singly(run, statements, contents, client: LrsKey, version: str) -> list[Trouble]:
    troubles = []
    for one in statements:
        try:
            _store(run, [one], contents, client, version)
        except InvalidStatement as error:
            # Pointers begin with the number of the statement in its request.
            found = (Problem(one.pointer.removeprefix("/0"), one.requirement) for one in error.problems)
            troubles.append(Trouble(one.number, tuple(found)))
        except StatementConflict as error:
            troubles.append(Trouble(one.number, (Problem("/id", str(error)),)))
    return troubles


def _store(run, statements: Sequence[_Statement], contents, client: LrsKey, version: str) -> None:
    sent = [one.statement for one in statements]
    ids = [UUID(one["id"]) for one in sent if _is_uuid(one["id"])]
    with transaction.atomic():
        known = Statement.objects.filter(statement_id__in=ids).count()
        needed = _needed_contents(sent, contents)
        receive(statements=sent, client=client, version=version, contents=needed)
    run.known += known
    run.stored += len(sent) - known


def _is_uuid(value: object) -> bool:
    try:
        UUID(value)
    except (ValueError, AttributeError, TypeError):
        return False
    return True


def _needed_contents(sent: Sequence[dict], contents: Mapping[str, tuple[str, bytes]]) -> dict:
    # A content that no statement names would be refused.
    return {sha2: found for sha2, kind in _named(sent) if (found := _content(contents, sha2, kind))}


def _named(sent: Sequence[dict]) -> Iterator[tuple[str, str]]:
    for statement in sent:
        attachments = statement.get("attachments")
        for one in attachments if isinstance(attachments, list) else ():
            if isinstance(one, dict) and isinstance(one.get("sha2"), str):
                yield one["sha2"], str(one.get("contentType", ""))


def _content(contents: Mapping[str, tuple[str, bytes]], sha2: str, kind: str) -> tuple[str, bytes] | None:
    found = contents.get(sha2.lower())
    return found and (found[0] or kind, found[1])
