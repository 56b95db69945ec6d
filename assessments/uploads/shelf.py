"""What came as a package is archived, taken out again and renamed: H5P content and course packages alike.

What is archived is offered for no lesson and begun by nobody; who has begun goes on. Each act locks its row and says in
Wagtail's log who did it, in one transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log


class ChangedMeanwhile(Exception):
    """Somebody else changed the same thing since the person saw it; nothing was changed now."""


@dataclass(frozen=True)
class Shelf:
    """The acts of one model with `title`, `archived_at` and `archived_by`; by what names the log has them."""

    archived: str
    unarchived: str
    renamed: str

    @transaction.atomic
    def archive(self, *, kept, by, at: datetime):
        """Put it into the archive. Archiving what is archived changes nothing."""
        found = _locked(kept)
        if found.archived_at is None:
            self._shelve(found, self.archived, by=by, at=at, who=by)
        return found

    @transaction.atomic
    def unarchive(self, *, kept, by):
        """Take it out of the archive."""
        found = _locked(kept)
        if found.archived_at is not None:
            self._shelve(found, self.unarchived, by=by, at=None, who=None)
        return found

    @transaction.atomic
    def rename(self, *, kept, title: str, seen: str, by):
        """Give it another title; `seen` is the one the person saw. Versions keep what they were called.

        Raises ChangedMeanwhile.
        """
        found = _locked(kept)
        if title == found.title:
            return found
        if found.title != seen:
            raise ChangedMeanwhile
        old, found.title = found.title, title
        found.save(update_fields=["title"])
        log(instance=found, action=self.renamed, user=by, data={"old": old, "new": title})
        return found

    @staticmethod
    def _shelve(found, action: str, *, by, at: datetime | None, who) -> None:
        found.archived_at, found.archived_by = at, who
        found.save(update_fields=["archived_at", "archived_by"])
        log(instance=found, action=action, user=by, data={})


def _locked(kept):
    return type(kept).objects.select_for_update().get(pk=kept.pk)
