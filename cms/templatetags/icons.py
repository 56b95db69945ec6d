from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a drawing of static/css/icon.css. It says nothing to a screen reader: the word must stand beside it."""
    return format_html('<i class="icon i-{}"></i>', name)
