"""A report as the map draws it: the scenario's document, and what each scene and choice says about its frequency."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.insights.hiding import Shown
from assessments.scenarios.map_texts import map_strings
from assessments.studio.drafting.document import decompile
from courses.insights.reporting import ChoiceLine, Report


def map_data(report: Report, *, code: str) -> dict:
    """Return {doc, heat, language, strings, name} for static/js/studio/insights.js.

    Only the texts of the language shown go along, under its code, whatever language they were found in.
    """
    texts = report.texts
    own = texts.by_language.get(texts.language)
    shown_words = own or texts.by_language[texts.order[0]]
    language = texts.language if own else texts.order[0]
    doc = decompile(report.structure, {language: shown_words}, code=code, minutes=0, source_language=language)
    strings = map_strings() | {
        "label": _("Heat map of the scenario. The tables below tell the same as text."),
        "keys": _(
            "The wider an arrow, the more often its choice was taken. In the map: arrow keys go from scene to scene, "
            "Enter opens its line in the table, + and − bring the map closer or further away, 0 shows all. The wheel "
            "works once you have pressed the map."
        ),
    }
    return {"doc": doc, "heat": _heat(report), "language": language, "strings": strings, "name": code.lower()}


def _heat(report: Report) -> dict:
    choices = [line for scene in report.scenes for line in scene.choices if line.key]
    most = max((line.shown.times or 0 for line in choices), default=0)
    scenes = {scene.key: {"label": _people(scene.shown)} for scene in report.scenes}
    scenes |= {ending.key: {"label": _people(ending.shown)} for ending in report.endings}
    return {"scenes": scenes, "choices": {line.address: _choice(line, most) for line in choices}}


def _choice(line: ChoiceLine, most: int) -> dict:
    if line.shown.is_hidden:
        return {"label": _("not shown"), "weight": None}
    weight = line.shown.times / most if most else 0
    if line.share is None or not line.shown.times:
        return {"label": str(line.shown.times), "weight": weight}
    label = _("%(times)s · %(share)s %%") % {"times": line.shown.times, "share": line.share}
    return {"label": label, "weight": round(weight, 4)}


def _people(shown: Shown) -> str:
    if shown.is_hidden:
        return _("not shown")
    return ngettext("%(count)s person", "%(count)s people", shown.people) % {"count": shown.people}
