"""Two versions of content side by side: what it says, its libraries, its files, what is said about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.h5p.desk.crediting import LICENCES
from assessments.h5p.desk.listing import language_name
from assessments.h5p.desk.places import Places, plain_text, told_value, told_word
from assessments.h5p.differences import MISSING, Difference, differences
from assessments.h5p.labels import Word
from assessments.h5p.models import H5PVersion
from assessments.wordwise import GONE, NEW, readable_difference

MOST_ROWS = 500
Parts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    """One thing that differs: the way to it, and (mark, text) of either side; () where it is not there."""

    place: tuple[str, ...]
    old: Parts
    new: Parts
    note: str = ""


@dataclass(frozen=True)
class Comparison:
    """What differs between two versions; `more` counts the rows of `texts` that are left out."""

    about: tuple[Row, ...]
    libraries: tuple[Row, ...]
    files: tuple[Row, ...]
    texts: tuple[Row, ...]
    more: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.about or self.libraries or self.files or self.texts)


def compare(old: H5PVersion, new: H5PVersion) -> Comparison:
    """Return what differs. A fixed number of queries."""
    found = differences(old.params, new.params)
    before, after = Places(old), Places(new)
    return Comparison(
        about=tuple(_about(old, new)),
        libraries=tuple(_libraries(old, new)),
        files=tuple(_files(old, new)),
        texts=tuple(_text(each, before, after) for each in found[:MOST_ROWS]),
        more=max(0, len(found) - MOST_ROWS),
    )


def _about(old: H5PVersion, new: H5PVersion) -> Iterator[Row]:
    facts = {
        _("Title"): (old.title, new.title),
        _("Language"): (language_name(old.language), language_name(new.language)),
    }
    for name, (before, after) in facts.items():
        if before != after:
            yield _row((name,), before, after)
    for each in differences(_said(old), _said(new)):
        steps = each.after if each.after is not None else each.before
        place = tuple(told_word(_step(step)) for step in steps or ())
        is_licence = bool(steps) and steps[-1] == "license"
        old_said, new_said = (_said_as(value, is_licence=is_licence) for value in (each.old, each.new))
        yield _row(place, old_said, new_said)


def _step(step: str | int) -> Word:
    return Word("", number=step + 1) if isinstance(step, int) else Word(step, is_key=True)


def _said(version: H5PVersion) -> dict:
    """Return what h5p.json says beside the title, the language and the libraries."""
    own = {"title", "language", "mainLibrary", "preloadedDependencies", "embedTypes", "defaultLanguage"}
    return {key: value for key, value in version.package.items() if key not in own}


def _libraries(old: H5PVersion, new: H5PVersion) -> Iterator[Row]:
    before, after = (
        {_library(row) for row in version.libraries.defer("metadata", "semantics")} for version in (old, new)
    )
    by_name: dict[str, list[list[str]]] = {}
    for side, there in ((0, before - after), (1, after - before)):
        for name, number in sorted(there):
            by_name.setdefault(name, [[], []])[side].append(number)
    for name, (gone, come) in sorted(by_name.items()):
        yield _row((name,), ", ".join(gone), ", ".join(come))


def _library(row) -> tuple[str, str]:
    return f"{row.title} ({row.machine_name})", f"{row.major}.{row.minor}"


def _files(old: H5PVersion, new: H5PVersion) -> Iterator[Row]:
    before, after = (dict(version.files.values_list("path", "digest")) for version in (old, new))
    for path in sorted(before.keys() | after.keys()):
        if path not in after:
            yield _row((path,), _("there"), "")
        elif path not in before:
            yield _row((path,), "", _("there"))
        elif before[path] != after[path]:
            yield Row((path,), (), (), _("Another file under the same name."))


def _text(each: Difference, before: Places, after: Places) -> Row:
    places, path = (after, each.after) if each.after is not None else (before, each.before)
    spot = places.spot(path or ())
    old = "" if each.old is MISSING else told_value(each.old, before.spot(each.before or ()).field)
    new = "" if each.new is MISSING else told_value(each.new, spot.field)
    place = tuple(places.words(path or ()))
    if old == new:
        return Row(place, (), (), _("Only the formatting differs."))
    return _row(place, old, new)


def _row(place: tuple[str, ...], old: str, new: str) -> Row:
    if not old or not new:
        return Row(place, ((GONE, old),) if old else (), ((NEW, new),) if new else ())
    parts = readable_difference(old, new)
    return Row(
        place,
        tuple(part for part in parts if part[0] != NEW),
        tuple(part for part in parts if part[0] != GONE),
    )


def _said_as(value: object, *, is_licence: bool) -> str:
    if value is MISSING:
        return ""
    if is_licence:
        return str(LICENCES.get(str(value), value))
    return plain_text(value) if isinstance(value, str) else str(value)
