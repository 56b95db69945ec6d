"""What stands around the content of every page: the same place in other languages, pages about the site."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from courses.content.tree import Tree, address, tree


@dataclass(frozen=True)
class LanguageLink:
    """One language of the switch: `name_local` in its own words, `url` of the same place in that language."""

    code: str
    html_code: str
    name_local: str
    direction: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class PageLink:
    title: str
    url: str


def html_code(language: str) -> str:
    """Return a language code as HTML wants it: "fa-af" -> "fa-AF" (BCP 47 writes the region in capitals)."""
    name, _, region = language.partition("-")
    return f"{name}-{region.upper()}" if region else name


def direction(language: str) -> str:
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def switch_urls(path: str) -> dict[str, str]:
    """Return {language: URL of the same place} for a path of the site ("/ru/manual/m4/", "/admin/pages/").

    A page whose slug differs in another language is linked by its own path there; a path without a language
    prefix leads to the home page.
    """
    current, rest = _split(path)
    node = tree().by_path.get((current, rest)) if current else None
    versions = tree().by_key[node.key] if node else {}
    return {
        code: address(versions[code].path, code) if code in versions else f"/{code}/{rest}"
        for code, _name in settings.LANGUAGES
    }


def _split(path: str) -> tuple[str, str]:
    """Return (language, rest) of a path; ("", "") where it has no language prefix."""
    first, _, rest = path.lstrip("/").partition("/")
    return (first, rest) if first in dict(settings.LANGUAGES) else ("", "")


def languages(request) -> list[LanguageLink]:
    current = get_language()
    urls = switch_urls(request.path_info)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        LanguageLink(
            code=code,
            html_code=html_code(code),
            name_local=get_language_info(code)["name_local"],
            direction=direction(code),
            url=urls[code] + query,
            is_current=code == current,
        )
        for code, _name in settings.LANGUAGES
    ]


def site_pages(pages: Tree, language: str) -> list[PageLink]:
    """Return links to the information pages, in order, titled in the language or its fallback."""
    return _links(pages, language, "cms.informationpage")


def sheet_lists(pages: Tree, language: str) -> list[PageLink]:
    """Return the link to the list of information sheets; none while there is no such page."""
    return _links(pages, language, "cms.sheetindexpage")


def _links(pages: Tree, language: str, model: str) -> list[PageLink]:
    homes = [node for node in pages.nodes if node.is_home]
    # The order is that of the source language; what stands only below another home comes after it.
    homes.sort(key=lambda home: home.language != settings.LANGUAGE_CODE)
    keys = dict.fromkeys(child.key for home in homes for child in pages.below(home) if child.model == model)
    shown = [pages.in_language(key, language) for key in keys]
    return [PageLink(title=node.title, url=address(node.path, language)) for node in shown if node]


def site(request):
    """Context processor: `languages`, `site_pages`, `sheet_lists`, `text_direction`; computed only where they are
    printed."""
    language = get_language()
    return {
        "languages": SimpleLazyObject(lambda: languages(request)),
        "site_pages": SimpleLazyObject(lambda: site_pages(tree(), language)),
        "sheet_lists": SimpleLazyObject(lambda: sheet_lists(tree(), language)),
        "text_direction": direction(language),
    }
