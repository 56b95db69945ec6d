"""Whose words are these? A page speaks the reader's language; the text in it may be in another one.

Each piece says its own language and direction, so that screen readers pronounce it and brackets stand at the right
end, also where Russian text is shown between Dari words.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from cms.pages.context import html_code

register = template.Library()


@register.filter
def spoken(language: str) -> SafeString:
    """Return the attributes lang and dir for a language code; nothing for "" (a block shown outside of a page)."""
    if not language:
        return SafeString("")
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return format_html('lang="{}" dir="{}"', html_code(language), direction)


@register.simple_tag
def interface() -> SafeString:
    """Return the attributes lang and dir of the interface, for its words inside a text in another language."""
    return spoken(get_language())
