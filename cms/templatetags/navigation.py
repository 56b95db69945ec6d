from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def current(context, url: str) -> SafeString:
    """Return the aria-current attribute for a link: "page" on its own page, "true" on pages below it, else nothing."""
    path = getattr(context.get("request"), "path", "")
    if path == url:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if path.startswith(url) else mark_safe("")
