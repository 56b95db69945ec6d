"""The messages of one person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Window

from courses.messaging.models import MessageCopy


@dataclass(frozen=True)
class Unread:
    """How many messages somebody has not opened yet, and the newest of them."""

    count: int
    newest: MessageCopy


def inbox(user):
    """Return the person's messages, newest first, with what is needed to name them."""
    return MessageCopy.objects.of(user).newest_first().select_related("message__sender", "message__cohort")


def unread_of(user) -> Unread | None:
    """Return what the person has not read, None if there is nothing. One query."""
    waiting = MessageCopy.objects.of(user).unread().newest_first().select_related("message")
    newest = waiting.annotate(count=Window(Count("pk"))).first()
    return Unread(count=newest.count, newest=newest) if newest else None


def open_message(*, copy: MessageCopy, at: datetime) -> None:
    """Stamp the copy as read; the first time counts."""
    if MessageCopy.objects.filter(pk=copy.pk, read_at=None).update(read_at=at):
        copy.read_at = at
