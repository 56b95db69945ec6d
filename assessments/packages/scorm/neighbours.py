"""What in a page of a package cannot work in a frame of an origin of its own. Pure.

Every document there is alone: the API of SCORM is given to each, but no other window can be looked into.
"""

import re
from collections.abc import Iterator

_FRAMESET = re.compile(rb"<frameset\b", re.IGNORECASE)
# parent.API and the like are looked for by nearly all, and are answered.
_TALK = re.compile(
    rb"\b(?:parent|top|opener)\.(?!API\b|API_1484_11\b|parent\b|opener\b|postMessage\b)[A-Za-z_]\w*\s*[(.=]"
)
_FRAMES = re.compile(rb"\bframes\s*\[|\bcontentWindow\s*\.\s*(?!postMessage\b)[A-Za-z_]|\bcontentDocument\b")


def talks_to_other_frames(page: bytes) -> Iterator[str]:
    """Yield codes of findings."""
    if _FRAMESET.search(page):
        yield "scorm-frameset"
    if _TALK.search(page) or _FRAMES.search(page):
        yield "scorm-frames-talk"
