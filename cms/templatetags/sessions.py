from django import template

register = template.Library()

SIGNS = {"present": "done", "late": "clock", "excused": "info", "absent": "cancel"}


@register.filter
def mark_sign(mark: str) -> str:
    """Return the sign drawn beside a mark of attendance."""
    return SIGNS[mark]
