"""Keys that outlive languages, titles and databases: one name gives one UUID on every installation."""

from uuid import UUID, uuid5

NAMESPACE = UUID("5c1f4c3e-6d0b-5a5e-9a53-0f1d6a0e7b11")
KINDS = frozenset(
    {"block", "certificate", "check", "cohort", "course", "lesson", "module", "page", "scenario"}
)


def stable_key(kind: str, name: str) -> UUID:
    """Return the key of a unit of the curriculum: `kind` is one of KINDS, `name` its id in the data ("m4-1").

    Raises ValueError for an unknown kind or an empty name.
    """
    if kind not in KINDS:
        raise ValueError(f"Unknown kind of key: {kind!r}")
    if not name:
        raise ValueError("A key needs a name")
    return uuid5(NAMESPACE, f"{kind}:{name}")


def child_key(parent: UUID, name: str) -> UUID:
    """Return the key of a part (a scene of a scenario, a question of a check) by its name in the whole."""
    return uuid5(parent, name)
