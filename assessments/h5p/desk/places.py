"""Places in content, and what stands there, for people: no keys and no markup where words are to be had."""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from assessments.h5p.differences import Position
from assessments.h5p.labels import Libraries, Spot, Word, localised, spot
from assessments.h5p.models import H5PVersion, Library, LibraryFile
from assessments.h5p.package.json_files import JsonRefused, parse
from assessments.uploads.assets import read_asset

# Where a new line begins in a text with markup.
_BREAKS = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li|h[1-6]|tr|td|blockquote)>")
_LONGEST = 2000


class Places:
    """The places of one version's content. `libraries` are the semantics of (at least) its own."""

    def __init__(self, version: H5PVersion, libraries: Libraries | None = None):
        self.params = version.params
        self.libraries = semantics_of(version) if libraries is None else libraries
        main = version.main_library
        self.semantics = self.libraries.get(f"{main.machine_name} {main.major}.{main.minor}")

    def spot(self, path: Sequence[str | int]) -> Spot:
        return spot(path, self.params, self.semantics, self.libraries)

    def words(self, path: Sequence[str | int]) -> list[str]:
        """Return the steps of the way to a place; [] for the content as a whole."""
        return [told_word(word) for word in self.spot(path).words]


def semantics_of(version: H5PVersion) -> Libraries:
    """Return the semantics of a version's libraries. Two queries, and small files."""
    return _localised(version.libraries.defer("metadata"))


def all_semantics() -> Libraries:
    """Return the semantics of all libraries. Two queries, and small files."""
    return _localised(Library.objects.defer("metadata"))


def _localised(libraries) -> Libraries:
    """Return {"H5P.Foo 1.2": semantics}, labelled in the reader's language where a library knows it."""
    rows = list(libraries)
    files = LibraryFile.objects.filter(library__in=rows, path=f"language/{get_language()}.json")
    overlays = dict(files.values_list("library_id", "digest"))
    return {
        f"{row.machine_name} {row.major}.{row.minor}": localised(
            row.semantics, _overlay(overlays.get(row.pk))
        )
        for row in rows
    }


def _overlay(digest: str | None):
    if digest is None:
        return None
    try:
        told = parse(read_asset(digest))
    except JsonRefused:
        return None
    return told.get("semantics") if isinstance(told, Mapping) else None


def told_word(word: Word) -> str:
    """Return one step of a way: "Answers", "Answer 2", "Question 1 “Who decides”"."""
    text = _keys().get(word.text, word.text) if word.is_key else word.text
    if word.number is not None:
        text = f"{text} {word.number}".strip()
    return f"{text} “{word.title}”" if word.title else text


def told_value(value: object, field: Mapping) -> str:
    """Return a value of content as people read it."""
    if isinstance(value, Position):
        return ngettext("place %(number)s", "place %(number)s", value.number) % {"number": value.number}
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return _option(value, field) or plain_text(value)
    return str(value)


def plain_text(markup: str) -> str:
    """Return the words of a text with markup, a line for each paragraph."""
    lines = unescape(strip_tags(_BREAKS.sub("\n", markup[: _LONGEST * 4]))).split("\n")
    text = "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _option(value: str, field: Mapping) -> str:
    for option in field.get("options") or []:
        if isinstance(option, Mapping) and option.get("value") == value and option.get("label"):
            return str(option["label"])
    return ""


def _keys() -> dict[str, str]:
    """Return what keys of the format itself are called: semantics have no labels for them."""
    return {
        "metadata": _("About it"),
        "library": _("Type"),
        "title": _("Title"),
        "path": _("File"),
        "copyright": _("Copyright"),
        "license": _("Licence"),
        "licenseVersion": _("Version of the licence"),
        "licenseExtras": _("More about the licence"),
        "author": _("Author"),
        "authors": _("Authors"),
        "name": pgettext("of a person", "Name"),
        "role": _("Role"),
        "source": _("Source"),
        "year": _("Year"),
        "yearFrom": _("First year"),
        "yearTo": _("Last year"),
        "language": _("Language"),
        "changes": _("Changes"),
        "authorComments": _("Comments of the author"),
    }
