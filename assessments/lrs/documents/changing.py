"""Documents are put, merged and taken away: each request one transaction, two at once one after the other."""

import json
from hashlib import sha1

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.lrs import blobs
from assessments.lrs.documents import preconditions
from assessments.lrs.documents.addresses import Address
from assessments.lrs.documents.models import Document
from assessments.lrs.documents.preconditions import Preconditions
from assessments.lrs.widths import fitted
from assessments.xapi.reading import UnreadableJson, read_json

NO_PRECONDITIONS = Preconditions()


class NotMergeable(ValueError):
    """A POST can only add to a JSON object, and only a JSON object (part 3, 2.2): 400."""


class DocumentTooLarge(ValueError):
    """What is merged grows with each POST: 413, nothing is changed."""

    def __str__(self):
        return f"A document may have {settings.PANAH_LRS_MOST_BYTES} bytes, whatever it was merged from."


def put_document(
    *,
    address: Address,
    content: bytes,
    content_type: str,
    seen: Preconditions = NO_PRECONDITIONS,
    version: str = "1.0.3",
) -> Document:
    """Store a document in the place of what was there. Raises what preconditions.check_put raises."""

    def put(known: Document | None) -> tuple[bytes, str]:
        preconditions.check_put(seen, _tag(known), is_profile=address.is_profile, version=version)
        return content, content_type

    return _change(address, put)


def merge_document(
    *, address: Address, content: bytes, content_type: str, seen: Preconditions = NO_PRECONDITIONS
) -> Document:
    """Put the members of a JSON object over those of the one stored, or store what is new.

    Raises NotMergeable, DocumentTooLarge, PreconditionFailed.
    """
    is_json = _is_json(content_type)
    new = _members(content, "The document sent") if is_json else None

    def merge(known: Document | None) -> tuple[bytes, str]:
        preconditions.check(seen, _tag(known))
        if known is None:
            return content, content_type
        if new is None or not _is_json(known.content_type):
            raise NotMergeable("Both the stored document and the one sent must be application/json.")
        old = _members(blobs.read(known.digest), "The stored document")
        merged = json.dumps({**old, **new}, ensure_ascii=False).encode()
        if len(merged) > settings.PANAH_LRS_MOST_BYTES:
            raise DocumentTooLarge
        return merged, known.content_type

    return _change(address, merge)


@transaction.atomic
def delete_documents(*, address: Address, seen: Preconditions = NO_PRECONDITIONS) -> int:
    """Take away the documents an address names; return how many. Their contents go with the next sweep.

    Raises PreconditionFailed.
    """
    rows = list(address.documents().select_for_update())
    if seen.any:
        preconditions.check(seen, _tag(rows[0]) if rows else None)
    return Document.objects.filter(pk__in=[row.pk for row in rows]).delete()[0]


def _change(address: Address, decide) -> Document:
    try:
        return _change_once(address, decide)
    except IntegrityError:
        # Another client made the document in the same moment: it is there now.
        return _change_once(address, decide)


@transaction.atomic
def _change_once(address: Address, decide) -> Document:
    known = address.documents().select_for_update().first()
    content, content_type = decide(known)
    document = known or Document(
        resource=address.resource,
        place=address.place,
        activity=fitted(address.activity),
        agent=fitted(address.agent),
        registration=address.registration,
        name=address.name,
        name_key=fitted(address.name),
    )
    document.content_type = content_type
    # Written before the row that points at it: a row without its content there never is.
    document.digest = blobs.keep(content)
    document.sha1 = sha1(content, usedforsecurity=False).hexdigest()
    document.size = len(content)
    document.updated_at = timezone.now()
    document.save()
    return document


def _tag(known: Document | None) -> str | None:
    return None if known is None else preconditions.etag(known.sha1)


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _members(content: bytes, whose: str) -> dict:
    try:
        found = read_json(content)
    except UnreadableJson as error:
        raise NotMergeable(f"{whose} is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise NotMergeable(f"{whose} must be a JSON object.")
    return found
