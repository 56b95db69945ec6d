"""What a page says, as strings to translate: how many words, and a fingerprint of them."""

import re
from dataclasses import dataclass
from hashlib import sha256

from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

WORD = re.compile(r"[^\W_]+(?:[-’'ʻʼ‌][^\W_]+)*")


@dataclass(frozen=True)
class Wording:
    """`words` are counted in what is translated, tokens and tags left out; `digest` changes with any of them."""

    words: int
    digest: str


def wording_of(page: Page) -> Wording:
    """Return the wording of a page in its own language. No query."""
    strings = [
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]
    told = "\x1f".join(f"{path}\x1e{text}" for path, text in strings)
    return Wording(
        words=sum(words_in(text) for _path, text in strings), digest=sha256(told.encode()).hexdigest()
    )


def words_in(text: str) -> int:
    """Return how many words a text has; a country token is one.

    >>> words_in("<b>Stop</b> the return. {{asylum_authority}} decides.")
    5
    """
    return len(WORD.findall(strip_tags(text.replace("_", ""))))
