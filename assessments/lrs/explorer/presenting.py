"""Statements as the pages show them: rows, steps of a timeline, and addresses to go on from. Templates print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from assessments.lrs.explorer.naming import Reader, as_uuid, names_for
from assessments.lrs.explorer.telling.facts import Facts, identifier_of
from assessments.lrs.explorer.telling.names import Names
from assessments.lrs.explorer.telling.sentences import Sentence, sentence, step_sentence
from assessments.lrs.explorer.telling.timelines import Step
from assessments.lrs.models import Statement
from assessments.xapi.reading import read_json


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    statement_id: UUID
    at: datetime
    stored: datetime
    sentence: Sentence
    client: str
    voided: bool

    @property
    def url(self) -> str:
        return reverse("explorer_statement", args=[self.statement_id])


@dataclass(frozen=True)
class Told:
    """Statements with their facts, and the names of everything in them."""

    rows: Sequence[Statement]
    facts: Sequence[Facts]
    names: Names

    def lines(self) -> list[Row]:
        return [
            Row(
                statement_id=row.statement_id,
                at=row.timestamp,
                stored=row.stored,
                sentence=sentence(facts, self.names),
                client=self.names.client(row.authority),
                voided=row.voided,
            )
            for row, facts in zip(self.rows, self.facts, strict=True)
        ]

    def steps(self) -> list[Step]:
        return [
            Step(
                statement_id=row.statement_id,
                at=row.timestamp,
                order=row.pk,
                facts=facts,
                sentence=step_sentence(facts, self.names),
                voided=row.voided,
            )
            for row, facts in zip(self.rows, self.facts, strict=True)
        ]


def tell(rows: Iterable[Statement], reader: Reader) -> Told:
    """Return the statements of these rows with all names. Five queries, however many rows."""
    rows = list(rows)
    facts = [facts_of(row) for row in rows]
    return Told(rows, facts, names_for(facts, reader))


def facts_of(row: Statement) -> Facts:
    value = read_json(row.raw)
    return Facts(value if isinstance(value, dict) else {})


def search_url(**query: str) -> str:
    """Return the address of the list with this filter."""
    return f"{reverse('explorer_statements')}?{urlencode(query)}"


def actor_url(actor) -> str:
    identifier = identifier_of(actor)
    return search_url(person=identifier) if identifier else ""


def learner_url(identifier: str) -> str:
    """Return the address of a learner's timeline, "" for an identifier that is not of an account of ours."""
    kind, _, account = identifier.partition(" ")
    home, _, name = account.rpartition(" ")
    is_ours = kind == "account" and home == settings.PANAH_BASE_URL
    key = as_uuid(name) if is_ours else None
    return reverse("explorer_learner", args=[key]) if key else ""


def registration_url(registration: str, activity: str = "") -> str:
    address = reverse("explorer_registration", args=[registration])
    return f"{address}?{urlencode({'activity': activity})}" if activity else address
