from django import template

register = template.Library()

SIGNS = {"success": "check", "warning": "alert", "error": "alert"}


@register.filter
def notice_sign(kind: str) -> str:
    """Return the icon of a notice, for the levels of Django's messages."""
    return SIGNS.get(kind, "info")
