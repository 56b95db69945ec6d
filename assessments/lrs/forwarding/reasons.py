"""Why something did not go out, kept as a code or as the answer of the other store, and told in words."""

import re
from collections.abc import Mapping
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.xapi.reading import UnreadableJson, read_json

ONLY_IN_2_0, NO_CONTENT = "only-in-2.0", "no-content"
SECRET_UNREADABLE, UNSAFE_ADDRESS = "secret-unreadable", "unsafe-address"
NO_STORE, REFUSES_EVERYTHING, FAULT = "no-store", "refuses-everything", "fault"
NO_CONNECTION, NO_HOST, NO_TRUST = "no-connection", "no-host", "no-trust"
TOO_LATE, BROKEN_OFF = "too-late", "broken-off"

_WORDS = {
    ONLY_IN_2_0: gettext_lazy("xAPI 1.0.3 cannot say what this statement of xAPI 2.0 says"),
    NO_CONTENT: gettext_lazy("The content of an attachment is not in this store"),
    SECRET_UNREADABLE: gettext_lazy(
        "The secret cannot be decrypted: the site's secret key has changed. Enter it again"
    ),
    UNSAFE_ADDRESS: gettext_lazy("The address is not one that secrets may be sent to"),
    NO_STORE: gettext_lazy("Something answered that is not a record store"),
    REFUSES_EVERYTHING: gettext_lazy("The store refuses every statement: are address and version right?"),
    FAULT: gettext_lazy("A fault on our side, told in the log of the server"),
    NO_CONNECTION: gettext_lazy("Nothing answers at this address"),
    NO_HOST: gettext_lazy("The host in the address is not known"),
    NO_TRUST: gettext_lazy("The certificate of the store is not to be trusted, or it does not speak https"),
    TOO_LATE: gettext_lazy("The store did not answer in time"),
    BROKEN_OFF: gettext_lazy("The connection broke off"),
}
# What a status means for who forwards; of the others 500 and above are the store's own faults.
_STATUSES = {
    400: gettext_lazy("The store finds it wrong"),
    401: gettext_lazy("The store does not accept the user name and the secret"),
    403: gettext_lazy("The store knows the user name and the secret, but they do not allow writing"),
    404: gettext_lazy("There is no record store at this address"),
    405: gettext_lazy("There is no record store at this address"),
    409: gettext_lazy("The store holds another statement with this id"),
    413: gettext_lazy("It is too large for the store"),
    422: gettext_lazy("The store finds it wrong"),
    429: gettext_lazy("The store asks us to come later"),
    503: gettext_lazy("The store asks us to come later"),
}
_ANSWER = re.compile(r"HTTP (\d{3})(?:: (.*))?", re.DOTALL)
# Where stores put the words of an answer in JSON.
_WORDS_OF_ANSWERS = ("message", "error", "detail", "error_description", "description", "reason", "title")


def told(text: str) -> str:
    """Return a reason in the reader's language; what other stores say is left as it is.

    A reason is a code ("no-store"), a code with details ("no-content: 9f86d0…") or an answer ("HTTP 401: …").
    """
    if answer := _ANSWER.fullmatch(text):
        return told_answer(int(answer[1]), answer[2] or "")
    code, colon, details = text.partition(": ")
    if code not in _WORDS:
        return text
    return _with_details(str(_WORDS[code]), details) if colon else str(_WORDS[code])


def told_answer(status: int, text: str) -> str:
    """Return what a status means, and what the other store said to it."""
    if status in _STATUSES:
        words = str(_STATUSES[status])
    elif status >= 500:
        words = _("The store has a fault of its own (status %(status)s)") % {"status": status}
    else:
        words = _("The store answers with the status %(status)s") % {"status": status}
    said = said_in(text)
    return _with_details(words, said) if said else words


def said_in(text: str) -> str:
    """Return the words of an answer: the message of a JSON object, the text of a page; "" if it has none."""
    try:
        found = read_json(text.encode())
    except UnreadableJson:
        return " ".join(unescape(strip_tags(text)).split())
    while isinstance(found, Mapping):
        found = next((found[name] for name in _WORDS_OF_ANSWERS if found.get(name)), text)
    return found.strip() if isinstance(found, str) else text.strip()


def _with_details(words: str, details: str) -> str:
    return _("%(reason)s: %(details)s") % {"reason": words, "details": details}
