"""Contents of attachments: sent with the statements, named by their SHA-2 (xAPI 1.0.3 part 2, 2.4.11)."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessments.lrs import blobs
from assessments.lrs.models import Attachment, Statement
from assessments.xapi.shapes import Problem, moved
from assessments.xapi.signatures import is_signature, problems_of_signature

_DIGESTS = {56: hashlib.sha224, 64: hashlib.sha256, 96: hashlib.sha384, 128: hashlib.sha512}


@dataclass(frozen=True)
class Content:
    """One content as it is sent back; `digest` is its name in the storage."""

    sha2: str
    content_type: str
    digest: str

    def read(self) -> bytes:
        return blobs.read(self.digest)


def named(statement: dict) -> Iterator[tuple[str, dict]]:
    """Yield (pointer, attachment) of a statement and of its sub-statement."""
    for number, attachment in enumerate(statement.get("attachments", ())):
        yield f"/attachments/{number}", attachment
    if statement["object"].get("objectType") == "SubStatement":
        for pointer, attachment in named(statement["object"]):
            yield f"/object{pointer}", attachment


def problems(
    statements: Sequence[dict], contents: Mapping[str, tuple[str, bytes]], *, version: str
) -> Iterator[Problem]:
    """Yield what does not fit between valid statements and the contents sent with them, {sha2: (type, content)}.

    A signature must be that of its statement (2.6).
    """
    sent = {sha2.lower(): found for sha2, found in contents.items()}
    wanted = set()
    for index, statement in enumerate(statements):
        for pointer, attachment in named(statement):
            sha2 = attachment["sha2"].lower()
            wanted.add(sha2)
            content_type, content = sent.get(sha2, (None, None))
            found = list(_misfits(attachment, content))
            if not found and content is not None and is_signature(attachment):
                found = problems_of_signature(statement, attachment, content, content_type, version=version)
            yield from moved(f"/{index}{pointer}", list(found))
    for sha2 in sorted(sent.keys() - wanted):
        yield Problem("", f"must not come with a content that no statement names: {sha2}", "XAPI-00128")


def _misfits(attachment: dict, content: bytes | None) -> Iterator[Problem]:
    if content is None:
        if "fileUrl" not in attachment:
            yield Problem("/fileUrl", "is required when the content is not sent along", "XAPI-00129")
        return
    digest = _DIGESTS.get(len(attachment["sha2"]))
    if digest is None or digest(content).hexdigest() != attachment["sha2"].lower():
        yield Problem("/sha2", "must be the SHA-2 of the content sent along", "part 3, 1.5.2")
    # The hash says that it is the content meant; a length that is told wrong is no reason to lose it.


def keep(
    rows: Sequence[Statement], statements: Sequence[dict], contents: Mapping[str, tuple[str, bytes]]
) -> None:
    """Store the contents of new statements: files first, then one INSERT, so that no row is without its file."""
    if not contents:
        return
    sent = {sha2.lower(): found for sha2, found in contents.items()}
    digests = {sha2: blobs.keep(content) for sha2, (_type, content) in sent.items()}
    made = {}
    for row, statement in zip(rows, statements, strict=True):
        for _pointer, attachment in named(statement):
            sha2 = attachment["sha2"].lower()
            if sha2 in sent:
                made[row.pk, sha2] = Attachment(
                    statement_id=row.pk,
                    sha2=attachment["sha2"],
                    content_type=attachment["contentType"][:255],
                    digest=digests[sha2],
                    size=len(sent[sha2][1]),
                )
    Attachment.objects.bulk_create(made.values())


def contents_of(row_ids: Collection[int]) -> list[Content]:
    """Return the contents of statements by the ids of their rows, each content once. One query; files unread."""
    rows = Attachment.objects.filter(statement_id__in=row_ids).order_by("id")
    found = {}
    for sha2, content_type, digest in rows.values_list("sha2", "content_type", "digest"):
        found.setdefault(sha2.lower(), Content(sha2, content_type, digest))
    return list(found.values())
