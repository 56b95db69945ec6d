"""The faults of a structure in words, for the studio and the loader."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from assessments.scenarios.validation import Problem

TEXTS = {
    "missing_key": _("“%(name)s” is missing."),
    "unknown_key": _("“%(name)s” is not known here."),
    "wrong_type": _("“%(name)s” has a value of the wrong kind."),
    "unknown_format": _("The format %(value)s is not known."),
    "duplicate_scene": _("Two scenes have this id."),
    "duplicate_choice": _("Two choices of the scene have this id."),
    "wrong_pass_percent": _("The pass mark of %(value)s %% does not lie between 1 and 100."),
    "start_to_nowhere": _("The scenario starts with the scene “%(value)s”, which is not there."),
    "unreachable_scene": _("No choice leads to this scene."),
    "dead_end": _("The scene has no choices and is not an ending."),
    "no_way_out": _("From this scene no ending can be reached."),
    "no_ending": _("No scene is an ending."),
    "unknown_ending": _("“%(value)s” is not a kind of ending."),
    "ending_with_choices": _("An ending cannot have choices."),
    "choice_to_nowhere": _("The choice leads to the scene “%(value)s”, which is not there."),
    "unknown_severity": _("“%(value)s” is not a severity."),
    "wrong_points": _("A choice of the severity “%(severity)s” cannot give %(value)s points."),
    "critical_without_code": _("A critical choice needs the code of its critical error."),
    "code_without_critical": _("A choice with a critical error must have the severity “critical”."),
    "unknown_critical_error": _("“%(value)s” is not the code of a critical error."),
    "critical_without_critical_ending": _(
        "A critical choice must lead to a critical ending, not to “%(value)s”."
    ),
    "critical_ending_without_critical_error": _(
        "Only a critical choice may lead to the critical ending “%(value)s”."
    ),
    "no_way_to_pass": _("Every way through the scenario has a critical error: nobody can pass."),
    "no_points_to_win": _(
        "The best way through the scenario earns %(value)s points: there is nothing to win."
    ),
    "endless_points": _("Going round in a circle gains points without end."),
    "wrong_max_points": _("The maximum is given as %(value)s points, the best way earns %(best)s."),
}


def describe(problem: Problem) -> str:
    """Return a problem as one line in the active language, with the place first: "d2/a: …"."""
    text = gettext(TEXTS[problem.code]) % problem.values
    return f"{problem.where}: {text}" if problem.where else text
