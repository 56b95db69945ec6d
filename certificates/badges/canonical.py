"""JSON-LD made canonical (RDFC-1.0, which the library calls URDNA2015), from contexts on disk and never from the net.

PyLD leaves out what no context defines, silently: it would stand in the badge without being signed. Here that raises.
"""

from functools import cache
from threading import Lock

from django.conf import settings
from pyld.documentloader.frozen import FrozenDocumentLoader
from pyld.jsonld import JsonLdProcessor

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
# Copied there at set-up by tooling/copy_contexts.js.
FILES = {CREDENTIALS: "credentials-v2.json", OPEN_BADGES: "open-badges-3.0.3.json"}
# What is relative gets this base, which is found again: such a name means nothing outside of the document.
BASE = "https://relative.invalid/"
# The library keeps contexts in dictionaries that two threads must not change at once.
LOCK = Lock()


class NotSigned(Exception):
    """Something of the document would not be part of what is signed: `what`."""

    def __init__(self, what):
        super().__init__(f"No context defines {what}: it would not be signed")
        self.what = what


def canonical(document: dict) -> str:
    """Return the document as sorted N-Quads. Raises NotSigned; JsonLdError for a context that is not on disk."""
    _refuse_empty(document)
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "base": BASE,
        "documentLoader": _context,
    }
    with LOCK:
        lines = JsonLdProcessor(on_property_dropped=_refuse).normalize(document, options)
    if f"<{BASE}" in lines:
        raise NotSigned(lines.partition(f"<{BASE}")[2].partition(">")[0])
    return lines


def _refuse(term) -> None:
    raise NotSigned(term)


def _refuse_empty(value, name: str = "") -> None:
    """Raise for None anywhere: JSON-LD reads it as if it were not there."""
    if value is None:
        raise NotSigned(name)
    if isinstance(value, dict):
        for key, one in value.items():
            _refuse_empty(one, key)
    if isinstance(value, list):
        for one in value:
            _refuse_empty(one, name)


def _context(url: str, options: dict) -> dict:
    """Return a context; "static" lets the library keep what it has read out of it."""
    return _contexts()(url, options) | {"tag": "static"}


@cache
def _contexts() -> FrozenDocumentLoader:
    return FrozenDocumentLoader({url: settings.PANAH_CONTEXTS / name for url, name in FILES.items()})
