"""{% icon "check" %}: small line drawings that stand in the page itself, so that they cost no request."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_GATE = "M5.5 21V11.5c0-4 3.5-5.5 6.5-8 3 2.5 6.5 4 6.5 8V21z"
_TICK = "m7.5 12.25 3.25 3.25 5.75-7"

# Drawn on a field of 24 by 24 with a pen of 1.75.
_LINES = {
    "alert": '<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.4v.1"/>',
    "book": '<path d="M12 6.5C10 5 7 4.5 3.5 4.5v13.5c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2V4.5'
    'C17 4.5 14 5 12 6.5zm0 0V20"/>',
    "booth": '<path d="M4 21V11c0-4 4.5-5.5 8-8 3.5 2.5 8 4 8 8v10M2.5 21h19M8 21v-6h8v6M8 11h8"/>',
    "cancel": '<path d="M6 6l12 12M18 6 6 18"/>',
    "certificate": '<path d="M14 18H3.5V4h17v9M7 8h10M7 11.5h5"/><circle cx="17.5" cy="15.5" r="2.75"/>'
    '<path d="m16 18-.5 4 2-1 2 1-.5-4"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "checklist": '<path d="m3.5 6 1.75 1.75L8.5 4.5M3.5 13l1.75 1.75 3.25-3.25M12 6.5h8.5M12 13.5h8.5'
    'M12 20h8.5M4 20h3.5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.25 2"/>',
    "clipboard": '<path d="M8.5 5H5v16h14V5h-3.5M8.5 3.5h7v3.5h-7zM8.5 12h7M8.5 16h4.5"/>',
    "download": '<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M4 20h16"/>',
    "fork": '<circle cx="5" cy="12" r="2"/><circle cx="19" cy="5.5" r="2"/><circle cx="19" cy="18.5" r="2"/>'
    '<path d="M7 12h3c4 0 3-6.5 7-6.5M10 12c4 0 3 6.5 7 6.5"/>',
    "globe": '<circle cx="12" cy="12" r="8.75"/><path d="M3.25 12h17.5M12 3.25c5 5 5 12.5 0 17.5'
    'c-5-5-5-12.5 0-17.5z"/>',
    "info": '<circle cx="12" cy="12" r="8.75"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "logo": '<path d="M4.5 21.5V10.5c0-4 4-5.5 7.5-8 3.5 2.5 7.5 4 7.5 8v11M12 14.5v7"/>'
    '<circle cx="12" cy="11" r="1.75" fill="currentColor"/>',
    "key": '<circle cx="8" cy="15.5" r="4.5"/><path d="M11.25 12.25 20 3.5m-4 4 3 3"/>',
    "language": '<path d="M3.5 6h9M8 3.5V6c0 4-2 7-4.5 8.5M5.5 8.5c1 3 3.5 5 6 6M11 20.5l4.75-11 4.75 11'
    'M12.5 17h6.5"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 20.5c1-4.5 4-6 8-6s7 1.5 8 6"/>',
    "people": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.75-4 3-5.5 6.5-5.5s5.75 1.5 6.5 5.5'
    'M15 5.25a3.5 3.5 0 0 1 0 6.5M17.5 15c2.25.5 3.5 2 4 5"/>',
    "place": '<path d="M12 21c4.5-5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6 6.5 11z"/>'
    '<circle cx="12" cy="10" r="2.25"/>',
    "question": '<path d="M8.5 9c0-2.25 1.5-3.5 3.5-3.5s3.5 1.25 3.5 3.25c0 2.75-3.5 2.75-3.5 5.75'
    'M12 18.400v.1"/>',
    "refresh": '<path d="M19.5 12a7.5 7.5 0 1 1-2.25-5.350L20 9.25M20 4.5v4.75h-4.75"/>',
    "speech": '<path d="M4 5h16v11h-9l-4.5 4v-4H4z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
}
_TURNING = {
    "back": '<path d="M20 12H4.5m6-6.5L4 12l6.5 6.5"/>',
    "leave": '<path d="M14 4H5v16h9M10 12h11m-4-4 4 4-4 4"/>',
    "next": '<path d="M4 12h15.5m-6-6.5L20 12l-6.5 6.5"/>',
    "open": '<path d="m9 5 7 7-7 7"/>',
}
# Signs whose outline alone tells them apart: how far a lesson is, how grave a decision was.
_SIGNS = {
    "todo": f'<path d="{_GATE}"/>',
    "doing": f'<path d="{_GATE}"/><path fill="currentColor" d="M5.5 21v-7h13v7z"/>',
    "done": f'<path fill="currentColor" d="{_GATE}"/><path class="icon-cut" d="m8.75 14 2.5 2.5 4.25-5"/>',
    "best": f'<circle cx="12" cy="12" r="10" fill="currentColor"/><path class="icon-cut" d="{_TICK}"/>',
    "acceptable": f'<circle cx="12" cy="12" r="9.5"/><path d="{_TICK}"/>',
    "poor": '<path d="M12 2 22 12 12 22 2 12z"/><path d="M8 12h8"/>',
    "harmful": '<path fill="currentColor" d="M12 2.5 23 21.5H1z"/>'
    '<path class="icon-cut" d="M12 9.5v5.5M12 18.2v.1"/>',
    "critical": '<path fill="currentColor" d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z"/>'
    '<path class="icon-cut" d="m8.25 8.25 7.5 7.5M15.75 8.25l-7.5 7.5"/>',
}


def _svg(drawing: str, classes: str) -> SafeString:
    return mark_safe(f'<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true">{drawing}</svg>')  # noqa: S308


ICONS = {name: _svg(drawing, "icon") for name, drawing in {**_LINES, **_SIGNS}.items()} | {
    name: _svg(drawing, "icon icon-turns") for name, drawing in _TURNING.items()
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the drawing of that name, hidden from screen readers: the word must stand beside it."""
    return ICONS[name]
