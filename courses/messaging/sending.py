"""The act of sending a message to people of a cohort."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from courses.cohorts.models import Cohort
from courses.messaging.auditing import write_down
from courses.messaging.models import Message, MessageCopy
from courses.messaging.writing.composing import Draft


class NobodyToTell(Exception):
    """The draft has no reader."""


@transaction.atomic
def send(*, cohort: Cohort, draft: Draft, key: UUID, by, at: datetime) -> Message:
    """Give each reader of the draft a copy and return the message; e-mail waits for the worker.

    `key` was made with the form: sent twice, by a double click or after a lost answer, it is one message.
    Raises NobodyToTell.
    """
    if not draft.copies:
        raise NobodyToTell
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "cohort": cohort,
            "sender": by,
            "template": draft.template,
            "texts": draft.texts,
            "sent_at": at,
        },
    )
    if is_new:
        MessageCopy.objects.bulk_create(
            MessageCopy(
                message=message,
                recipient=copy.person,
                language=copy.language,
                facts=copy.facts,
                email=copy.person.email,
            )
            for copy in draft.copies
        )
        write_down(message=message, count=len(draft.copies), by=by)
    return message
