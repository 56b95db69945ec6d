"""What is known of activities: their definitions from all statements, merged (xAPI 1.0.3 part 2, 2.4.4.1)."""

import marshal
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from django.db import connection, transaction

from assessments.lrs.models import KnownActivity
from assessments.lrs.statements.terms import context_activities
from assessments.lrs.widths import fitted
from assessments.xapi.merging import merged_definition
from assessments.xapi.reading import read_json, write_json

# Digests of definitions that are merged and committed. To merge one again changes nothing but the turn of
# those who tell different things of one activity: which of them is told last is nobody's right. Emptied when full.
_LEARNT: set[bytes] = set()
_MOST_LEARNT = 50_000
# Far below what a database takes as parameters.
_AT_ONCE = 5000
_TABLE = KnownActivity._meta.db_table
_INSERT = f"INSERT INTO {_TABLE} (iri, definition)"
_UNLESS_THERE = "ON CONFLICT (iri) DO NOTHING RETURNING iri"
_SENT = "unnest(%s::text[], %s::text[]) AS sent (iri, definition)"
_INSERT_POSTGRESQL = f"{_INSERT} SELECT * FROM {_SENT} ORDER BY iri {_UNLESS_THERE}"  # noqa: S608
_UPDATE_POSTGRESQL = (
    f"UPDATE {_TABLE} SET definition = sent.definition FROM {_SENT} WHERE {_TABLE}.iri = sent.iri"  # noqa: S608
)
_UPDATE_SQLITE = f"UPDATE {_TABLE} SET definition = %s WHERE iri = %s"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Told:
    """What a statement tells of one activity; `digest` is of both."""

    digest: bytes
    iri: str
    definition: dict


def unmerged(statement: dict) -> list[Told]:
    """Return the definitions in a statement that this process has not merged yet."""
    found = []
    for activity in told_in(statement):
        if activity.get("definition"):
            digest = _digest(activity)
            if digest not in _LEARNT:
                found.append(Told(digest, activity["id"], activity["definition"]))
    return found


def learn(told: Iterable[Told], *, at_once: bool = True) -> None:
    """Merge definitions into what is known; none of them new costs no query.

    Not `at_once`: after the commit, so that an act of our own does not wait for it.
    """
    definitions = list({one.digest: one for one in told}.values())
    if not definitions:
        return
    if at_once:
        _merge(definitions)
        transaction.on_commit(lambda: _remember(definitions))
    else:
        transaction.on_commit(lambda: _learn_later(definitions), robust=True)


def known_definitions(iris: Collection[str]) -> dict[str, dict]:
    """Return {iri: definition} of those activities of which something is known. One query for thousands."""
    names = {fitted(iri): iri for iri in iris}
    found = {}
    for some in _lots(list(names)):
        rows = KnownActivity.objects.filter(iri__in=some).values_list("iri", "definition")
        found |= {names[name]: read_json(definition) for name, definition in rows}
    return found


def forget() -> None:
    """Forget what this process has merged: for a database that is emptied under it."""
    _LEARNT.clear()


def told_in(statement: dict) -> Iterator[dict]:
    """Yield the activities in a statement and its sub-statement."""
    target = statement["object"]
    kind = target.get("objectType", "Activity")
    if kind == "Activity":
        yield target
    yield from context_activities(statement)
    if kind == "SubStatement":
        yield from told_in(target)


def _digest(activity: Mapping) -> bytes:
    # Version 0 of the form has no references: what is equal looks the same. It is for this process alone.
    return blake2b(marshal.dumps((activity["id"], activity["definition"]), 0), digest_size=16).digest()


def _learn_later(definitions: Sequence[Told]) -> None:
    with transaction.atomic():
        _merge(definitions)
    _remember(definitions)


def _remember(definitions: Sequence[Told]) -> None:
    if len(_LEARNT) > _MOST_LEARNT:
        _LEARNT.clear()
    _LEARNT.update(one.digest for one in definitions)


def _merge(definitions: Sequence[Told]) -> None:
    new = {}
    for one in definitions:
        name = fitted(one.iri)
        new[name] = merged_definition(new[name], one.definition) if name in new else one.definition
    # Always in one order, so that two who learn of the same activities do not wait for each other in a circle.
    for names in _lots(sorted(new)):
        known = _locked(names)
        told = {name: write_json(new[name]) for name in names}
        if missing := [(name, told[name]) for name in names if name not in known]:
            # Who came first in the same moment is waited for, and merged with.
            known |= _locked(sorted({name for name, _told in missing} - _insert(missing)))
        merged = {
            name: write_json(merged_definition(read_json(before), new[name]))
            for name, before in known.items()
            if before != told[name]
        }
        _update([(name, after) for name, after in merged.items() if after != known[name]])


def _lots(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))


def _locked(names: Sequence[str]) -> dict[str, str]:
    if not names:
        return {}
    rows = KnownActivity.objects.select_for_update().filter(iri__in=names).order_by("iri")
    return dict(rows.values_list("iri", "definition"))


def _insert(rows: Sequence[tuple[str, str]]) -> set[str]:
    """Insert what is not there; return the names of those that were not."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_INSERT_POSTGRESQL, [list(column) for column in zip(*rows, strict=True)])
        else:
            places = ", ".join(["(%s, %s)"] * len(rows))
            cursor.execute(
                f"{_INSERT} VALUES {places} {_UNLESS_THERE}", [value for row in rows for value in row]
            )
        return {name for (name,) in cursor.fetchall()}


def _update(rows: Sequence[tuple[str, str]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_UPDATE_POSTGRESQL, [list(column) for column in zip(*rows, strict=True)])
        else:
            cursor.executemany(_UPDATE_SQLITE, [(definition, name) for name, definition in rows])
