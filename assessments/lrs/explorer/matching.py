"""From what somebody types to what statements are found by: people and activities by name or identifier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q

from assessments.lrs.explorer.naming import Reader, as_uuid
from assessments.lrs.explorer.telling.names import Names
from assessments.lrs.models import KnownActivity
from assessments.xapi import actors, shapes
from assessments.xapi.reading import UnreadableJson, read_json, write_json
from assessments.xapi.validation import problems_of_agent

MOST_MATCHES = 20
# Descriptions match as well and are sorted out afterwards.
_MOST_READ = 400


@dataclass(frozen=True)
class Match:
    """Something that fits what was typed: its value in a filter, how it is called, and what tells it apart."""

    value: str
    name: str
    note: str = ""


def identifier_in(text: str) -> str:
    """Return the identifier (see xapi.actors.identifier) that a text is: a pseudonym, an address, an agent as
    JSON, or an identifier as it stands in our own links; "" when it is none."""
    for read in (_pseudonym, _agent, _identifier):
        if found := read(text):
            return found
    return ""


def _pseudonym(text: str) -> str:
    key = as_uuid(text) if len(text) == 36 else None
    return actors.identifier(actors.learner(key).as_version()) if key else ""


def _agent(text: str) -> str:
    if not text.startswith("{"):
        return ""
    try:
        agent = read_json(text)
    except UnreadableJson:
        return ""
    return "" if any(problems_of_agent(agent)) else actors.identifier(agent)


def _identifier(text: str) -> str:
    kind, _, value = text.partition(" ")
    if value and kind in actors.IDENTIFIERS:
        return text
    return next((f"{name} {text}" for name, check in _FORMS.items() if not any(check(text, ""))), "")


_FORMS = {"mbox": shapes.mailto, "mbox_sha1sum": shapes.sha1, "openid": shapes.iri}


def people_named(text: str, reader: Reader) -> list[Match]:
    """Return the people that fit, none where the reader may not see who is behind a pseudonym. One query."""
    if not reader.may_name:
        return []
    people = reader.surroundings.find_people(text, limit=MOST_MATCHES)
    return [
        Match(f"account {settings.PANAH_BASE_URL} {one.actor_key}", one.name, one.service_number)
        for one in people
    ]


def activities_named(text: str, reader: Reader) -> list[Match]:
    """Return the activities whose name in some language contains the text, in any letter case. One query."""
    names = Names(languages=reader.languages)
    found = []
    for iri, definition in _read(text):
        if any(text.casefold() in str(name).casefold() for name in _names(definition)):
            found.append(Match(iri, names.best(definition["name"]).content, iri))
    found.sort(key=lambda match: (match.name.casefold(), match.value))
    return found[:MOST_MATCHES]


def _read(text: str) -> Iterator[tuple[str, Mapping]]:
    # SQLite knows no letter case beyond ASCII, so the usual spellings are looked for. Quotes stand escaped in JSON.
    spellings = {write_json(one)[1:-1] for one in (text, text.lower(), text.upper(), text.capitalize())}
    wanted = reduce(or_, (Q(definition__icontains=one) for one in spellings))
    rows = KnownActivity.objects.filter(wanted).order_by("pk").values_list("iri", "definition")
    for iri, definition in rows[:_MOST_READ]:
        value = read_json(definition)
        if isinstance(value, Mapping):
            yield iri, value


def _names(definition: Mapping) -> list[object]:
    names = definition.get("name")
    return list(names.values()) if isinstance(names, Mapping) else []
