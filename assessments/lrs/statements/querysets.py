from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef


class StatementQuerySet(models.QuerySet):
    """Statements, with the filters of xAPI 1.0.3 part 3, 2.1.3."""

    def in_force(self):
        return self.filter(voided=False)

    def found_by(self, *terms: int):
        """Keep those that have one of the terms (see terms.term)."""
        held = self.model.terms.rel.related_model.objects.filter(statement_id=OuterRef("pk"), term__in=terms)
        return self.filter(Exists(held))

    def stored_after(self, moment: datetime):
        return self.filter(stored__gt=moment)

    def stored_until(self, moment: datetime):
        return self.filter(stored__lte=moment)

    def vouched_by(self, authority: str):
        return self.filter(authority=authority)
