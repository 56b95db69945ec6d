"""What people write to each other is plain text: nothing in it is HTML, and only addresses of this site are links."""

import re

from django import template
from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

register = template.Library()
# The address has to go on with a slash: "https://panah.example.evil" and "https://panah.example@evil" are not ours.
_OWN = re.compile(re.escape(settings.PANAH_BASE_URL) + r"/[^\s<>\"'“”«»]*")
_AFTER = ".,;:!?)"


@register.filter
def paragraphs(text: str) -> SafeString:
    """Return plain text as paragraphs, one a line, with addresses of this site as links."""
    lines = (line.strip() for line in text.split("\n"))
    return format_html_join("\n", "<p>{}</p>", ((_linked(line),) for line in lines if line))


@register.filter
def own_name(language: str) -> str:
    """Return what a language is called in itself."""
    return get_language_info(language)["name_local"]


def _linked(line: str) -> SafeString:
    parts, end = [], 0
    for found in _OWN.finditer(line):
        address = found[0].rstrip(_AFTER)
        parts.append(escape(line[end : found.start()]))
        parts.append(format_html('<a href="{}" dir="ltr">{}</a>', address, address))
        end = found.start() + len(address)
    parts.append(escape(line[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above
