"""One statement in full: its facts as a table, its neighbours, what it points at, its attachments."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.lrs.explorer.naming import Reader, as_uuid
from assessments.lrs.explorer.presenting import (
    Row,
    actor_url,
    facts_of,
    learner_url,
    registration_url,
    search_url,
    tell,
)
from assessments.lrs.explorer.searching import Search, find, position_of
from assessments.lrs.explorer.telling import amounts
from assessments.lrs.explorer.telling.answers import answer
from assessments.lrs.explorer.telling.facts import Facts, account_of, identifier_of
from assessments.lrs.explorer.telling.names import Names
from assessments.lrs.explorer.telling.phrases import Number, Part, Word
from assessments.lrs.explorer.telling.sentences import (
    Sentence,
    activity_phrase,
    headline,
    object_phrase,
    points_phrase,
    sentence,
    verb_word,
)
from assessments.lrs.explorer.telling.wording import SEVERITIES
from assessments.lrs.models import Attachment, Statement
from assessments.lrs.statements import terms
from assessments.xapi import vocabulary

_MOST_REFERRERS = 20


@dataclass(frozen=True)
class Fact:
    """A row of the table: what it is, how it is called, and its exact value where that is another one."""

    label: str
    told: Part
    exact: str = ""
    url: str = ""


@dataclass(frozen=True)
class AttachmentLine:
    """An attachment as the statement names it; `url` is "" where the content is not kept here."""

    name: str
    content_type: str
    size: int | None
    sha2: str
    file_url: str
    url: str


@dataclass(frozen=True)
class Shown:
    """A statement to be shown to a reader. Queries are made once, whatever the template asks."""

    row: Statement
    reader: Reader

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.row)

    @cached_property
    def _around(self) -> Sequence[Statement]:
        """The statement, then those that belong to it, told together: names cost the same for all."""
        return [row for row in (self.row, self._target, self._newer, self._older, *self._referrers) if row]

    @cached_property
    def _told(self):
        return tell(self._around, self.reader)

    @cached_property
    def _lines(self) -> Mapping[UUID, Row]:
        return {line.statement_id: line for line in self._told.lines()}

    @property
    def names(self) -> Names:
        return self._told.names

    @cached_property
    def sentence(self) -> Sentence:
        return sentence(self.facts, self.names)

    @property
    def title(self) -> str:
        return headline(self.facts, self.names).text()

    @cached_property
    def json(self) -> str:
        return json.dumps(self.facts.statement, ensure_ascii=False, indent=2)

    # What belongs to it

    @cached_property
    def _target(self) -> Statement | None:
        return Statement.objects.filter(statement_id=self.row.target).first() if self.row.target else None

    @cached_property
    def _referrers(self) -> Sequence[Statement]:
        return list(Statement.objects.filter(target=self.row.statement_id).order_by("-pk")[:_MOST_REFERRERS])

    @cached_property
    def _newer(self) -> Statement | None:
        return self._neighbour(after=position_of(self.row))

    @cached_property
    def _older(self) -> Statement | None:
        return self._neighbour(before=position_of(self.row))

    def _neighbour(self, **beyond) -> Statement | None:
        if not self.facts.registration:
            return None
        term = terms.term(terms.REGISTRATION, self.facts.registration)
        rows = find(Search(terms=[[term]], with_voided=True, limit=1, **beyond)).rows
        return rows[0] if rows else None

    def _line(self, row: Statement | None) -> Row | None:
        return self._lines[row.statement_id] if row else None

    @property
    def target(self) -> Row | None:
        return self._line(self._target)

    @property
    def previous(self) -> Row | None:
        """What was stored before it under the same registration."""
        return self._line(self._older)

    @property
    def next(self) -> Row | None:
        return self._line(self._newer)

    @property
    def voided_by(self) -> Row | None:
        voiders = (row for row in self._referrers if row.verb == vocabulary.VOIDED.iri)
        return self._line(next(voiders, None)) if self.row.voided else None

    @property
    def referrers(self) -> list[Row]:
        """What else points at it."""
        return [self._lines[row.statement_id] for row in self._referrers if row.verb != vocabulary.VOIDED.iri]

    @property
    def registration_url(self) -> str:
        return registration_url(self.facts.registration) if as_uuid(self.facts.registration) else ""

    @property
    def attempt_url(self) -> str:
        """Where the play of the scenario it belongs to is shown as a timeline."""
        scenario = self.facts.of_kind("scenario")
        return (
            registration_url(self.facts.registration, scenario) if self.registration_url and scenario else ""
        )

    @property
    def learner_url(self) -> str:
        return learner_url(identifier_of(self.facts.actor))

    # Attachments

    @cached_property
    def attachments(self) -> list[AttachmentLine]:
        if not self.facts.attachments:
            return []
        kept = {one.sha2.lower(): one for one in Attachment.objects.filter(statement=self.row)}
        return [self._attachment(one, kept) for one in self.facts.attachments]

    def _attachment(self, told: Mapping, kept: Mapping[str, Attachment]) -> AttachmentLine:
        sha2 = str(told.get("sha2", ""))
        held = kept.get(sha2.lower())
        name = self.names.best(told.get("display"))
        return AttachmentLine(
            name=name.content if name else _("Attachment"),
            content_type=str(told.get("contentType", "")),
            size=held.size if held else told.get("length"),
            sha2=sha2,
            file_url=str(told.get("fileUrl", "")),
            url=reverse("explorer_attachment", args=[self.row.statement_id, held.pk]) if held else "",
        )

    # The table

    def table(self) -> list[Fact]:
        return [*self._who_and_what(), *self._result(), *self._context(), *self._record()]

    def _who_and_what(self) -> Iterator[Fact]:
        facts, names = self.facts, self.names
        person = names.person(facts.actor)
        note = person.service_number if person else account_of(facts.actor, settings.PANAH_BASE_URL)
        yield Fact(_("Who"), names.actor(facts.actor), note, actor_url(facts.actor))
        yield Fact(_("What happened"), verb_word(facts, names), facts.verb, search_url(verb_iri=facts.verb))
        exact = str(facts.target.get("id", ""))
        url = search_url(activity=exact) if facts.target_type == "Activity" else ""
        yield Fact(_("To what"), object_phrase(facts, names), exact, url)

    def _result(self) -> Iterator[Fact]:
        facts = self.facts
        if facts.percent is not None:
            yield Fact(_("Score"), Number(amounts.percent(facts.percent)))
        if facts.points is not None:
            yield Fact(_("Points"), points_phrase(facts))
        if facts.success is not None:
            yield Fact(_("Success"), Word(_("yes") if facts.success else _("no")))
        if facts.duration:
            yield Fact(_("Duration"), Word(amounts.duration(facts.duration)), facts.duration)
        if response := answer(facts, self.names):
            is_told = response.content != facts.response
            yield Fact(_("Answer"), response, facts.response if is_told else "")
        if facts.severity in SEVERITIES:
            yield Fact(_("Judgement"), Word(str(SEVERITIES[facts.severity])))
        for error in self.sentence.critical_errors:
            yield Fact(_("Critical error"), Word(error))

    def _context(self) -> Iterator[Fact]:
        facts, names = self.facts, self.names
        if facts.registration:
            label = names.registrations.get(facts.registration) or facts.registration[:8]
            yield Fact(
                _("Registration"),
                Word(label),
                facts.registration,
                search_url(registration=facts.registration),
            )
        labels = {
            "parent": _("Inside"),
            "grouping": _("Belongs to"),
            "category": _("Profile"),
            "other": _("Also"),
        }
        for place, activity in facts.context_activities():
            iri = str(activity.get("id", ""))
            yield Fact(
                labels[place],
                activity_phrase(activity, facts, names),
                iri,
                search_url(activity=iri, inside="on"),
            )
        if isinstance(instructor := facts.context.get("instructor"), Mapping):
            yield Fact(_("Instructor"), names.actor(instructor), url=actor_url(instructor))
        if facts.language:
            yield Fact(_("Language"), Word(amounts.language(facts.language)), facts.language)
        if facts.platform:
            yield Fact(_("Platform"), Word(facts.platform))

    def _record(self) -> Iterator[Fact]:
        yield Fact(
            _("Happened"), Word(_moment(self.row.timestamp)), str(self.facts.statement.get("timestamp", ""))
        )
        yield Fact(_("Stored"), Word(_moment(self.row.stored)), str(self.facts.statement.get("stored", "")))
        yield Fact(
            _("Sent by"),
            Word(self.names.client(self.row.authority)),
            self.row.authority,
            search_url(client=self.row.authority) if self.row.authority in self.names.clients else "",
        )
        yield Fact(_("Version of xAPI"), Word(str(self.facts.statement.get("version", ""))))
        yield Fact(_("Statement id"), Word(str(self.row.statement_id)))


def _moment(value) -> str:
    return date_format(localtime(value), "DATETIME_FORMAT")
