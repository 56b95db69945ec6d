"""Terms of the glossary in the texts of a page: {% page_terms page as terms %} before them, {{ terms.lines }} after."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from cms.glossary.explaining import PageTerms

register = template.Library()


@register.simple_tag
def page_terms(page) -> PageTerms:
    """Return what marks the terms of a page while its texts are printed; blocks find it in the context as `terms`."""
    return PageTerms(page.pk, page.locale.language_code)


@register.simple_tag(takes_context=True)
def explained(context, html) -> SafeString:
    """Return a running text with its terms marked, if the page explains them. What is not HTML yet is escaped."""
    html = conditional_escape(html)
    terms = context.get("terms")
    return terms.explain(html) if terms else html
