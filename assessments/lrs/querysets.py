from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone


class StatementQuerySet(models.QuerySet):
    """Statements, with the filters of xAPI 1.0.3 part 3, 2.1.3."""

    def in_force(self):
        return self.filter(voided=False)

    def about_agent(self, identifier: str):
        """Keep those in which the agent acts or is acted on; `identifier` as by columns.actor_column."""
        return self.filter(Q(actor=identifier) | Q(activity=identifier))

    def with_verb(self, iri: str):
        return self.filter(verb=iri)

    def about_activity(self, iri: str):
        return self.filter(activity=iri)

    def under_registration(self, registration: UUID):
        return self.filter(registration=registration)

    def stored_after(self, moment: datetime):
        return self.filter(stored__gt=moment)

    def stored_until(self, moment: datetime):
        return self.filter(stored__lte=moment)

    def vouched_by(self, authority: str):
        return self.filter(authority=authority)


class LrsKeyQuerySet(models.QuerySet):
    """Credentials of clients."""

    def usable(self):
        """Keep those that are neither revoked nor expired."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None)
