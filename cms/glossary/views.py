"""The glossary: public, one page per language."""

from django.shortcuts import render
from django.utils.translation import get_language

from cms.glossary.entries import glossary


def index(request):
    """Show every term in the order of the reader's language, with what it means."""
    return render(request, "glossary/index.html", {"glossary": glossary(get_language())})
