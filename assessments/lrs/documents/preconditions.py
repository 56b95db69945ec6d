"""May a document be changed, going by what the client has seen of it? Entity tags: RFC 9110, section 13.1.

xAPI 1.0.3 part 3, 3.1; 2.0 (IEEE 9274.1.1), 4.1.4. Pure: no clock, no database.
"""

import re
from dataclasses import dataclass

_TAG = re.compile(r'\s*(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")\s*(?:,|\Z)')


class PreconditionFailed(Exception):
    """The document is not the one that the client has seen: 412, nothing is changed."""


class PreconditionMissing(ValueError):
    """A profile is put without If-Match or If-None-Match (1.0.3 part 3, 3.1): 400."""


class UnseenDocument(Exception):
    """There is a document, and the client does not say that it has seen it: 409, nothing is changed."""


@dataclass(frozen=True)
class Preconditions:
    """The two headers of a request as they came, None for one that is not there."""

    if_match: str | None = None
    if_none_match: str | None = None

    @property
    def any(self) -> bool:
        return self.if_match is not None or self.if_none_match is not None


def etag(sha1: str) -> str:
    """Return the strong entity tag of a content by its SHA-1 in hexadecimal (part 3, 3.1), quotes and all."""
    return f'"{sha1}"'


def check(seen: Preconditions, current: str | None) -> None:
    """Raise PreconditionFailed unless the current tag (None: there is no document) is as the client says."""
    if seen.if_match is not None and not names_tag(seen.if_match, current):
        raise PreconditionFailed
    if seen.if_none_match is not None and names_tag(seen.if_none_match, current):
        raise PreconditionFailed


def check_put(seen: Preconditions, current: str | None, *, is_profile: bool, version: str) -> None:
    """Do what `check` does for a PUT, and refuse one that would overwrite unseen.

    Raises PreconditionFailed; UnseenDocument for profiles, from 2.0 on for states too; PreconditionMissing
    for a new profile in 1.0.3.
    """
    check(seen, current)
    if seen.any:
        return
    is_old = version.startswith("1.")
    if current is not None and (is_profile or not is_old):
        raise UnseenDocument
    if current is None and is_profile and is_old:
        raise PreconditionMissing


def names_tag(header: str, current: str | None) -> bool:
    """Return whether an If-Match or If-None-Match header speaks of the current tag (None: there is no document)."""
    if header.strip() == "*":
        return current is not None
    return current is not None and current in _tags(header)


def _tags(header: str) -> set[str]:
    found, position = set(), 0
    while match := _TAG.match(header, position):
        found.add(match[1])
        position = match.end()
    # Clients in the field leave the quotes out; such a tag stands alone.
    return found or {f'"{header.strip()}"'}
