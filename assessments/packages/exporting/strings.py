"""What the player itself says, in one language. Most of it is what the pages of the site say in the same places."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Points of one choice (scenarios.validation).
_CHOICE_POINTS = range(-10, 11)


def strings_in(language: str) -> dict:
    """Return {name: text}; "%(name)s" in a text is filled in by the player."""
    with translation.override(language):
        return _playing() | _looking_back() | _around() | {"severities": _severities(), "points": _points()}


def _playing() -> dict:
    return {
        "start": _("Begin the scenario"),
        "go_on": _("Go on playing"),
        "start_anew": _("Begin anew"),
        "decision": _("Decision %(step)s"),
        "happened": _("What happened"),
        "how_it_was": _("How your choice was"),
        "before_you_read": _("Before you read this scene"),
        "read_scene": _("Read the scene"),
        "skip": _("Skip this scene, no points are lost"),
        "what_do_you_do": _("What do you do?"),
        "draft": _("Draft translation, not yet reviewed by a native speaker."),
    }


def _looking_back() -> dict:
    return {
        "debrief": _("Debrief"),
        "critical_title": _("Not passed: a critical error"),
        "critical_text": _(
            "In real service this step could have sent a person into danger. Here nobody was harmed: read why, "
            "and try again."
        ),
        "critical_points": _(
            "%(points)s of %(max)s points (%(percent)s%%). A critical error means not passed, whatever the points."
        ),
        "passed": _("Passed"),
        "passed_points": _("%(points)s of %(max)s points (%(percent)s%%); %(needed)s%% were needed."),
        "not_passed": _("Not passed yet"),
        "not_passed_points": _("%(points)s of %(max)s points (%(percent)s%%); %(needed)s%% are needed."),
        "compare": _("Compare your path with the recommended one, then play again."),
        "skipped_points": _(
            "Points of skipped scenes that are not counted: %(points)s. Skipping costs nothing."
        ),
        "at_the_booth": _("At the booth"),
        "both_paths": _("Both paths side by side"),
        "same_of_made": _("Recommended decisions: %(same)s of %(made)s."),
        "your_path": _("Your path"),
        "own_path": _("Your path, step by step"),
        "recommended_path": _("The recommended path"),
        "recommended": _("Recommended"),
        "you_chose": _("You chose"),
        "what_followed": _("What followed"),
        "principle": _("Principle"),
        "legal": _("Legal source"),
        "you_skipped": _("You skipped this scene."),
        "you_skipped_free": _("You skipped this scene. No points were lost."),
        "ending_own": _("Ending of your path"),
        "ending_recommended": _("Ending of the recommended path"),
        "ending_both": _("Ending of both paths"),
        "only_own": _("Only on your path"),
        "only_recommended": _("Only on the recommended path"),
        "on_both": _("On both paths"),
        "part": _("Here the paths part"),
        "meet": _("Here the paths meet again"),
        "meet_and_part": _("Here the paths meet and part again"),
        "play_again": _("Play again"),
    }


def _around() -> dict:
    return {
        "language": _("Language"),
        "opening": _("Opening…"),
        "leave_short": _("Leave"),
        "leave": _("Leave and end the session"),
        "may_close": _("The session is over. You can close this window."),
        "place_kept": _("Your place is kept. You can leave and come back to this scene."),
        "place_not_kept": _("This browser keeps nothing of this page: play it in one go."),
        "no_record": _("You only look: nothing is recorded this time."),
        "not_counted": _(
            "This result was not sent: the learning system takes one result a session, and none after a pass."
        ),
        "learner": _("Your code"),
        "learner_hint": _("As your academy gave it to you. Without one your result has no owner."),
        "save_results": _("Save the results as a file"),
        "launch_used": _("This launch was used already. Open the unit again from your learning system."),
        "launch_failed": _("The learning system could not be reached. Open the unit again from there."),
        "play_unrecorded": _("Play without a record"),
        "status_network": _("Not sent yet: %(count)s. It is tried again when the network is back."),
        "status_refused": _("The record store did not take a result. Tell your academy."),
    }


def _severities() -> dict[str, str]:
    return {
        "best": _("Recommended step"),
        "acceptable": _("Acceptable step"),
        "poor": _("Weak step"),
        "harmful": _("Harmful step"),
        "critical": _("Critical error"),
        "skipped": _("Skipped scene"),
    }


def _points() -> dict[int, str]:
    return {
        number: ngettext("%(points)s point", "%(points)s points", number) % {"points": number}
        for number in _CHOICE_POINTS
    }
