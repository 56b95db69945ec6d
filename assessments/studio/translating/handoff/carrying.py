"""What a preview found, signed and put into its own form: nothing is kept on the server between look and yes."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core import signing

from assessments.studio.translating.handoff.checking import Item

SALT = "studio.handoff"
# A preview is for today; what came in the file is kept in it no longer.
SECONDS = 24 * 60 * 60
# Below what a form may hold (DATA_UPLOAD_MAX_MEMORY_SIZE).
LONGEST = 2_000_000
_FIELDS = ("name", "line", "kind", "old", "new", "state", "source", "is_stale")


class PreviewTooLarge(ValueError):
    """The file changes more than one form can carry."""


class PreviewGone(ValueError):
    """The preview is too old, was made for something else, or was tampered with."""


@dataclass(frozen=True)
class Carried:
    key: UUID
    items: tuple[Item, ...]


def carry(items: Iterable[Item], *, scope: str) -> str:
    """Return items as one signed text that only counts for `scope` (scenario, language, person).

    Raises PreviewTooLarge.
    """
    data = {
        "scope": scope,
        "key": str(uuid4()),
        "items": [[getattr(item, name) for name in _FIELDS] for item in items],
    }
    found = signing.dumps(data, salt=SALT, compress=True)
    if len(found) > LONGEST:
        raise PreviewTooLarge
    return found


def carried(text: str, *, scope: str) -> Carried:
    """Return what was carried. Raises PreviewGone."""
    try:
        data = signing.loads(text, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as error:
        raise PreviewGone from error
    if data["scope"] != scope:
        raise PreviewGone
    items = tuple(Item(**dict(zip(_FIELDS, values, strict=True))) for values in data["items"])
    return Carried(UUID(data["key"]), items)
