"""Names for a page of statements, looked up together: activities, people, clients, registrations. Six queries."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from assessments.lrs.explorer.surroundings import Surroundings
from assessments.lrs.explorer.telling.facts import Facts, account_of
from assessments.lrs.explorer.telling.names import Names
from assessments.lrs.models import KnownActivity, LrsKey
from assessments.lrs.store import OWN_AUTHORITY
from assessments.lrs.widths import fitted


@dataclass(frozen=True)
class Reader:
    """Who reads: what of people may be shown is asked once."""

    language: str
    surroundings: Surroundings
    may_name: bool

    @property
    def languages(self) -> Sequence[str]:
        """The codes in which a text is looked for, best first."""
        return [self.language, *settings.PANAH_CONTENT_FALLBACKS.get(self.language, []), "en"]


def reader_of(user, surroundings: Surroundings) -> Reader:
    """Return the reader, in the active language."""
    language = get_language() or settings.LANGUAGE_CODE
    return Reader(
        language=language,
        surroundings=surroundings.seen_by(user),
        may_name=surroundings.may_name(user),
    )


def names_for(facts: Iterable[Facts], reader: Reader) -> Names:
    """Return the names of everything these statements speak of, as far as the reader may know them."""
    facts = list(facts)
    actor_keys = set(_actor_keys(facts)) if reader.may_name else set()
    people = reader.surroundings.people(actor_keys) if actor_keys else {}
    iris = {iri for one in facts for iri in one.activity_iris()}
    registrations = {key for one in facts if (key := as_uuid(one.registration))}
    held = reader.surroundings.registrations(registrations) if registrations else {}
    return Names(
        languages=reader.languages,
        definitions=definitions_of(iris),
        people={str(key): person for key, person in people.items()},
        clients=clients(),
        registrations={str(key): name for key, name in held.items()},
        critical_errors=reader.surroundings.critical_errors(),
        places=reader.surroundings.places(iris),
    )


def clients() -> dict[str, str]:
    """Return {authority: name} of the platform itself and of every key. One query."""
    return {OWN_AUTHORITY: settings.WAGTAIL_SITE_NAME, **dict(LrsKey.objects.values_list("key", "name"))}


def definitions_of(iris: Iterable[str]) -> dict[str, Mapping]:
    """Return {IRI: definition} of the activities there is something known of. One query."""
    by_column = {fitted(iri): iri for iri in iris if iri}
    rows = KnownActivity.objects.filter(iri__in=by_column).values_list("iri", "definition")
    return {by_column[iri]: json.loads(definition) for iri, definition in rows}


def _actor_keys(facts: Iterable[Facts]) -> Iterable[UUID]:
    for one in facts:
        agents = [one.actor, one.context.get("instructor"), one.target]
        for agent in agents:
            key = as_uuid(account_of(agent, settings.PANAH_BASE_URL)) if isinstance(agent, Mapping) else None
            if key:
                yield key


def as_uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
