"""The words of sentences: how each verb is told, its sign and tone, and the names of kinds and severities."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.xapi import vocabulary


@dataclass(frozen=True)
class Telling:
    """How a verb is told: its name, the pattern of its sentence, a sign of the admin, a tone of explorer.css."""

    name: str | Promise
    pattern: str | Promise
    icon: str
    tone: str


TELLINGS = {
    vocabulary.ABANDONED.iri: Telling(
        pgettext_lazy("verb of a statement", "left without closing"),
        _("{actor} left without closing: {activity}"),
        "no-view",
        "off",
    ),
    vocabulary.ANSWERED.iri: Telling(
        pgettext_lazy("verb of a statement", "answered"),
        _("{actor} answered: {activity}"),
        "comment",
        "step",
    ),
    vocabulary.ATTENDED.iri: Telling(
        pgettext_lazy("verb of a statement", "attended"),
        _("{actor} attended: {activity}"),
        "group",
        "read",
    ),
    vocabulary.COMPLETED.iri: Telling(
        pgettext_lazy("verb of a statement", "completed"),
        _("{actor} completed: {activity}"),
        "check",
        "good",
    ),
    vocabulary.EARNED.iri: Telling(
        pgettext_lazy("verb of a statement", "earned"),
        _("{actor} earned: {activity}"),
        "doc-full",
        "good",
    ),
    vocabulary.EXPERIENCED.iri: Telling(
        pgettext_lazy("verb of a statement", "opened"),
        _("{actor} opened: {activity}"),
        "view",
        "read",
    ),
    vocabulary.FAILED.iri: Telling(
        pgettext_lazy("verb of a statement", "did not pass"),
        _("{actor} did not pass: {activity}"),
        "cross",
        "bad",
    ),
    vocabulary.INITIALIZED.iri: Telling(
        pgettext_lazy("verb of a statement", "began"),
        _("{actor} began: {activity}"),
        "plus-inverse",
        "begin",
    ),
    vocabulary.LAUNCHED.iri: Telling(
        pgettext_lazy("verb of a statement", "launched"),
        _("{actor} launched: {activity}"),
        "link-external",
        "begin",
    ),
    vocabulary.PASSED.iri: Telling(
        pgettext_lazy("verb of a statement", "passed"),
        _("{actor} passed: {activity}"),
        "success",
        "good",
    ),
    vocabulary.PROGRESSED.iri: Telling(
        pgettext_lazy("verb of a statement", "got further"),
        _("{actor} got further in: {activity}"),
        "rotate",
        "step",
    ),
    vocabulary.REGISTERED.iri: Telling(
        pgettext_lazy("verb of a statement", "was enrolled"),
        _("{actor} was enrolled: {activity}"),
        "user",
        "begin",
    ),
    vocabulary.RESUMED.iri: Telling(
        pgettext_lazy("verb of a statement", "went on"),
        _("{actor} went on with: {activity}"),
        "plus-inverse",
        "begin",
    ),
    vocabulary.SATISFIED.iri: Telling(
        pgettext_lazy("verb of a statement", "met all that is asked"),
        _("{actor} met all that is asked in: {activity}"),
        "tick-inverse",
        "good",
    ),
    vocabulary.SCORED.iri: Telling(
        pgettext_lazy("verb of a statement", "got points"),
        _("{actor} got points in: {activity}"),
        "rotate",
        "step",
    ),
    vocabulary.SKIPPED.iri: Telling(
        pgettext_lazy("verb of a statement", "skipped"),
        _("{actor} skipped: {activity}"),
        "minus",
        "off",
    ),
    vocabulary.SUSPENDED.iri: Telling(
        pgettext_lazy("verb of a statement", "left for later"),
        _("{actor} left for later: {activity}"),
        "minus",
        "off",
    ),
    vocabulary.TERMINATED.iri: Telling(
        pgettext_lazy("verb of a statement", "left"),
        _("{actor} left: {activity}"),
        "minus",
        "off",
    ),
    vocabulary.VOIDED.iri: Telling(
        pgettext_lazy("verb of a statement", "voided"),
        _("{actor} voided: {activity}"),
        "bin",
        "off",
    ),
    vocabulary.WAIVED.iri: Telling(
        pgettext_lazy("verb of a statement", "was excused"),
        _("{actor} was excused from: {activity}"),
        "resubmit",
        "good",
    ),
}
# Verbs of other clients are named by their own display.
OTHER = Telling("", _("{actor} – {verb} – {activity}"), "dots-horizontal", "other")

CRITICAL_ICON, CRITICAL_TONE = "warning", "critical"

# Kinds of our own activities (the last but one part of their IRI), for one that nothing has named yet.
KINDS = {
    "assessment": _("knowledge check {name}"),
    "certificate": _("certificate {name}"),
    "cmi5-block": _("part {name}"),
    "cmi5-course": _("course package {name}"),
    "cmi5-unit": _("unit {name}"),
    "cohort": _("cohort {name}"),
    "course": _("course {name}"),
    "h5p": _("H5P content {name}"),
    "h5p-part": _("question {name}"),
    "lesson": _("lesson {name}"),
    "module": _("module {name}"),
    "package": _("course package {name}"),
    "question": _("question {name}"),
    "scenario": _("scenario {name}"),
    "scene": _("scene {name}"),
    "unit": _("unit {name}"),
    "unit-question": _("question {name}"),
}

# How a unit of a course package was launched, where that is not as usual (cmi5, 10.2.2).
LAUNCH_MODES = {
    "Browse": _("only to look around"),
    "Review": _("to look back at it"),
}

SEVERITIES = {
    "best": _("recommended step"),
    "acceptable": _("acceptable step"),
    "poor": _("weak step"),
    "harmful": _("harmful step"),
    "critical": _("critical error"),
}

PARTS_OF_DURATION = (
    ("years", _("{count} y")),
    ("months", _("{count} mo")),
    ("days", _("{count} d")),
    ("hours", _("{count} h")),
    ("minutes", _("{count} min")),
    ("seconds", _("{count} s")),
)


def telling_of(verb: str) -> Telling:
    """Return how the verb of that IRI is told; OTHER for one that is not ours."""
    return TELLINGS.get(verb, OTHER)
