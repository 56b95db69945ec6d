"""The information sheets: public, without signing in, for the country that is asked for."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from certificates.rendering.text import TextTooLong
from cms.sheets import offering
from cms.sheets.listing import index_url, sheet_pages
from cms.sheets.offering import Offer
from cms.sheets.printed import printed_sheet
from courses.content.countries import Country
from courses.content.translations.standing import standing_of
from courses.content.tree import Node, address, tree
from courses.learning.presenting import reading
from courses.learning.states import Reading

PAGE_AGE, FILE_AGE = 300, 3600  # seconds that anybody may keep what everybody sees


@dataclass(frozen=True)
class SheetCard:
    """One sheet in the list, `url` and `files` ({size: address}) for the country that is chosen."""

    offer: Offer
    language: str
    url: str
    files: dict[str, str]


def index(request, page, language):
    """List the sheets; those that cannot be offered for the chosen country say why."""
    country = offering.chosen_country(request)
    cards = [_card(node, sheet, country, language) for node, sheet in sheet_pages(language)]
    context = {"page": page, "cards": cards, "reading": _reading(page, language)}
    return _public(request, render(request, page.template, context | _country(request, country, language)))


def sheet(request, page, language):
    """Show one sheet with the contacts of the chosen country."""
    country = offering.chosen_country(request)
    offer = offering.offer(page, country)
    context = {
        "page": page,
        "offer": offer,
        "shown_contacts": offer.shown_contacts,
        "files": _files(_path(page), country, language),
        "facts_date": offering.facts_date(page, country),
        "index_url": index_url(language) + (f"?country={country}" if country else ""),
        "reading": _reading(page, language),
    }
    return _public(request, render(request, page.template, context | _country(request, country, language)))


def file(request, page, language, size):
    """Send a sheet as a PDF file of a size (a4, a3, a2); equal texts give equal bytes."""
    country = request.GET.get("country", "")
    if country not in Country.values:
        country = ""
    offer = offering.offer(page, country)
    if not offer.is_offered:
        raise Http404
    try:
        pdf, tag = printed_sheet(offer, path=_path(page), size=size)
    except TextTooLong:
        # Only what an editor wrote can be too long; the page itself shows it all.
        text = _("The text of this sheet is too long for this paper. Read it on the page instead.")
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=422)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = "-".join(part for part in (page.code, page.locale.language_code, country, size) if part)
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["ETag"] = f'"{tag}"'
    patch_cache_control(response, public=True, max_age=FILE_AGE)
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _path(page) -> str:
    """Return where the page stands below the home page, in its own language."""
    return tree().by_key[page.translation_key][page.locale.language_code].path


def _reading(page, language: str) -> Reading:
    shown = page.locale.language_code
    return reading(shown=shown, wanted=language, standing=standing_of(page.translation_key, shown))


def _public(request, response):
    """Let anybody keep what everybody sees; who is signed in has an own menu on the page."""
    if request.user.is_authenticated:
        patch_cache_control(response, private=True)
    else:
        patch_cache_control(response, public=True, max_age=PAGE_AGE)
    return response


def _card(node: Node, page, country: str, language: str) -> SheetCard:
    offer = offering.offer(page, country)
    return SheetCard(
        offer=offer,
        language=node.language,
        url=address(node.path, language) + (f"?country={country}" if country else ""),
        files=_files(node.path, country, language),
    )


def _files(path: str, country: str, language: str) -> dict[str, str]:
    return {size: offering.pdf_url(path, size, country, language) for size in offering.SIZES}


def _country(request, country: str, language: str) -> dict:
    return {
        "country": country,
        "country_name": offering.country_name(country, language),
        "none_url": f"{request.path}?country=",
        "country_links": offering.country_links(request.path, country, language),
    }
