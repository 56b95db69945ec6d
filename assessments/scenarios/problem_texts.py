"""The faults of a structure and of its words, in words for a lecturer: what is wrong, and what to do."""

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from assessments.scenarios.checks.problems import Problem
from assessments.scenarios.words import LABELS

TEXTS = {
    # form
    "missing_key": _("“%(name)s” is missing."),
    "unknown_key": _("“%(name)s” is not known here."),
    "wrong_type": _("“%(name)s” has a value of the wrong kind."),
    "unknown_format": _("The format %(value)s is not known."),
    "bad_id": _("“%(value)s” cannot be an id: use letters, digits, - and _, 40 characters at most."),
    "duplicate_scene": _("Two scenes have this id. Give one of them another."),
    "duplicate_choice": _("Two choices of the scene have this id. Give one of them another."),
    "duplicate_value": _("Two values have the id “%(value)s”. Give one of them another."),
    "too_many_scenes": _("The scenario has %(value)s scenes; %(most)s are possible. Divide it into several."),
    "too_many_choices": _("The scene has %(value)s choices; %(most)s are possible. Take some out."),
    "too_many_values": _("The scenario has %(value)s values; %(most)s are possible. Take some out."),
    # values and policy
    "unknown_value_kind": _("The value “%(name)s” must be a number or yes/no, not “%(value)s”."),
    "empty_range": _(
        "The value “%(name)s” can never be: its lowest number %(low)s is above its highest %(high)s."
    ),
    "start_out_of_range": _(
        "The value “%(name)s” cannot start with %(value)s: choose a start that it can have."
    ),
    "unknown_value": _("The value “%(value)s” is not there. Add it, or choose another."),
    "wrong_effect": _("The effect on “%(value)s” does not fit the kind of this value. Set it again."),
    "wrong_condition": _("The condition on “%(value)s” does not fit the kind of this value. Set it again."),
    "wrong_policy": _("“%(value)s” is not possible for “%(name)s”."),
    "wrong_image": _("The picture of the scene cannot be found. Choose it again."),
    # scenes and choices
    "wrong_pass_percent": _("The pass mark of %(value)s %% does not lie between 1 and 100."),
    "no_start": _("Nobody knows where the scenario starts. Choose the first scene."),
    "start_to_nowhere": _(
        "The scenario starts with the scene “%(value)s”, which is not there. Choose the first scene."
    ),
    "unknown_ending": _("“%(value)s” is not a kind of ending."),
    "ending_with_choices": _("An ending cannot have choices. Take them out, or make it a scene."),
    "choice_without_next": _("The choice leads nowhere yet. Choose where it leads."),
    "choice_to_nowhere": _(
        "The choice leads to the scene “%(value)s”, which is not there. Choose where it leads."
    ),
    "unknown_severity": _("“%(value)s” is not a severity."),
    "points_out_of_range": _(
        "A choice cannot give %(value)s points: the points lie between %(least)s and %(most)s."
    ),
    "wrong_points": _(
        "%(value)s points are unusual for a choice of the severity “%(severity)s”. See the table of points."
    ),
    "unbalanced_points": _(
        "This choice is worse than the choice “%(value)s” but earns as much. Lower its points, or raise those."
    ),
    "critical_without_code": _("A critical choice needs the code of its critical error. Choose it."),
    "code_without_critical": _("A choice with a critical error must have the severity “critical”."),
    "unknown_critical_error": _("“%(value)s” is not the code of a critical error."),
    "critical_without_critical_ending": _(
        "A critical choice must lead to a critical ending, not to “%(value)s”."
    ),
    "critical_ending_without_critical_error": _(
        "Only a critical choice may lead to the critical ending “%(value)s”."
    ),
    # ways
    "unreachable_scene": _(
        "No way from the start leads to this scene. Let a choice lead to it, or delete it."
    ),
    "dead_end": _("The scene has no choices and is not an ending. Add a choice, or make it an ending."),
    "no_choice_offered": _(
        "No choice is offered here when %(values)s. Add a choice without a condition, or change a condition."
    ),
    "no_way_out": _("From this scene no ending can be reached. Let a choice lead to an ending."),
    "no_way_out_with_values": _(
        "From this scene no ending can be reached when %(values)s. Change a condition, or add a way out."
    ),
    "no_ending": _("No scene is an ending. Make at least one scene an ending."),
    "choice_never_offered": _(
        "The conditions of this choice can never hold, so nobody sees it. Change them, or delete the choice."
    ),
    "route_never_taken": _(
        "The conditions of way %(number)s, to “%(value)s”, can never hold. Change them, or delete the way."
    ),
    "too_many_states": _(
        "The values make more than %(value)s different situations, too many to check. Use fewer values, or "
        "smaller ranges."
    ),
    "no_way_to_pass": _(
        "Every way through the scenario has a critical error: nobody can pass. Add a good way."
    ),
    "no_points_to_win": _(
        "The best way through the scenario earns %(value)s points: there is nothing to win. Give good choices "
        "more points."
    ),
    "endless_points": _(
        "Going round in a circle here gains points without end. Lower the points of a choice on the circle."
    ),
    "best_path_critical": _(
        "A way with this critical error earns %(value)s points, as much as the best way (%(best)s). Lower the "
        "points on the way to it, or raise those of the best way."
    ),
    "wrong_max_points": _("The maximum is given as %(value)s points, the best way earns %(best)s."),
    # words
    "no_words": _("There are no words in the source language, %(language)s, yet."),
    "missing_text": _("Not written yet (%(language)s): %(texts)s."),
    "missing_detail": _("Learners would miss this (%(language)s): %(texts)s."),
    "missing_alt": _(
        "The picture has no description (%(language)s). Write one for those who do not see the picture."
    ),
    "missing_notice": _("The content notice has no text (%(language)s). Write it, or take the notice off."),
    "missing_legal": _("The legal source is missing (%(language)s). Name it."),
    "missing_language": _("There is no translation yet: %(language)s."),
    "missing_translation": _("Not translated yet (%(language)s): %(texts)s."),
    "stale_translation": _(
        "Changed in the source after it was translated (%(language)s): %(texts)s. Look at it again."
    ),
    # signatures and comments
    "not_signed_off": _("The %(office)s has not signed off this scene as it is now."),
    "no_relearn": _("After %(code)s no lesson is named to read again. Choose one in the settings."),
    "open_comment": _("A comment on this scene is not settled."),
}


def describe(problem: Problem) -> str:
    """Return a problem as one line in the active language, with the place first: "d2/a: …"."""
    text = explain(problem)
    return f"{problem.where}: {text}" if problem.where else text


def explain(problem: Problem) -> str:
    """Return a problem in the active language, without its place."""
    return gettext(TEXTS[problem.code]) % _readable(problem.values)


def _readable(values: dict) -> dict:
    """Return the values of a problem with ids of languages and texts replaced by their names."""
    found = dict(values)
    if "values" in found:
        found["values"] = _amounts(found["values"])
    if "texts" in found:
        found["texts"] = ", ".join(str(LABELS[name]) for name in found["texts"])
    if "language" in found:
        found["language"] = dict(settings.LANGUAGES).get(found["language"], found["language"])
    return found


def _amounts(amounts: dict) -> str:
    """Return {"trust": -2, "known": False} as "trust = -2, known = no"."""
    return ", ".join(f"{key} = {_amount(amount)}" for key, amount in amounts.items())


def _amount(amount: int | bool) -> str:
    if isinstance(amount, bool):
        return gettext("yes") if amount else gettext("no")
    return str(amount)
