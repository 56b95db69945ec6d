"""What the record store cannot know of its statements: who a pseudonym is, what a registration belongs to.

The store says nothing of people. A package above that knows them mounts the explorer with a subclass
(see urls.explorer_urls); without one, pseudonyms stay pseudonyms.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from assessments.lrs.explorer.telling.names import Person


class Surroundings:
    """The neutral one: nobody is named."""

    def may_name(self, user) -> bool:
        """Return whether this user may see who is behind a pseudonym."""
        return False

    def seen_by(self, user) -> "Surroundings":
        """Return the surroundings as this user may know them: the methods below tell nothing else."""
        return self

    def people(self, actor_keys: Iterable[UUID]) -> Mapping[UUID, Person]:
        """Return {actor key: person} of those there are to know. One query."""
        return {}

    def find_people(self, text: str, *, limit: int) -> Sequence[Person]:
        """Return people by service number or a part of the name."""
        return ()

    def registrations(self, keys: Iterable[UUID]) -> Mapping[UUID, str]:
        """Return {registration: what it belongs to, in words}. Two queries at most."""
        return {}

    def places(self, iris: Iterable[str]) -> Mapping[str, str]:
        """Return {IRI: name} of activities of ours that statements do not name. One query."""
        return {}

    def critical_errors(self) -> Mapping[str, str]:
        """Return {code: name in the active language} of critical errors."""
        return {}
