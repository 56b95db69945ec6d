"""What the record store holds, as seen from outside of it; and examples that leave nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from assessments.lrs.clients import limits
from assessments.lrs.models import Attachment, Document, KnownActivity, Statement, StatementTerm


@contextmanager
def rolled_back() -> Iterator[None]:
    """Let what is stored inside be gone afterwards, as if another example had never been."""
    limits.forget()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def held() -> tuple:
    """Return all that a request could have changed."""
    return (
        list(Statement.objects.values_list("statement_id", "raw", "voided").order_by("id")),
        StatementTerm.objects.count(),
        list(KnownActivity.objects.values_list("iri", "definition").order_by("iri")),
        list(Attachment.objects.values_list("sha2", "digest").order_by("id")),
        list(Document.objects.values_list("id", "digest", "content_type", "updated_at").order_by("id")),
    )
