"""The names of what statements speak of, and which of them a reader is told. Pure: naming.py looks them up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from assessments.lrs.explorer.telling.facts import account_of, identifier_of, kind_of, last_segment
from assessments.lrs.explorer.telling.phrases import Word


@dataclass(frozen=True)
class Person:
    """Somebody behind a pseudonym: the `actor_key` of statements, a name, a service number."""

    actor_key: UUID
    name: str
    service_number: str


@dataclass(frozen=True)
class Names:
    """What the statements of a page speak of, by name. `definitions` are those of KnownActivity by IRI.

    `places` are activities that statements leave without a name, for it is not theirs to tell: {IRI: name}.
    """

    languages: Sequence[str] = ("en",)
    definitions: Mapping[str, Mapping] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    clients: Mapping[str, str] = field(default_factory=dict)
    registrations: Mapping[str, str] = field(default_factory=dict)
    critical_errors: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def best(self, texts: object) -> Word | None:
        """Return the text of a language map in the reader's language, else the next best; None without any."""
        found = {tag: text for tag, text in texts.items() if text} if isinstance(texts, Mapping) else {}
        by_tag = {tag.lower(): tag for tag in found}
        for code in self.languages:
            near = (tag for tag in by_tag if tag.partition("-")[0] == code.partition("-")[0])
            tag = by_tag.get(code, by_tag.get(next(near, "")))
            if tag is not None:
                return Word(str(found[tag]), tag)
        return next((Word(str(text), tag) for tag, text in found.items()), None)

    def activity(self, activity: Mapping) -> Word | None:
        """Return the name of an activity as statements gave it, by all of them or by this one; None without any."""
        for definition in (self.definitions.get(activity.get("id", "")), activity.get("definition")):
            if isinstance(definition, Mapping) and (name := self.best(definition.get("name"))):
                return name
        place = self.places.get(activity.get("id", ""))
        return Word(place) if place else None

    def person(self, actor: Mapping) -> Person | None:
        return self.people.get(account_of(actor, settings.PANAH_BASE_URL))

    def actor(self, actor: Mapping) -> Word:
        """Return how an agent or group is called: by name if it may be, else by a short form of its pseudonym."""
        if person := self.person(actor):
            return Word(person.name)
        if pseudonym := account_of(actor, settings.PANAH_BASE_URL):
            return Word(self.clients.get(pseudonym) or _("Learner %(key)s") % {"key": pseudonym[:8]})
        name = actor.get("name") if isinstance(actor.get("name"), str) else ""
        account = actor.get("account") if isinstance(actor.get("account"), Mapping) else {}
        found = name or account.get("name") or identifier_of(actor).partition(" ")[2].removeprefix("mailto:")
        if found:
            return Word(str(found))
        members = [self.actor(one).content for one in actor.get("member", ()) if isinstance(one, Mapping)]
        return Word(", ".join(members[:5]) or _("a group"))

    def client(self, key: str) -> str:
        return self.clients.get(key) or _("a launch, %(key)s") % {"key": key[:8]}

    def critical_error(self, code: str) -> str:
        name = self.critical_errors.get(code)
        return f"{name} ({code})" if name else code


# The end of an IRI that says nothing without what stands before it: a version, as profiles have it.
_VERSION = re.compile(r"v\d+(?:\.\d+)*|\d+(?:\.\d+)+", re.ASCII)


def short(iri: str) -> str:
    """Return how an activity that nobody named is told apart: eight digits of our own key, or the IRI's end."""
    end = last_segment(iri)
    if kind_of(iri):
        return end[:8]
    if _VERSION.fullmatch(end) and (before := last_segment(iri.rstrip("/#").removesuffix(end))):
        return f"{before} {end}"
    return end
