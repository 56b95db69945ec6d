"""Searching the site in the reader's language."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info

from cms.search import presenting
from cms.search.finding import find
from cms.search.words import LONGEST_QUESTION


def results(request):
    """Show what has the words of `q`; without a question only the field to write it in."""
    language = get_language()
    asked = _cleaned(request.GET.get("q", ""))
    context = {"asked": asked, "longest": LONGEST_QUESTION}
    if asked:
        context |= _found(request, asked, language)
    return render(request, "search/results.html", context)


def _found(request, asked: str, language: str) -> dict:
    found = find(asked, language)
    rows = presenting.reachable(found, language)
    page = Paginator(rows, presenting.PER_PAGE).get_page(request.GET.get("page"))
    return {
        "hits": presenting.hits(page.object_list, found, user=request.user),
        "page": page,
        "count": len(rows),
        "fallback": get_language_info(found.language)["name_local"] if found.language != language else "",
        "suggestions": [] if rows else presenting.suggestions(asked, language),
    }


def _cleaned(text: str) -> str:
    """Return a question in one line, without signs that cannot be seen and would break a page."""
    text = "".join(
        sign if sign.isprintable() or sign == "\u200c" else " " for sign in text[:LONGEST_QUESTION]
    )
    return " ".join(text.split())
