"""Where a document stands: xAPI 1.0.3 part 3, 2.3, 2.6, 2.7."""

from dataclasses import dataclass
from hashlib import sha256

from assessments.lrs.documents.models import Document
from assessments.lrs.widths import fitted

Resource = Document.Resource


@dataclass(frozen=True)
class Address:
    """One document, or with an empty name all of a place.

    `agent` is an identifier as by xapi.actors.identifier, `registration` a UUID in lower case; "" for what the
    resource does not have. `any_registration` leaves the registration open: those of all are meant.
    """

    resource: str
    activity: str = ""
    agent: str = ""
    registration: str = ""
    name: str = ""
    any_registration: bool = False

    @property
    def is_profile(self) -> bool:
        return self.resource != Resource.STATE

    @property
    def place(self) -> str:
        return sha256("\0".join((self.resource, self.activity, self.agent)).encode()).hexdigest()

    def documents(self):
        """Return the rows that the address names."""
        rows = Document.objects.filter(place=self.place)
        if not self.any_registration:
            rows = rows.filter(registration=self.registration)
        return rows.filter(name_key=fitted(self.name)) if self.name else rows
