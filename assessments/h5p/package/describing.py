"""h5p.json as it is kept: what is known of it, brought to one form. Pure."""

from collections.abc import Mapping
from html import unescape

from assessments.h5p.package.requirements import EMBED_TYPES, H5P_OPTIONAL, is_wrong
from assessments.h5p.semantics.filtering import filtered_metadata

_KEPT = ("metaKeywords", "metaDescription", "w", "h")


def described(data: Mapping) -> dict:
    """Return what is kept of a valid h5p.json. Its texts are plain, not HTML.

    The one author of old packages becomes the list of today's; years come under today's names.
    """
    told = {key: value for key, value in data.items() if not is_wrong(key, value, H5P_OPTIONAL)}
    if isinstance(told.get("author"), str) and not told.get("authors"):
        told["authors"] = [{"name": told["author"], "role": "Author"}]
    return {
        **_plain(filtered_metadata(told)),
        **{key: told[key] for key in _KEPT if key in told},
        "title": str(data["title"]),
        "language": str(data["language"]),
        "mainLibrary": str(data["mainLibrary"]),
        "embedTypes": [each for each in data["embedTypes"] if each in EMBED_TYPES],
        "preloadedDependencies": list(data["preloadedDependencies"]),
    }


def _plain(value):
    """Return the value with its texts as they were before they were made HTML."""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value
