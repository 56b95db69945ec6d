"""What two states of a design differ in. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One value that is not the same: `field` is a key of DesignVersion's content, of its texts, or "names", "posts" or
    "image" of the signatory `index` (from 0; -1 for what belongs to no signatory); `language` "" for what has none.
    """

    field: str
    language: str
    index: int
    before: object
    after: object


def differences(before: Mapping, after: Mapping) -> list[Difference]:
    """Return what changed between two contents, in the order of the form."""
    old, new = dict(_flat(before)), dict(_flat(after))
    return [
        Difference(*place, old.get(place, ""), new.get(place, ""))
        for place in dict.fromkeys([*old, *new])
        if old.get(place, "") != new.get(place, "")
    ]


def _flat(content: Mapping) -> Iterator[tuple[tuple[str, str, int], object]]:
    """Yield ((field, language, index), value) of everything that is not empty."""
    for field in ("layout", "primary", "accent", "valid_months", "logo"):
        if content[field]:
            yield (field, "", -1), content[field]
    for language, texts in content["texts"].items():
        for field, text in texts.items():
            yield (field, language, -1), text
    for index, one in enumerate(content["signatories"]):
        yield from _flat_signatory(index, one)


def _flat_signatory(index: int, one: Mapping) -> Iterator[tuple[tuple[str, str, int], object]]:
    for field in ("names", "posts"):
        for language, text in one[field].items():
            yield (field, language, index), text
    if one["image"]:
        yield ("image", "", index), one["image"]
