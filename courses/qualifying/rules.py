"""Who qualifies, who does not, and exactly why: a rule and what is known of a person -> a verdict.

Pure: no clock, no database. Everything said is data; `wording` puts it into words.

A requirement is met, or it is not met because the person still has to do something or has failed, or it is pending:
the person has nothing to do, because others have to (plan, mark, review) or a session is still ahead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from courses.content import requirements as asked
from courses.practice.rubric import in_digits

MET, NOT_MET, PENDING = "met", "not_met", "pending"


@dataclass(frozen=True)
class Play:
    """One finished play of a scenario: `percent` of the points, and how many critical errors were made."""

    percent: Decimal
    errors: int


@dataclass(frozen=True)
class Rubric:
    """How one practice lesson was marked: by how many so far; `average` and `lowest` are 1 to 4, None without marks.

    `criteria` are (criterion, mark) as each of the assessors gave them; `is_capped`: a wrong protection message.
    """

    handed_in: int
    average: Fraction | None = None
    criteria: tuple[tuple[str, int], ...] = ()
    is_capped: bool = False


@dataclass(frozen=True)
class Evidence:
    """Everything a rule can ask about one person. Keys are UUIDs as text, times are minutes."""

    lessons_done: int = 0
    lessons_missing: tuple[str, ...] = ()
    checks: Mapping[str, Decimal | None] = field(
        default_factory=dict
    )  # {check: best result; None: not taken}
    plays: Mapping[str, tuple[Play, ...]] = field(default_factory=dict)  # {scenario: finished plays}
    attended: int = 0
    planned: int = 0  # all session time that is not cancelled, held or still to come
    ahead: int = 0  # time of sessions without a mark for the person
    unmarked: int = 0  # how many sessions those are
    observed: str = "unplanned"  # or held, missed, pending
    practice: tuple[Rubric, ...] = ()
    own_scenario_is_named: bool = False
    own_scenario_is_peer_reviewed: bool = False
    own_scenario_is_legally_reviewed: bool = False
    plan_is_handed_in: bool = False
    plan_is_returned: bool = False
    plan_is_accepted: bool = False
    conduct_is_signed: bool = False


@dataclass(frozen=True)
class Reason:
    """One reason why a requirement is not met: `code`, and what it is about (texts, whole numbers, lists of texts)."""

    code: str
    about: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """What became of one requirement: `figures` are the numbers reached and asked for, whole or as text."""

    kind: str
    state: str
    figures: Mapping[str, object] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.state == MET


@dataclass(frozen=True)
class Verdict:
    """What a rule says of one person."""

    lines: tuple[Line, ...]

    @property
    def qualifies(self) -> bool:
        return bool(self.lines) and all(line.is_met for line in self.lines)

    @property
    def met_count(self) -> int:
        return sum(line.is_met for line in self.lines)

    @property
    def lacking(self) -> tuple[Line, ...]:
        """The lines that are not met, those that wait included."""
        return tuple(line for line in self.lines if not line.is_met)


def evaluate(content: Mapping, evidence: Evidence) -> Verdict:
    """Return the verdict of a rule's content (see `requirements`) on a person. Raises RuleInvalid."""
    found = asked.requirements_of(content)
    return Verdict(tuple(_JUDGES[one["kind"]](one, evidence) for one in found))


def whole(percent) -> int:
    """Return a percentage without its fraction: 79.99 is shown as 79, and not as the 80 it does not reach."""
    return int(percent)


def _line(kind: str, reasons, figures, *, pending: bool = False) -> Line:
    state = (PENDING if pending else NOT_MET) if reasons else MET
    return Line(kind, state, figures, tuple(reasons))


def _modules(one: Mapping, evidence: Evidence) -> Line:
    total = evidence.lessons_done + len(evidence.lessons_missing)
    reasons = [Reason("lesson_missing", {"key": key}) for key in evidence.lessons_missing]
    if not total:
        reasons = [Reason("no_lessons")]
    return _line(asked.MODULES, reasons, {"done": evidence.lessons_done, "total": total})


def _checks(one: Mapping, evidence: Evidence) -> Line:
    reasons = []
    for key, percent in evidence.checks.items():
        if percent is None:
            reasons.append(Reason("check_not_taken", {"key": key}))
        elif percent < one["percent"]:
            reasons.append(Reason("check_below", {"key": key, "percent": whole(percent)}))
    total = len(evidence.checks)
    figures = {"done": total - len(reasons), "total": total, "percent": one["percent"]}
    return _line(asked.CHECKS, reasons, figures)


def _scenarios(one: Mapping, evidence: Evidence) -> Line:
    groups = asked.scenario_groups(one["keys"])
    found = [_scenario(group, one, evidence.plays) for group in groups]
    reasons = [reason for reason in found if reason is not None]
    figures = {
        "done": len(groups) - len(reasons),
        "total": len(groups),
        "percent": one["percent"],
        "critical_errors": one["critical_errors"],
    }
    return _line(asked.SCENARIOS, reasons, figures)


def _scenario(group: tuple[str, ...], one: Mapping, plays: Mapping) -> Reason | None:
    """Return why none of the scenarios of a group counts as passed. An earlier error spoils no later clean play."""
    played = [(key, play) for key in group for play in plays.get(key, ())]
    high = [(key, play) for key, play in played if play.percent >= one["percent"]]
    if any(play.errors <= one["critical_errors"] for _key, play in high):
        return None
    if not played:
        return Reason("scenario_not_played", {"keys": list(group)})
    key, best = max(high or played, key=lambda pair: (pair[1].percent, -pair[1].errors))
    about = {"keys": [key], "percent": whole(best.percent)}
    return Reason("scenario_with_error" if high else "scenario_below", about)


def _attendance(one: Mapping, evidence: Evidence) -> Line:
    # Of ALL planned time, also of what is still ahead: who came to one of four sessions has attended a quarter.
    attended, planned, percent = evidence.attended, evidence.planned, one["percent"]
    figures = {
        "minutes": attended,
        "planned": planned,
        "reached": attended * 100 // planned if planned else 0,
        "percent": percent,
    }
    if not planned:
        return _line(asked.ATTENDANCE, [Reason("no_sessions")], figures, pending=True)
    if attended * 100 >= percent * planned:
        return _line(asked.ATTENDANCE, [], figures)
    about = {"minutes": attended, "planned": planned}
    if (attended + evidence.ahead) * 100 >= percent * planned:
        ahead = Reason("sessions_ahead", about | {"count": evidence.unmarked, "ahead": evidence.ahead})
        return _line(asked.ATTENDANCE, [ahead], figures, pending=True)
    return _line(asked.ATTENDANCE, [Reason("attended_too_little", about)], figures)


def _observed(one: Mapping, evidence: Evidence) -> Line:
    if evidence.observed == "held":
        return _line(asked.OBSERVED, [], {})
    code = {"missed": "observed_missed", "pending": "observed_ahead"}.get(
        evidence.observed, "observed_unplanned"
    )
    return _line(asked.OBSERVED, [Reason(code)], {}, pending=evidence.observed != "missed")


def _practice(one: Mapping, evidence: Evidence) -> Line:
    needed = Fraction(str(one["average"]))
    figures = {"average": "", "needed": f"{float(needed):.1f}", "least": one["least"]}
    if not evidence.practice:
        return _line(asked.PRACTICE, [Reason("practice_not_planned")], figures, pending=True)
    judged = [(_rubric_reasons(one, needed, given), given) for given in evidence.practice]
    # The try that passed, else one that waits for its marks (the repeat), else the better of what was marked.
    reasons, best = min(judged, key=lambda pair: _order(*pair))
    if best.average is not None and not _waits(reasons):
        figures["average"] = in_digits(best.average)
    return _line(asked.PRACTICE, reasons, figures, pending=_waits(reasons))


def _order(reasons: list[Reason], given: Rubric):
    return (bool(reasons), not _waits(reasons), -(given.average or 0))


def _waits(reasons: list[Reason]) -> bool:
    return any(reason.code == "practice_not_marked" for reason in reasons)


def _rubric_reasons(one: Mapping, needed: Fraction, given: Rubric) -> list[Reason]:
    if given.handed_in < one["assessors"] or given.average is None:
        return [Reason("practice_not_marked", {"missing": one["assessors"] - given.handed_in})]
    low = {code: mark for code, mark in sorted(given.criteria, reverse=True) if mark < one["least"]}
    reasons = [Reason("practice_criterion", {"criterion": code, "mark": low[code]}) for code in sorted(low)]
    if given.average >= needed:
        return reasons
    code = "practice_capped" if given.is_capped else "practice_below"
    return [Reason(code, {"average": in_digits(given.average)}), *reasons]


def _own_scenario(one: Mapping, evidence: Evidence) -> Line:
    if not evidence.own_scenario_is_named:
        return _line(asked.OWN_SCENARIO, [Reason("own_scenario_missing")], {})
    reviews = {
        "own_scenario_peer": evidence.own_scenario_is_peer_reviewed,
        "own_scenario_legal": evidence.own_scenario_is_legally_reviewed,
    }
    waiting = [Reason(code) for code, passed in reviews.items() if not passed]
    return _line(asked.OWN_SCENARIO, waiting, {}, pending=True)


def _plan(one: Mapping, evidence: Evidence) -> Line:
    if evidence.plan_is_accepted:
        return _line(asked.PLAN, [], {})
    if evidence.plan_is_returned:
        return _line(asked.PLAN, [Reason("plan_returned")], {})
    if evidence.plan_is_handed_in:
        return _line(asked.PLAN, [Reason("plan_waiting")], {}, pending=True)
    return _line(asked.PLAN, [Reason("plan_missing")], {})


def _conduct(one: Mapping, evidence: Evidence) -> Line:
    return _line(asked.CONDUCT, [] if evidence.conduct_is_signed else [Reason("conduct_unsigned")], {})


_JUDGES: Mapping[str, Callable[[Mapping, Evidence], Line]] = {
    asked.MODULES: _modules,
    asked.CHECKS: _checks,
    asked.SCENARIOS: _scenarios,
    asked.ATTENDANCE: _attendance,
    asked.OBSERVED: _observed,
    asked.PRACTICE: _practice,
    asked.OWN_SCENARIO: _own_scenario,
    asked.PLAN: _plan,
    asked.CONDUCT: _conduct,
}
