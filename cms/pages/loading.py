"""The whole curriculum -> the site: scenarios, the languages, the home page, courses, information pages."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from assessments.glossary.loading import load_terms
from assessments.scenarios.library.loading import LIBRARY, load_scenarios
from assessments.xapi.keys import stable_key
from cms.pages.models import HomePage, InformationPage
from cms.search.indexing import postponed, renew_search
from cms.sheets.loading import sheet_texts
from courses.content.curriculum.files import Folder
from courses.content.curriculum.keys import key_of
from courses.content.curriculum.loading import (
    CURRICULUM,
    load_courses,
    read_curriculum,
    write_pages,
)
from courses.content.curriculum.screens import blocks
from courses.content.curriculum.texts import places_of
from courses.content.curriculum.units import Units, units_by_id
from courses.content.curriculum.words import structure_in
from courses.content.curriculum.writing import PageText, Tally

HOME = stable_key("page", "home")


@transaction.atomic
def load_curriculum(
    *, report: Callable[[str], None], folder: Path = CURRICULUM, library: Path = LIBRARY
) -> Tally:
    """Bring the database up to the data, all of it or nothing; running it twice changes nothing.

    What an editor changed in the CMS since it was loaded is left as it is; `report` gets one line for each.
    Raises TermsInvalid, CurriculumInvalid or SourceInvalid with every fault of the files.
    """
    with postponed():
        load_terms(report=report)
        load_scenarios(report=report, library=library)
        units = units_by_id(library)
        curriculum = read_curriculum(folder=folder, units=units)
        tally = Tally()
        _open_languages()
        write_pages(texts=list(home_texts(curriculum.home)), report=report, tally=tally)
        _open_site()
        load_courses(curriculum=curriculum, units=units, home=HOME, report=report, tally=tally)
        write_pages(texts=list(information_texts(curriculum.pages)), report=report, tally=tally)
        write_pages(texts=list(sheet_texts(curriculum, HOME)), report=report, tally=tally)
    renew_search(tally.written)
    return tally


def _open_languages():
    known = set(Locale.objects.values_list("language_code", flat=True))
    for code, _name in settings.LANGUAGES:
        if code not in known:
            Locale.objects.create(language_code=code)


def _open_site():
    """Let the default site begin at our home page; Wagtail's own first page goes if nothing stands under it."""
    home = HomePage.objects.filter(translation_key=HOME, locale__language_code=settings.LANGUAGE_CODE).first()
    if home is None:
        # Deleted in the CMS, which was reported; what would stand under it is reported too.
        return
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        address = urlsplit(settings.PANAH_BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        Site.objects.create(
            hostname=address.hostname, port=port, site_name="Panah", root_page=home, is_default_site=True
        )
    elif site.root_page.specific_class is Page:
        welcome = site.root_page
        site.root_page, site.site_name = home, "Panah"
        site.save()
        if welcome.is_leaf():
            welcome.delete()


def home_texts(home: Folder) -> Iterator[PageText]:
    for language, words in home.words.items():
        # Two pages beside each other need two slugs; nobody sees the slug of a home page.
        slug = home.structure["slug"]
        yield PageText(
            name="page/home",
            key=HOME,
            language=language,
            model=HomePage,
            parent=None,
            fields={
                "title": words["title"],
                "slug": slug if language == settings.LANGUAGE_CODE else f"{slug}-{language}",
                "summary": words["summary"],
            },
        )


def information_texts(pages: Iterable[Folder]) -> Iterator[PageText]:
    siblings = tuple(key_of("page", page.id) for page in pages)
    for page in pages:
        for language, words in page.words.items():
            yield PageText(
                name=f"page/{page.id}",
                key=key_of("page", page.id),
                language=language,
                model=InformationPage,
                parent=HOME,
                siblings=siblings,
                places=places_of(page.id, page.structure["screens"]),
                fields={
                    "title": words["title"],
                    "slug": page.structure["slug"],
                    "summary": words.get("summary", ""),
                    "body": blocks(
                        page.id, structure_in(page.structure, words)["screens"], words["screens"], Units()
                    ),
                },
            )
