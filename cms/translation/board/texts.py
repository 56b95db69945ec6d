"""Every page of the site with its languages, as plain values: what the board and the report are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.models import SheetPage
from courses.content.models import CoursePage, LessonPage, ModulePage, TextState
from courses.content.translations.counting import words_in
from courses.content.tree import STEP, with_fallbacks

MODULE, LESSON, SHEET = "courses.modulepage", "courses.lessonpage", "cms.sheetpage"
KINDS = (
    "cms.homepage",
    "cms.informationpage",
    "cms.sheetindexpage",
    SHEET,
    "courses.coursepage",
    MODULE,
    LESSON,
)
CODED = (CoursePage, ModulePage, LessonPage, SheetPage)


@dataclass(frozen=True)
class Version:
    """A page in one language. `is_live`: readers reach it, for what stands above it is live too."""

    pk: int
    title: str
    is_live: bool
    has_changes: bool


@dataclass(frozen=True)
class Wording:
    """How far the words of one page are in one language (see TextState); `is_known`: they were published once.

    in_strings: it is translated string by string, and `open_words` of the source's wait for their translation.
    """

    words: int = 0
    is_known: bool = False
    is_draft: bool = True
    is_stale: bool = False
    has_all: bool = False
    assigned_to: int | None = None
    in_strings: bool = False
    open_words: int = 0


NOTHING = Wording()


@dataclass(frozen=True)
class Text:
    """One page in all languages; `source` is the language the others are translated from, `place` its path there."""

    key: UUID
    model: str
    code: str
    place: str
    source: str
    versions: Mapping[str, Version] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.versions[self.source].title

    @property
    def words(self) -> int:
        """How many words the source has."""
        return self.wording(self.source).words

    def wording(self, language: str) -> Wording:
        return self.wordings.get(language, NOTHING)


def read_texts() -> list[Text]:
    """Return every page that has words, in the order of the site. Eight queries, however many there are."""
    codes = {pk: code for model in CODED for pk, code in model.objects.values_list("pk", "code")}
    wordings = _wordings()
    found: dict[UUID, dict[str, tuple]] = {}
    for key, language, model, place, version in _versions():
        if model in KINDS:
            found.setdefault(key, {})[language] = (model, place, version)
    texts = []
    for key, languages in found.items():
        source = next(
            code for code in (*with_fallbacks(settings.LANGUAGE_CODE), *languages) if code in languages
        )
        model, place, version = languages[source]
        texts.append(
            Text(
                key=key,
                model=model,
                code=codes.get(version.pk, ""),
                place=place,
                source=source,
                versions={code: each[2] for code, each in languages.items()},
                wordings=wordings.get(key, {}),
            )
        )
    return sorted(texts, key=lambda text: text.place)


def below(text: Text, texts: list[Text], model: str) -> list[Text]:
    """Return the pages of a kind right below a page, in order."""
    return [
        other
        for other in texts
        if other.model == model
        and len(other.place) == len(text.place) + STEP
        and other.place.startswith(text.place)
    ]


def read_assigned() -> dict[tuple[UUID, str], int]:
    """Return {(key, language): primary key of the translator} of all that is assigned, pages or not. One query."""
    rows = TextState.objects.exclude(assigned_to=None).values_list("key", "language", "assigned_to")
    return {(key, language): person for key, language, person in rows}


def _versions() -> Iterator[tuple[UUID, str, str, str, Version]]:
    """Yield the pages that are not mere copies of another language's."""
    rows = (
        Page.objects.filter(depth__gt=1)
        .order_by("path")
        .values_list(
            "pk",
            "translation_key",
            "locale__language_code",
            "content_type__app_label",
            "content_type__model",
            "path",
            "title",
            "live",
            "has_unpublished_changes",
            "alias_of",
        )
    )
    hidden: set[str] = set()
    for pk, key, language, app, model, place, title, is_live, has_changes, copied in rows:
        is_shown = is_live and place[:-STEP] not in hidden
        if not is_shown:
            hidden.add(place)
        if copied is None:
            version = Version(pk=pk, title=title, is_live=is_shown, has_changes=has_changes)
            yield key, language, f"{app}.{model}", place, version


def _wordings() -> dict[UUID, dict[str, Wording]]:
    rows = list(
        TextState.objects.values_list(
            "key", "language", "extent", "state", "words", "digest", "source_digest", "assigned_to"
        )
    )
    current = {row[0]: row[5] for row in rows if row[1] == settings.LANGUAGE_CODE}
    found: dict[UUID, dict[str, Wording]] = {}
    for key, language, extent, state, words, digest, source, person in rows:
        found.setdefault(key, {})[language] = Wording(
            words=words,
            is_known=bool(digest),
            is_draft=state == TextState.State.DRAFT,
            is_stale=bool(digest) and key in current and source != current[key],
            has_all=bool(digest) and extent == TextState.Extent.ALL,
            assigned_to=person,
        )
    for (key, language), words in _open_words().items():
        wording = found.setdefault(key, {}).get(language, NOTHING)
        found[key][language] = replace(wording, in_strings=True, open_words=words)
    return found


def _open_words() -> dict[tuple[UUID, str], int]:
    """Return {(page key, language): words without a translation} of what is translated string by string."""
    translations = Translation.objects.filter(
        enabled=True, source__locale__language_code=settings.LANGUAGE_CODE
    ).order_by()
    place = ("source__object_id", "target_locale__language_code")
    found = dict.fromkeys(translations.values_list(*place), 0)
    answers = StringTranslation.objects.filter(
        translation_of=OuterRef("string_pk"),
        context=OuterRef("context_pk"),
        locale=OuterRef("target_locale"),
        has_error=False,
    )
    segments = translations.annotate(
        string_pk=F("source__stringsegment__string"),
        context_pk=F("source__stringsegment__context"),
        text=F("source__stringsegment__string__data"),
    )
    for key, language, text in (
        segments.exclude(string_pk=None).filter(~Exists(answers)).values_list(*place, "text")
    ):
        found[key, language] += words_in(text)
    return found
