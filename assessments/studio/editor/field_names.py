"""What the things in a scenario are called, for lists of differences and errors."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.studio.drafting.document import in_order

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


def field_name(path: list[str], *documents: Mapping) -> str:
    """Return the name of what stands at a path of a document, with the choice it belongs to.

    A choice is called by its place, as the editor does, in the first of the `documents` that has it; else by its id.
    """
    if path[0] == "values":
        return _("Value “%(name)s”") % {"name": path[1]}
    scene, choice = _choice_at(path)
    if choice:
        choice = choice_number(scene, choice, *documents)
    if path[0] == "scenes" and len(path) == 4:
        return _("Choice %(name)s") % {"name": choice}
    name = str(_NAMES.get(path[-1], path[-1]))
    return _("Choice %(choice)s: %(name)s") % {"choice": choice, "name": name} if choice else name


def place_name(where: str, document: Mapping, language: str) -> str:
    """Return the name of an address ("", "d1", "d1/a") as the editor calls it: the scene's heading and the choice."""
    scene, _slash, choice = where.partition("/")
    if not scene:
        return ""
    words = document["words"]
    told = (words.get(code, {}).get(scene, {}) for code in (language, document["head"]["source_language"]))
    heading = next((texts["heading"] for texts in told if texts.get("heading")), scene)
    if not choice:
        return heading
    number = _("Choice %(name)s") % {"name": choice_number(scene, choice, document)}
    return f"{heading} › {number}"


def choice_number(scene: str, choice: str, *documents: Mapping) -> str:
    """Return the place of a choice in its scene, from 1, in the first of the documents that has it; else its id."""
    for document in documents:
        order = [key for key, _own in in_order(document["scenes"].get(scene, {}).get("choices", {}))]
        if choice in order:
            return str(order.index(choice) + 1)
    return choice


def _choice_at(path: list[str]) -> tuple[str, str]:
    if path[0] == "words":
        scene, _slash, choice = path[2].partition("/")
        return scene, choice
    return (path[1], path[3]) if path[0] == "scenes" and len(path) > 3 else ("", "")
