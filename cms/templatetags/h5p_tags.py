"""Words for what was found in H5P packages."""

from django import template

from assessments.h5p.taken_out import told

register = template.Library()


@register.filter
def taken_out(entry: dict) -> str:
    """Return an entry of H5PVersion.removed in words."""
    return told(entry)
