"""The timelines as pages: of a registration, of the plays of one scenario in it, of a learner."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from assessments.lrs.explorer.naming import Reader
from assessments.lrs.explorer.presenting import Told, actor_url, registration_url, search_url
from assessments.lrs.explorer.searching import Position, Search
from assessments.lrs.explorer.telling.facts import Facts
from assessments.lrs.explorer.telling.names import Names, Person
from assessments.lrs.explorer.telling.phrases import Phrase, Word
from assessments.lrs.explorer.telling.sentences import activity_phrase
from assessments.lrs.explorer.telling.timelines import Day, Play, days, plays
from assessments.lrs.statements import terms
from assessments.xapi import actors

# A page of a timeline: a cohort's person has some hundred statements, a scenario at most some dozen.
STEPS = 200


def registration_search(
    registration: UUID, activity: str = "", *, before: Position | None = None, after: Position | None = None
) -> Search:
    """Return the search for what happened under a registration, with an activity only what happened in it."""
    wanted = [[terms.term(terms.REGISTRATION, str(registration))]]
    if activity:
        wanted.append([terms.term(kind, activity) for kind in (terms.ACTIVITY, terms.RELATED_ACTIVITY)])
    return Search(terms=wanted, with_voided=True, before=before, after=after, limit=STEPS)


def learner_search(
    actor_key: UUID, *, before: Position | None = None, after: Position | None = None
) -> Search:
    """Return the search for everything a learner did."""
    found = terms.term(terms.AGENT, actors.identifier(_agent(actor_key)))
    return Search(terms=[[found]], with_voided=True, before=before, after=after, limit=STEPS)


def _agent(actor_key: UUID) -> dict:
    return actors.learner(actor_key).as_version()


@dataclass(frozen=True)
class Link:
    url: str
    told: Phrase | Word


class Timeline:
    """What all timelines show: days with their courses, or the plays of one scenario."""

    told: Told
    plays: Sequence[Play] = ()

    @property
    def names(self) -> Names:
        return self.told.names

    @cached_property
    def days(self) -> list[Day]:
        return days(self.told.steps(), lambda iri, facts: self.activity(iri, facts))

    def activity(self, iri: str, facts: Facts) -> Phrase | Word:
        return activity_phrase({"id": iri}, facts, self.names)

    @property
    def facts(self) -> Sequence[Facts]:
        return self.told.facts

    def scenarios(self) -> list[Link]:
        """Return the plays that can be looked at on their own: each scenario under each registration once."""
        found = {}
        for facts in self.facts:
            iri = facts.of_kind("scenario")
            if iri and facts.registration:
                found.setdefault((facts.registration, iri), facts)
        return [
            Link(registration_url(registration, iri), self.activity(iri, facts))
            for (registration, iri), facts in found.items()
        ]


@dataclass(frozen=True)
class RegistrationTimeline(Timeline):
    told: Told
    registration: UUID
    in_activity: str = ""

    @property
    def title(self) -> str:
        if self.in_activity:
            facts = self.facts[0] if self.facts else Facts({})
            return self.activity(self.in_activity, facts).text()
        return _("Registration: %(name)s") % {"name": self.label}

    @property
    def label(self) -> str:
        return self.names.registrations.get(str(self.registration)) or str(self.registration)[:8]

    @property
    def actor(self) -> Link | None:
        """Who it is about; the first actor stands for all, a registration being one person's."""
        return (
            Link(actor_url(self.facts[0].actor), self.names.actor(self.facts[0].actor))
            if self.facts
            else None
        )

    @property
    def whole_url(self) -> str:
        return registration_url(str(self.registration))

    @property
    def list_url(self) -> str:
        return search_url(registration=str(self.registration))

    @cached_property
    def plays(self) -> list[Play]:
        return plays(self.told.steps()) if self.in_activity else []

    @property
    def days(self) -> list[Day]:
        return [] if self.in_activity else super().days


@dataclass(frozen=True)
class LearnerTimeline(Timeline):
    told: Told
    actor_key: UUID
    reader: Reader

    @cached_property
    def person(self) -> Person | None:
        found = self.names.people.get(str(self.actor_key))
        if found or self.facts or not self.reader.may_name:
            return found
        # Nobody has said anything of them yet.
        return self.reader.surroundings.people({self.actor_key}).get(self.actor_key)

    @property
    def title(self) -> str:
        return self.person.name if self.person else self.names.actor(_agent(self.actor_key)).content

    @property
    def note(self) -> str:
        return self.person.service_number if self.person else str(self.actor_key)

    @property
    def list_url(self) -> str:
        return actor_url(_agent(self.actor_key))

    @property
    def registrations(self) -> list[Link]:
        found = dict.fromkeys(facts.registration for facts in self.facts if facts.registration)
        return [
            Link(registration_url(key), Word(self.names.registrations.get(key) or key[:8])) for key in found
        ]
