from datetime import UTC, datetime
from uuid import uuid4

from courses.messaging.models import Message
from courses.messaging.sending import send
from courses.messaging.writing.composing import compose_own
from courses.messaging.writing.forms import people_to_tell

SENT = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
WORDS = {
    "ru": {"subject": "Приходите в среду", "body": "Возьмите с собой план занятия."},
    "en": {"subject": "Come on Wednesday", "body": "Bring your session plan."},
}


def make_message(*, cohort, by=None, texts=None, at=SENT, key=None) -> Message:
    """Send own words to everybody in the cohort and return the message."""
    draft = compose_own(texts=texts or WORDS, enrolments=people_to_tell(cohort))
    return send(cohort=cohort, draft=draft, key=key or uuid4(), by=by, at=at)
