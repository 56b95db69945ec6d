"""What the map of a scenario says (static/js/studio/map.js). JavaScript has no catalogue of its own."""

from django.utils.translation import gettext


def map_strings() -> dict[str, str]:
    """Return {key: text} in the active language, for json_script."""
    return {
        "label": gettext("Map of the scenario. The list of scenes tells the same as text."),
        "role": gettext("map"),
        "tools": gettext("View of the map"),
        "zoom_in": gettext("Closer"),
        "zoom_out": gettext("Further away"),
        "fit": gettext("Show all"),
        "turn": gettext("Turn the map"),
        "loading": gettext("Loading…"),
        "legend": gettext("What the signs mean"),
        "keys": gettext(
            "In the map: arrow keys go from scene to scene, Enter opens one, + and − bring it closer or further "
            "away, 0 shows all. The wheel works once you have pressed the map."
        ),
        "start": gettext("start"),
        "notice": gettext("content notice"),
        "otherwise": gettext("otherwise"),
        "no_heading": gettext("No heading"),
        "yes": gettext("yes"),
        "no": gettext("no"),
        "ending_good": gettext("good ending"),
        "ending_mixed": gettext("mixed ending"),
        "ending_critical": gettext("critical ending"),
        "severity_best": gettext("best choice"),
        "severity_acceptable": gettext("acceptable choice"),
        "severity_poor": gettext("poor choice"),
        "severity_harmful": gettext("harmful choice"),
        "severity_critical": gettext("critical choice"),
        "blocks": gettext("problems that block publishing"),
        "warns": gettext("warnings"),
    }
