"""The checks on the pages of the site: all that are live, or one as an editor has it before publishing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page as WagtailPage

from assessments.glossary.terms import read_glossary, vocabulary
from courses.content.checking.findings import Finding
from courses.content.checking.rules import Known, Page, check
from courses.content.checking.texts import Sheet, read_page
from courses.content.reference import CountryFact
from courses.content.stamp import Remembered
from courses.content.tree import address, tree

SOURCE = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Checked:
    """What was found on one live page; `module` is the title of the page it stands under."""

    pk: int
    key: UUID
    title: str
    language: str
    module: str
    edit_url: str
    findings: tuple[Finding, ...]

    def url_of(self, finding: Finding) -> str:
        """Return where the editor opens the place."""
        return edit_url(self.pk, finding.place)


def edit_url(pk: int, place: str) -> str:
    return f"{reverse('wagtailadmin_pages:edit', args=[pk])}#:w:contentpath={place}"


@Remembered
def known() -> Known:
    """Return what pages refer to. Two queries after a change."""
    entries = read_glossary()
    nodes = tree().nodes
    return Known(
        source=SOURCE,
        tokens=frozenset(CountryFact.Token.values),
        terms={
            number: {code: word.text for code, word in entry.words.items()}
            for number, entry in entries.items()
        },
        vocabularies={code: vocabulary(entries.values(), code) for code, _name in settings.LANGUAGES},
        pages=frozenset(node.pk for node in nodes),
        paths=frozenset(address(node.path, node.language) for node in nodes),
    )


@Remembered
def checked_pages(models: tuple[type[WagtailPage], ...]) -> tuple[Checked, ...]:
    """Return every live page of the kinds with what was found on it, in the order of the site.

    One query for each kind, whatever the number of pages; none while nothing changes.
    """
    pages = [page for model in models for page in model.objects.live().select_related("locale")]
    pages.sort(key=lambda page: page.path)
    titles = {page.path: page.title for page in pages}
    sheets = {(page.translation_key, page.locale.language_code): read_page(page) for page in pages}
    facts = known()
    return tuple(_checked(page, check(_page(page, sheets), facts), titles) for page in pages)


def _checked(page, found: list[Finding], titles: Mapping[str, str]) -> Checked:
    return Checked(
        pk=page.pk,
        key=page.translation_key,
        title=page.title,
        language=page.locale.language_code,
        module=titles.get(page.path[: -WagtailPage.steplen], ""),
        edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        findings=tuple(found),
    )


def _page(page, sheets: Mapping[tuple[UUID, str], Sheet]) -> Page:
    language = page.locale.language_code
    original = None if language == SOURCE else sheets.get((page.translation_key, SOURCE))
    return Page(language=language, sheet=sheets[page.translation_key, language], original=original)


def check_one(page) -> list[Finding]:
    """Return what is found on a page as it is in the editor's hands, live or not. At most three queries more."""
    versions: Iterable = ()
    if page.locale.language_code != SOURCE:
        versions = (
            type(page)
            .objects.filter(translation_key=page.translation_key, locale__language_code=SOURCE)
            .select_related("locale")
        )
    sheets = {
        (each.translation_key, each.locale.language_code): read_page(each) for each in (*versions, page)
    }
    return check(_page(page, sheets), known())
