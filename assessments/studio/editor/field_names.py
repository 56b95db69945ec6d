"""What the things in a scenario are called, for lists of differences and errors."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_NAMES: dict[str, Promise] = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "place": gettext_lazy("Place"),
    "notice": gettext_lazy("Content notice"),
    "heading": gettext_lazy("Heading"),
    "situation": gettext_lazy("Situation"),
    "speaker": gettext_lazy("Speaker"),
    "notes": gettext_lazy("Facilitator notes"),
    "principle": gettext_lazy("Principle"),
    "legal": gettext_lazy("Legal source"),
    "booth": gettext_lazy("At the booth"),
    "alt": gettext_lazy("Description of the picture"),
    "text": gettext_lazy("Text of the choice"),
    "consequence": gettext_lazy("Consequence"),
    "minutes": gettext_lazy("Minutes"),
    "pass_percent": gettext_lazy("Pass mark, %"),
    "content_notice": gettext_lazy("Has a content notice"),
    "modules": gettext_lazy("Modules"),
    "relearn": gettext_lazy("Lesson to read again"),
    "policy": gettext_lazy("Policy"),
    "start": gettext_lazy("First scene"),
    "source_language": gettext_lazy("Language it is written in"),
    "sign_offs": gettext_lazy("Sign-offs needed"),
    "ending": gettext_lazy("Kind of ending"),
    "image": gettext_lazy("Picture"),
    "points": gettext_lazy("Points"),
    "severity": gettext_lazy("Severity"),
    "next": gettext_lazy("Leads to"),
    "critical_error": gettext_lazy("Critical error"),
    "sources": gettext_lazy("Sources"),
    "effects": gettext_lazy("Changes values"),
    "when": gettext_lazy("Offered only if"),
    "routes": gettext_lazy("Leads elsewhere if"),
}


def field_name(path: list[str]) -> str:
    """Return the name of what stands at a path of a document, with the choice it belongs to."""
    if path[0] == "values":
        return _("Value “%(name)s”") % {"name": path[1]}
    choice = ""
    if path[0] == "scenes" and len(path) > 3:
        choice = path[3]
    elif path[0] == "words":
        choice = path[2].partition("/")[2]
    if path[0] == "scenes" and len(path) == 4:
        return _("Choice %(name)s") % {"name": choice}
    name = str(_NAMES.get(path[-1], path[-1]))
    return _("Choice %(choice)s: %(name)s") % {"choice": choice, "name": name} if choice else name
