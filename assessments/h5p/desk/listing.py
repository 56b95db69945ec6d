"""All H5P content as lines of a list, found by what people type and choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from assessments.h5p.desk.usage import usage
from assessments.h5p.kinds import Kind, kind_of
from assessments.h5p.models import H5PPlay, H5PVersion

# How packages say that they say no language (ISO 639-2).
UNSAID = "und"


@dataclass(frozen=True)
class ContentLine:
    """One piece of content and its newest version; `tries` are those of people the reader may see."""

    pk: int
    key: UUID
    title: str
    kind: Kind
    language: str
    language_name: str
    version: int
    changed_at: datetime
    changed_by: str
    is_archived: bool
    lessons: int = 0
    tries: int = 0

    def has_words(self, words: Iterable[str]) -> bool:
        """Tell whether every word stands in the title, the type, or the name of the library."""
        text = f"{self.title} {self.kind.name} {self.kind.machine}".casefold()
        return all(word.casefold() in text for word in words)


@dataclass(frozen=True)
class Wanted:
    """What is looked for: `archived` shows what is in the archive, and else what is not; language None is any."""

    text: str = ""
    kind: str = ""
    language: str | None = None
    archived: bool = False

    @classmethod
    def of(cls, *, text: str, kind: str, language: str, archived: bool = False) -> "Wanted":
        """Read what was chosen: of languages "" is any, "und" that none is said."""
        return cls(text, kind, None if language == "" else language.replace(UNSAID, ""), archived)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.kind or self.language is not None)

    def takes(self, line: ContentLine) -> bool:
        return (
            line.is_archived == self.archived
            and self.kind in ("", line.kind.machine)
            and self.language in (None, line.language)
            and line.has_words(self.text.split())
        )


def content_lines(*, user, language: str) -> list[ContentLine]:
    """Return all content by title, with its use and its tries. A fixed number of queries."""
    used = usage(language)
    seen = get_user_model().objects.visible_to(user)
    tries = dict(
        H5PPlay.objects.filter(user__in=seen)
        .values_list("content_key")
        .annotate(Count("pk"))
        .order_by("content_key")
    )
    lines = [
        _line(version, lessons=len(used.get(version.content_id, ())), tries=tries.get(version.content.key, 0))
        for version in newest_versions()
    ]
    return sorted(lines, key=lambda line: (line.title.casefold(), line.pk))


def newest_versions(*, whole: bool = False):
    """Return the newest version of each content; what is inside of it only when it is asked for. One query."""
    newer = H5PVersion.objects.filter(content=OuterRef("content"), number__gt=OuterRef("number"))
    versions = (
        H5PVersion.objects.filter(~Exists(newer))
        .select_related("content", "main_library", "created_by")
        .defer("main_library__metadata", "main_library__semantics")
    )
    return versions if whole else versions.defer("package", "params", "removed")


def language_name(code: str) -> str:
    """Return what a language of a package calls itself; packages may say any code, or none ("und")."""
    if code in ("", UNSAID):
        return _("not said")
    try:
        return get_language_info(code)["name_local"]
    except KeyError:
        return code


def _line(version: H5PVersion, *, lessons: int, tries: int) -> ContentLine:
    content, library = version.content, version.main_library
    return ContentLine(
        pk=content.pk,
        key=content.key,
        title=content.title,
        kind=kind_of(library.machine_name, library.title),
        language="" if version.language == UNSAID else version.language,
        language_name=language_name(version.language),
        version=version.number,
        changed_at=version.created_at,
        changed_by=str(version.created_by) if version.created_by else "",
        is_archived=content.archived_at is not None,
        lessons=lessons,
        tries=tries,
    )
