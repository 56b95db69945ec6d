"""Does a destination answer? The one request that a person waits for."""

from dataclasses import dataclass

import httpx
from django.utils.translation import gettext as _

from assessments.lrs.forwarding.addresses import UnsafeAddress
from assessments.lrs.forwarding.models import Destination
from assessments.lrs.forwarding.reasons import NO_STORE, SECRET_UNREADABLE, told, told_answer
from assessments.lrs.forwarding.sealing import SecretUnreadable
from assessments.lrs.forwarding.sending.client import Answer, RemoteStore, Unreachable

_SHORT = httpx.Timeout(5.0)


@dataclass(frozen=True)
class Trial:
    """Whether it works, and what there is to say, in the reader's language."""

    works: bool
    words: str


def try_connection(*, destination: Destination) -> Trial:
    """Ask the destination for one statement, with its credentials; nothing is sent and nothing noted.

    A key that may write and not read is told apart from one that is wrong.
    """
    try:
        with RemoteStore(destination, timeout=_SHORT) as store:
            answer = store.about()
    except SecretUnreadable:
        return Trial(False, told(SECRET_UNREADABLE))
    except UnsafeAddress as error:
        return Trial(False, str(error.reason))
    except Unreachable as error:
        return Trial(False, told(str(error)))
    return _judged(answer)


def _judged(answer: Answer) -> Trial:
    if answer.status == 200:
        if not answer.text.lstrip().startswith("{"):
            return Trial(False, told(NO_STORE))
        return Trial(True, _("The store answers and takes the credentials."))
    if answer.status == 403:
        return Trial(True, _("The store answers and knows the credentials; they do not allow reading."))
    return Trial(False, told_answer(answer.status, answer.text[:200]))
