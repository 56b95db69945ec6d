"""Who made what, under which licence: the works of one version, and those of all content, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.h5p.desk.listing import language_name, newest_versions
from assessments.h5p.desk.places import Places, all_semantics
from assessments.h5p.kinds import kind_of
from assessments.h5p.labels import pointed
from assessments.h5p.licences import CONTENT, MEDIUM, PART, UNDISCLOSED, Author, Credit, credits_of
from assessments.h5p.models import H5PContent, H5PVersion

LICENCES: dict[str, str | Promise] = {
    UNDISCLOSED: _("no licence named"),
    "C": _("all rights reserved"),
    "PD": _("public domain"),
    "CC0 1.0": _("CC0 1.0 (given to the public)"),
    "CC PDM": _("public domain (marked by Creative Commons)"),
    "ODC PDDL": _("public domain (ODC PDDL)"),
}
KINDS: dict[str, Promise] = {
    CONTENT: _("the content as a whole"),
    PART: _("part"),
    MEDIUM: _("picture, sound or film"),
}
ROLES: dict[str, Promise] = {
    "Editor": pgettext_lazy("role of somebody who made a work", "editor"),
    "Licensee": pgettext_lazy("role of somebody who made a work", "licensee"),
    "Originator": pgettext_lazy("role of somebody who made a work", "originator"),
}


@dataclass(frozen=True)
class Work:
    """One work in words; `where` are the steps of the way to it."""

    credit: Credit
    where: tuple[str, ...]

    @property
    def kind(self) -> str | Promise:
        return KINDS[self.credit.kind]

    @property
    def authors(self) -> list[str]:
        return [_author(author) for author in self.credit.authors]

    @property
    def licence(self) -> str:
        credit = self.credit
        words = str(LICENCES.get(credit.licence, credit.licence))
        # What is said of the rest of them has its version in its name.
        return words if credit.licence in LICENCES else f"{words} {credit.version}".strip()

    @property
    def is_gap(self) -> bool:
        """Tell whether a licence is missing. A part that says nothing of its own is covered by the whole."""
        return self.credit.licence == UNDISCLOSED and self.credit.kind != PART

    @property
    def source(self) -> str:
        return self.credit.source

    @property
    def source_url(self) -> str:
        """The source as an address that may be followed, "" where it is none."""
        return self.source if self.source.lower().startswith(("https://", "http://")) else ""


@dataclass(frozen=True)
class Account:
    """The works of the newest version of one content."""

    content: H5PContent
    version: H5PVersion
    language: str
    kind: str | Promise
    works: tuple[Work, ...]

    @property
    def licences(self) -> list[str]:
        return list(dict.fromkeys(work.licence for work in self.works if not work.is_gap))

    @property
    def gaps(self) -> list[Work]:
        return [work for work in self.works if work.is_gap]


def works_of(version: H5PVersion, places: Places) -> list[Work]:
    """Return the works of a version; parts that say nothing of their own are left out."""
    return [
        Work(credit, tuple(places.words(pointed(credit.place))))
        for credit in credits_of(version)
        if credit.kind != PART or credit.is_told
    ]


def accounts() -> Iterator[Account]:
    """Yield the accounts of all content by title. Three queries, one content in memory at a time."""
    semantics = all_semantics()
    versions = newest_versions(whole=True).order_by("content__title", "content__pk")
    for version in versions.iterator(chunk_size=20):
        library = version.main_library
        yield Account(
            content=version.content,
            version=version,
            language=language_name(version.language),
            kind=kind_of(library.machine_name, library.title).name,
            works=tuple(works_of(version, Places(version, semantics))),
        )


def _author(author: Author) -> str:
    role = ROLES.get(author.role)
    return f"{author.name} ({role})" if role else author.name
