"""Sending by e-mail what waits: never in a request, one worker a copy, again with growing pauses when it fails."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import OperationalError, close_old_connections
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.messaging.models import MessageCopy

logger = logging.getLogger(__name__)

# Minutes until the next try, after the first, the second and so on; then the copy is left, with its error, to people.
PAUSES = (5, 15, 60, 240, 720, 1440)
MOST_TRIES = len(PAUSES)
BATCH = 50
CONSOLE = "django.core.mail.backends.console.EmailBackend"


def can_send() -> bool:
    """Say whether letters go anywhere: to print one and call it sent would be a lie where people wait for it."""
    return not (settings.PANAH_IS_PRODUCTION and settings.EMAIL_BACKEND == CONSOLE)


def work(*, has_to_stop: Callable[[], bool], pause: Callable[[], None]) -> None:
    """Send what is due, again and again, until it has to stop; pause when nothing is left to send."""
    while not has_to_stop():
        try:
            is_idle = not any(send_waiting(has_to_stop=has_to_stop))
        except OperationalError:
            # The database is away or busy.
            logger.exception("Sending messages cannot reach the database")
            close_old_connections()
            is_idle = True
        if is_idle:
            pause()


def send_waiting(*, at: datetime | None = None, has_to_stop=lambda: False) -> tuple[int, int]:
    """Send what is due, at most a batch; return how many went out and how many failed.

    `at` is the time by which it is decided what is due, now if it is left out.
    """
    at = at or timezone.now()
    sent = failed = 0
    due = MessageCopy.objects.due(at, MOST_TRIES).select_related("message__cohort", "recipient")
    for copy in due[:BATCH]:
        if has_to_stop():
            break
        if not take(copy=copy, at=at):
            continue
        if _deliver(copy):
            sent += 1
        else:
            failed += 1
    return sent, failed


def take(*, copy: MessageCopy, at: datetime) -> bool:
    """Claim a copy for one try; return whether it worked. The row count decides between two workers.

    The claim is the pause until the next try: where a worker dies with a copy in hand, it is tried again after that.
    """
    until = at + timedelta(minutes=PAUSES[copy.email_tries])
    won = MessageCopy.objects.filter(
        pk=copy.pk, emailed_at=None, email_tries=copy.email_tries, email_next_at=copy.email_next_at
    ).update(email_tries=F("email_tries") + 1, email_next_at=until)
    return bool(won)


def _deliver(copy: MessageCopy) -> bool:
    rows = MessageCopy.objects.filter(pk=copy.pk)
    try:
        with get_connection() as connection:
            connection.send_messages([letter(copy)])
    # ValueError: an address or subject that cannot be a header.
    except (OSError, SMTPException, ValueError) as error:
        logger.warning("E-mail of message copy %s failed: %s", copy.pk, error)
        rows.update(email_error=f"{type(error).__name__}: {error}"[:300])
        return False
    rows.update(emailed_at=timezone.now(), email_error="")
    return True


def letter(copy: MessageCopy) -> EmailMessage:
    """Return the e-mail: that there is a message, and its words in the language of the copy. It names nobody else.

    The id is that of the copy: should it go out twice after all, mail programs show it once.
    """
    with translation.override(copy.language):
        page = settings.PANAH_BASE_URL + reverse("my_message", args=[copy.message.key])
        lines = [_("There is a message for you in Panah."), "", copy.subject, "", copy.body, ""]
        lines.append(_("Read it there: %(address)s") % {"address": page})
        subject = " ".join(f"Panah: {copy.subject}".split())
    host = settings.PANAH_BASE_URL.partition("//")[2].partition(":")[0]
    return EmailMessage(
        subject=subject,
        body="\n".join(lines),
        to=[copy.email],
        headers={
            "Message-ID": f"<message-{copy.message.key}-{copy.pk}@{host}>",
            "Content-Language": copy.language,
            "Auto-Submitted": "auto-generated",
        },
    )
