"""Why something did not go out, where no answer of the other store says it: kept as a code, told in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ONLY_IN_2_0, NO_CONTENT = "only-in-2.0", "no-content"
SECRET_UNREADABLE, UNSAFE_ADDRESS = "secret-unreadable", "unsafe-address"
NO_STORE, REFUSES_EVERYTHING = "no-store", "refuses-everything"

_WORDS = {
    ONLY_IN_2_0: gettext_lazy("xAPI 1.0.3 cannot say what this statement of xAPI 2.0 says"),
    NO_CONTENT: gettext_lazy("The content of an attachment is not in this store"),
    SECRET_UNREADABLE: gettext_lazy(
        "The secret cannot be decrypted: the site's secret key has changed. Enter it again"
    ),
    UNSAFE_ADDRESS: gettext_lazy("The address is not one that secrets may be sent to"),
    NO_STORE: gettext_lazy("Something answered that is not a record store"),
    REFUSES_EVERYTHING: gettext_lazy("The store refuses every statement: are address and version right?"),
}


def told(text: str) -> str:
    """Return a reason in the reader's language; the answers of other stores are returned as they are.

    A reason is a code, or a code, a colon and details: "no-content: 9f86d0…".
    """
    code, colon, details = text.partition(": ")
    if code not in _WORDS:
        return text
    if not colon:
        return str(_WORDS[code])
    return _("%(reason)s: %(details)s") % {"reason": _WORDS[code], "details": details}
