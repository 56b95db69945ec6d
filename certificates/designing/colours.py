"""What happens on paper to the colours that were chosen: the renderer prints nothing that cannot be read."""

from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor

from certificates.rendering.palette import PAPER, READABLE, contrast, palette


def notices(primary: str, accent: str, *, filled: bool) -> dict[str, str]:
    """Return {"primary" or "accent": what is printed otherwise than chosen}, see rendering.palette."""
    first, second = HexColor(primary), HexColor(accent)
    printed = palette(primary, accent, filled=filled)
    found = {}
    if printed.primary != first:
        found["primary"] = _(
            "Too light for words on paper (contrast %(found)s, %(least)s is needed): "
            "they are printed in a darker shade."
        ) % {"found": f"{contrast(first, PAPER):.1f}", "least": READABLE}
    if printed.accent != second:
        found["accent"] = _("Hardly seen on paper: there the main colour takes its place.")
    elif filled and printed.accent_on_panel != second:
        found["accent"] = _("Hardly seen on the main colour: there the colour of the words takes its place.")
    return found
