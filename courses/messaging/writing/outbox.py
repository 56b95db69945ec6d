"""What was sent to a cohort, as its page lists it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import get_language

from courses.cohorts.models import Cohort
from courses.content.tree import with_fallbacks
from courses.messaging.mailing import MOST_TRIES
from courses.messaging.models import Message
from courses.messaging.writing.ready import BY_CODE

NEWEST = 100


@dataclass(frozen=True)
class SentLine:
    """One message: to how many, read by how many, and where its e-mail is (`mailed`, `waiting`, `failed`)."""

    title: str
    language: str
    sender: str
    sent_at: datetime
    people: int
    read: int
    mailed: int
    waiting: int
    failed: int


def sent_to(cohort: Cohort) -> list[SentLine]:
    """Return the newest messages of the cohort. One query."""
    with_address = ~Q(copies__email="")
    unsent = with_address & Q(copies__emailed_at=None)
    rows = (
        Message.objects.filter(cohort=cohort)
        .select_related("sender")
        .annotate(
            people=Count("copies"),
            read=Count("copies", filter=Q(copies__read_at__isnull=False)),
            mailed=Count("copies", filter=Q(copies__emailed_at__isnull=False)),
            waiting=Count("copies", filter=unsent & Q(copies__email_tries__lt=MOST_TRIES)),
            failed=Count("copies", filter=unsent & Q(copies__email_tries__gte=MOST_TRIES)),
        )
        .order_by("-sent_at", "-pk")
    )
    return [_line(message) for message in rows[:NEWEST]]


def _line(message: Message) -> SentLine:
    if message.template in BY_CODE:
        title, language = str(BY_CODE[message.template].label), get_language()
    else:
        language = next(
            (code for code in with_fallbacks(get_language()) if code in message.texts),
            next(iter(message.texts)),
        )
        title = message.texts[language]["subject"]
    return SentLine(
        title=title,
        language=language,
        sender=message.sender.get_full_name() if message.sender else "",
        sent_at=message.sent_at,
        people=message.people,
        read=message.read,
        mailed=message.mailed,
        waiting=message.waiting,
        failed=message.failed,
    )
