"""The keys of what the data names. What an editor made in the CMS is called by its key itself there, so that it
keeps its key, and with it everybody's progress, when the data is loaded somewhere else."""

from uuid import UUID

from assessments.xapi.keys import child_key, stable_key


def key_of(kind: str, name: str) -> UUID:
    """Return the key of a page or a block by its name in the data ("m4-1", "m4-1/s3").

    >>> str(key_of("block", "m4-1/7d0b9a51-3f0f-4c55-9a6e-0d4f3a1c2b11"))
    '7d0b9a51-3f0f-4c55-9a6e-0d4f3a1c2b11'
    """
    return own_key(name) or stable_key(kind, name)


def item_key(parent: UUID, name: str) -> UUID:
    """Return the key of a part of a block by its name in it ("q1/a")."""
    return own_key(name) or child_key(parent, name)


def own_key(name: str) -> UUID | None:
    """Return the key a name is, None for a name that somebody gave."""
    last = name.rpartition("/")[2]
    if len(last) != len(str(UUID(int=0))):
        return None
    try:
        return UUID(last)
    except ValueError:
        return None
