"""Who made what in a version, and under which licence: the content itself, its parts, its media. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from assessments.h5p.models import H5PVersion
from assessments.h5p.semantics.walk import below

UNDISCLOSED = "U"
# Copyright of the older form has the version behind some licences, "PD" with "CC0 1.0" for example.
_SAID_BY_VERSION = {"CC0 1.0", "CC PDM"}
CONTENT, PART, MEDIUM = "content", "part", "medium"


@dataclass(frozen=True)
class Author:
    """`role` is Author, Editor, Licensee or Originator."""

    name: str
    role: str = "Author"


@dataclass(frozen=True)
class Change:
    """What somebody changed in the work of another."""

    date: str = ""
    author: str = ""
    log: str = ""


@dataclass(frozen=True)
class Credit:
    """One work: `kind` content, part or medium; `place` where it is in content.json (JSON pointer, "" for all).

    `name` is its title or, for a medium without one, its path; `library` its type, for a medium its media type.
    `licence` is one of semantics.metadata.LICENCES, "U" where nothing is told. Texts are plain, not HTML.
    """

    kind: str
    place: str
    name: str
    library: str
    path: str = ""
    authors: tuple[Author, ...] = ()
    licence: str = UNDISCLOSED
    version: str = ""
    years: str = ""
    source: str = ""
    extras: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def is_told(self) -> bool:
        """Tell whether anything is known of who made it or under which licence."""
        return self.licence != UNDISCLOSED or bool(self.authors)

    @property
    def licence_text(self) -> str:
        """The licence with its version: "CC BY 4.0"; "" where it is not told."""
        if self.licence == UNDISCLOSED:
            return ""
        return f"{self.licence} {self.version}".strip()


def credits_of(version: H5PVersion) -> list[Credit]:
    """Return the credits of a version: the content's first, then those of parts and media as they stand in it."""
    own = _credit(CONTENT, "", version.package, library=str(version.main_library))
    return [own, *_inside(version.params)]


def _inside(params: object) -> Iterator[Credit]:
    """Yield what params say of their parts and media, in the order they stand there."""
    stack = [("", params)]
    while stack:
        place, value = stack.pop()
        if isinstance(value, Mapping):
            yield from _of_object(place, value)
            inner = [
                (below(place, key), each)
                for key, each in value.items()
                if key not in ("metadata", "copyright")
            ]
            stack.extend(reversed(inner))
        elif isinstance(value, list):
            stack.extend(reversed([(below(place, index), each) for index, each in enumerate(value)]))


def _of_object(place: str, value: Mapping) -> Iterator[Credit]:
    if isinstance(value.get("library"), str) and "params" in value:
        metadata = value.get("metadata")
        yield _credit(
            PART, place, metadata if isinstance(metadata, Mapping) else {}, library=value["library"]
        )
    elif isinstance(value.get("path"), str) and ("mime" in value or "copyright" in value):
        told = value.get("copyright")
        yield _of_medium(place, value, told if isinstance(told, Mapping) else {})


def _credit(kind: str, place: str, told: Mapping, *, library: str) -> Credit:
    return Credit(
        kind,
        place,
        name=_text(told.get("title")),
        library=library,
        authors=tuple(_authors(told.get("authors"))),
        licence=_text(told.get("license")) or UNDISCLOSED,
        version=_text(told.get("licenseVersion")),
        years=_years(told.get("yearFrom"), told.get("yearTo")),
        source=_text(told.get("source")),
        extras=_text(told.get("licenseExtras")),
        changes=tuple(_changes(told.get("changes"))),
    )


def _of_medium(place: str, value: Mapping, told: Mapping) -> Credit:
    licence, version = _text(told.get("license")) or UNDISCLOSED, _text(told.get("version"))
    if version in _SAID_BY_VERSION:
        licence, version = version, ""
    author = _text(told.get("author"))
    return Credit(
        MEDIUM,
        place,
        name=_text(told.get("title")) or value["path"],
        library=_text(value.get("mime")),
        path=unescape(value["path"]),
        authors=(Author(author),) if author else (),
        licence=licence,
        version=version.strip("-"),
        years=_text(told.get("year")),
        source=_text(told.get("source")),
    )


def _authors(authors: object) -> Iterator[Author]:
    for each in authors if isinstance(authors, list) else []:
        if isinstance(each, Mapping) and _text(each.get("name")):
            yield Author(_text(each["name"]), _text(each.get("role")) or "Author")


def _changes(changes: object) -> Iterator[Change]:
    for each in changes if isinstance(changes, list) else []:
        if isinstance(each, Mapping):
            yield Change(*(_text(each.get(key)) for key in ("date", "author", "log")))


def _years(begin: object, end: object) -> str:
    years = [str(year) for year in (begin, end) if year not in (None, "")]
    return "–".join(dict.fromkeys(years))


def _text(value: object) -> str:
    return unescape(value).strip() if isinstance(value, str) else ""
