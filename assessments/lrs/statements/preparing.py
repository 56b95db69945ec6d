"""All that can be made of a statement before it is its turn to be stored: while one is written, others wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assessments.lrs.models import Statement
from assessments.lrs.statements import activities, terms
from assessments.lrs.statements.activities import Told
from assessments.lrs.statements.completing import completed, rfc3339
from assessments.lrs.widths import fitted
from assessments.xapi import actors, vocabulary
from assessments.xapi.reading import write_json
from assessments.xapi.shapes import parse_timestamp


@dataclass(frozen=True)
class Prepared:
    """A valid statement, nearly complete: what is missing is the time at which it is stored.

    `row` has no `raw` and no `stored` yet, `text` is its JSON without the last brace; `own_terms` and `ordered_terms`
    are those of the module terms, `told` the definitions in it that this process has not merged yet.
    """

    sent: dict
    whole: dict
    row: Statement
    text: str
    own_terms: frozenset[int]
    ordered_terms: Sequence[int]
    told: Sequence[Told]

    @property
    def points(self) -> bool:
        return self.row.target is not None


def prepare(sent: Sequence[dict], *, authority: str, version: str) -> list[Prepared]:
    """Return valid statements with what the store sets, but for `stored`; `version` is what the request spoke."""
    agent = actors.authority(authority).as_version(vocabulary.VERSION)
    return [_prepared(one, authority, agent, version) for one in sent]


def stamp(prepared: Sequence[Prepared], stored: datetime) -> None:
    """Give each row the time at which it is stored; a statement without a timestamp happened then (part 2, 2.4.7)."""
    moment = rfc3339(stored)
    for one in prepared:
        one.row.stored = stored
        if "timestamp" in one.whole:
            one.row.raw = f'{one.text},"stored":"{moment}"}}'
        else:
            one.row.timestamp = stored
            one.row.raw = f'{one.text},"timestamp":"{moment}","stored":"{moment}"}}'


def _prepared(sent: dict, authority: str, agent: dict, version: str) -> Prepared:
    whole = completed(sent, authority=agent, version=version)
    target = whole["object"]
    row = Statement(
        statement_id=UUID(whole["id"]),
        verb=fitted(whole["verb"]["id"]),
        target=UUID(target["id"]) if target.get("objectType") == "StatementRef" else None,
        timestamp=parse_timestamp(whole["timestamp"]) if "timestamp" in whole else None,
        authority=authority,
    )
    return Prepared(
        sent=sent,
        whole=whole,
        row=row,
        text=write_json(whole)[:-1],
        own_terms=frozenset(terms.own_terms(whole, authority)),
        ordered_terms=terms.ordered_terms(whole),
        told=activities.unmerged(whole),
    )
