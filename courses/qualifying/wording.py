"""The words of the rule: what is asked, what was reached, and why something is not met."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from courses.content import requirements as asked
from courses.practice.lessons.anchors import NAMES as CRITERION_NAMES
from courses.qualifying.naming import Names
from courses.qualifying.rules import MET, NOT_MET, PENDING, Line, Reason, Verdict

KINDS: Mapping[str, Promise] = {
    asked.MODULES: gettext_lazy("Modules"),
    asked.CHECKS: gettext_lazy("Knowledge checks"),
    asked.SCENARIOS: gettext_lazy("Compulsory scenarios"),
    asked.ATTENDANCE: gettext_lazy("Attendance"),
    asked.OBSERVED: gettext_lazy("Observed session"),
    asked.PRACTICE: gettext_lazy("Practice lesson"),
    asked.OWN_SCENARIO: gettext_lazy("Own scenario"),
    asked.PLAN: gettext_lazy("Session plan"),
    asked.CONDUCT: gettext_lazy("Code of conduct"),
}
STATES: Mapping[str, Promise] = {
    MET: pgettext_lazy("requirement", "met"),
    NOT_MET: pgettext_lazy("requirement", "not met"),
    PENDING: pgettext_lazy("requirement", "pending"),
}
NUMBERS: Mapping[tuple[str, str], Promise] = {
    (asked.CHECKS, "percent"): gettext_lazy("At least, %"),
    (asked.SCENARIOS, "percent"): gettext_lazy("At least, %"),
    (asked.SCENARIOS, "critical_errors"): gettext_lazy("Critical errors at most"),
    (asked.ATTENDANCE, "percent"): gettext_lazy("At least, percent of all planned time"),
    (asked.PRACTICE, "assessors"): gettext_lazy("Assessors"),
    (asked.PRACTICE, "average"): gettext_lazy("Average at least, of 4"),
    (asked.PRACTICE, "least"): gettext_lazy("No criterion below"),
}
_ASKED: Mapping[str, Promise] = {
    asked.MODULES: gettext_lazy("Every lesson of the modules is completed."),
    asked.CHECKS: gettext_lazy("At least %(percent)s %% in every knowledge check."),
    asked.SCENARIOS: gettext_lazy(
        "At least %(percent)s %% in each compulsory scenario, without a critical error."
    ),
    asked.ATTENDANCE: gettext_lazy("At least %(percent)s %% of all planned session time."),
    asked.OBSERVED: gettext_lazy("The observed session is not missed."),
    asked.PRACTICE: gettext_lazy("An average of %(needed)s of 4 or more, no criterion below %(least)s."),
    asked.OWN_SCENARIO: gettext_lazy("One scenario of your own has passed peer and legal review."),
    asked.PLAN: gettext_lazy("A complete session plan is accepted."),
    asked.CONDUCT: gettext_lazy("The code of conduct is signed."),
}
_REACHED: Mapping[str, Promise] = {
    asked.MODULES: gettext_lazy("%(done)s of %(total)s lessons"),
    asked.CHECKS: gettext_lazy("%(done)s of %(total)s checks"),
    asked.SCENARIOS: gettext_lazy("%(done)s of %(total)s scenarios"),
    asked.ATTENDANCE: gettext_lazy("%(minutes)s of %(planned)s minutes, %(reached)s %%"),
    asked.PRACTICE: gettext_lazy("average %(average)s of 4"),
}
_REASONS: Mapping[str, Promise | str] = {
    "lesson_missing": "%(what)s",
    "no_lessons": gettext_lazy("The cohort takes no lesson yet."),
    "check_not_taken": gettext_lazy("%(what)s: not taken yet"),
    "check_below": gettext_lazy("%(what)s: best result %(percent)s %%"),
    "scenario_not_played": gettext_lazy("%(what)s: not played to the end"),
    "scenario_below": gettext_lazy("%(what)s: best result %(percent)s %%"),
    "scenario_with_error": gettext_lazy("%(what)s: %(percent)s %%, but only with a critical error"),
    "scenario_not_passed": gettext_lazy("%(what)s: not passed"),
    "no_sessions": gettext_lazy("No session is planned yet."),
    "attended_too_little": gettext_lazy("%(minutes)s of %(planned)s minutes attended"),
    "observed_missed": gettext_lazy("The observed session was missed."),
    "observed_ahead": gettext_lazy("The observed session is not marked yet."),
    "observed_unplanned": gettext_lazy("No observed session is planned yet."),
    "practice_not_planned": gettext_lazy("No practice lesson is planned yet."),
    "practice_below": gettext_lazy("The average is %(average)s."),
    "practice_capped": gettext_lazy("A wrong protection message caps the mark: the average is %(average)s."),
    "practice_criterion": gettext_lazy("“%(what)s” was marked %(mark)s."),
    "own_scenario_missing": gettext_lazy("No own scenario is named yet."),
    "own_scenario_peer": gettext_lazy("The peer review has not passed yet."),
    "own_scenario_legal": gettext_lazy("The legal review has not passed yet."),
    "plan_missing": gettext_lazy("No session plan is handed in yet."),
    "plan_returned": gettext_lazy("The session plan was returned: mend it and hand it in again."),
    "plan_waiting": gettext_lazy("The session plan is handed in and waits for the lecturer."),
    "conduct_unsigned": gettext_lazy("Not signed yet."),
}


@dataclass(frozen=True)
class ToldReason:
    """One reason in words; `url` leads to where it can be mended, "" where there is no such place."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class ToldLine:
    """One requirement in words: what it is called, what it asks, what was reached, why it is not met.

    `state` is met, not_met or pending, `state_label` says so; `reached` is "" where there is nothing to count.
    """

    kind: str
    label: str
    state: str
    state_label: str
    asks: str
    reached: str
    reasons: tuple[ToldReason, ...]

    @property
    def is_met(self) -> bool:
        return self.state == MET


def told(verdict: Verdict, names: Names) -> tuple[ToldLine, ...]:
    """Return the lines of a verdict in words, in the language that is active."""
    return tuple(_line(line, names) for line in verdict.lines)


def _line(line: Line, names: Names) -> ToldLine:
    return ToldLine(
        kind=line.kind,
        label=str(KINDS[line.kind]),
        state=line.state,
        state_label=str(STATES[line.state]),
        asks=str(_ASKED[line.kind]) % line.figures,
        reached=_reached(line),
        reasons=tuple(_reason(reason, names) for reason in line.reasons),
    )


def _reached(line: Line) -> str:
    if line.kind not in _REACHED or line.figures.get("average") == "" or line.figures.get("planned") == 0:
        return ""
    return str(_REACHED[line.kind]) % line.figures


def _reason(reason: Reason, names: Names) -> ToldReason:
    what, url = _what(reason, names)
    if reason.code in _COUNTED:
        return ToldReason(_COUNTED[reason.code](reason.about))
    return ToldReason(str(_REASONS[reason.code]) % {**reason.about, "what": what}, url)


def _what(reason: Reason, names: Names) -> tuple[str, str]:
    """Return what a reason is about, in words, and its address."""
    if "criterion" in reason.about:
        return str(CRITERION_NAMES.get(reason.about["criterion"], reason.about["criterion"])), ""
    if "keys" in reason.about:
        found = [names.scenario(key) for key in reason.about["keys"]]
        return _(" or ").join(one.title for one in found), next((one.url for one in found if one.url), "")
    if "key" not in reason.about:
        return "", ""
    named = names.lesson if reason.code == "lesson_missing" else names.check
    found = named(reason.about["key"])
    return found.title, found.url


def _sessions_ahead(about: Mapping) -> str:
    said = ngettext(
        "%(minutes)s of %(planned)s minutes so far; %(count)s session is not marked yet.",
        "%(minutes)s of %(planned)s minutes so far; %(count)s sessions are not marked yet.",
        about["count"],
    )
    return said % about


def _not_marked(about: Mapping) -> str:
    said = ngettext(
        "%(missing)s assessor has not marked yet.",
        "%(missing)s assessors have not marked yet.",
        about["missing"],
    )
    return said % about


_COUNTED = {"sessions_ahead": _sessions_ahead, "practice_not_marked": _not_marked}
