"""The pure rule: every kind met, not met and pending, with the borders exactly where the rule puts them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.xapi.keys import stable_key
from courses.content.requirements import COMPULSORY, RuleInvalid, faults_in, scenario_groups
from courses.qualifying.rules import MET, NOT_MET, PENDING, Evidence, Play, Rubric, evaluate

MODULES, CHECKS = {"kind": "modules"}, {"kind": "checks", "percent": 80}
SC, OTHER = (str(stable_key("scenario", name)) for name in ("sc-04", "sc-11"))
SCENARIOS = {"kind": "scenarios", "percent": 75, "critical_errors": 0, "keys": [SC]}
EITHER = SCENARIOS | {"keys": [[SC, OTHER]]}
ATTENDANCE, OBSERVED = {"kind": "attendance", "percent": 80}, {"kind": "observed_session"}
PRACTICE = {"kind": "practice", "assessors": 2, "average": 3.0, "least": 2}
OWN, PLAN, CONDUCT = {"kind": "own_scenario"}, {"kind": "session_plan"}, {"kind": "conduct"}
TWOS = (("legal", 2), ("timing", 4))


def play(percent, errors=0):
    return Play(Decimal(str(percent)), errors)


def at_sessions(attended, planned, ahead=0):
    return {"attended": attended, "planned": planned, "ahead": ahead, "unmarked": ahead // 60}


def rubric(average, *, handed_in=2, criteria=TWOS, is_capped=False):
    return (Rubric(handed_in, None if average is None else Fraction(average), criteria, is_capped),)


CASES = {
    "every lesson": (MODULES, {"lessons_done": 3}, MET, []),
    "a lesson is missing": (MODULES, {"lessons_done": 2, "lessons_missing": ("a",)}, NOT_MET, ["lesson_missing"]),
    "there is no lesson": (MODULES, {}, NOT_MET, ["no_lessons"]),
    "a check at the mark": (CHECKS, {"checks": {"a": Decimal("80.00")}}, MET, []),
    "a check a hundredth below": (CHECKS, {"checks": {"a": Decimal("79.99")}}, NOT_MET, ["check_below"]),
    "a check not taken": (CHECKS, {"checks": {"a": Decimal(100), "b": None}}, NOT_MET, ["check_not_taken"]),
    "a cohort without checks": (CHECKS, {}, MET, []),
    "a scenario at the mark": (SCENARIOS, {"plays": {SC: (play(75),)}}, MET, []),
    "a scenario below": (SCENARIOS, {"plays": {SC: (play("74.99"),)}}, NOT_MET, ["scenario_below"]),
    "a scenario with an error": (SCENARIOS, {"plays": {SC: (play(90, 1),)}}, NOT_MET, ["scenario_with_error"]),
    "an error, then a clean play": (SCENARIOS, {"plays": {SC: (play(90, 1), play(80))}}, MET, []),
    "a clean play, then an error": (SCENARIOS, {"plays": {SC: (play(80), play(90, 1))}}, MET, []),
    "clean but low, high but with an error": (
        SCENARIOS, {"plays": {SC: (play(60), play(90, 1))}}, NOT_MET, ["scenario_with_error"],
    ),
    "an error that the rule allows": (SCENARIOS | {"critical_errors": 1}, {"plays": {SC: (play(90, 1),)}}, MET, []),
    "a scenario not played": (SCENARIOS, {}, NOT_MET, ["scenario_not_played"]),
    "either of two, the second": (EITHER, {"plays": {OTHER: (play(75),)}}, MET, []),
    "either of two, none": (EITHER, {"plays": {OTHER: (play(10),)}}, NOT_MET, ["scenario_below"]),
    "exactly 80 % of the time": (ATTENDANCE, at_sessions(384, 480), MET, []),
    "a minute less": (ATTENDANCE, at_sessions(383, 480), NOT_MET, ["attended_too_little"]),
    "one of four sessions is a quarter": (ATTENDANCE, at_sessions(120, 480), NOT_MET, ["attended_too_little"]),
    "the rest is ahead": (ATTENDANCE, at_sessions(120, 480, ahead=360), PENDING, ["sessions_ahead"]),
    "exactly reached with what is ahead": (ATTENDANCE, at_sessions(324, 480, ahead=60), PENDING, ["sessions_ahead"]),
    "what is ahead is not enough": (ATTENDANCE, at_sessions(120, 480, ahead=180), NOT_MET, ["attended_too_little"]),
    "no session is planned": (ATTENDANCE, {}, PENDING, ["no_sessions"]),
    "the observed session held": (OBSERVED, {"observed": "held"}, MET, []),
    "the observed session missed": (OBSERVED, {"observed": "missed"}, NOT_MET, ["observed_missed"]),
    "the observed session ahead": (OBSERVED, {"observed": "pending"}, PENDING, ["observed_ahead"]),
    "no observed session planned": (OBSERVED, {}, PENDING, ["observed_unplanned"]),
    "an average of exactly 3": (PRACTICE, {"practice": rubric("3")}, MET, []),
    "an average just below 3": (PRACTICE, {"practice": rubric("299/100")}, NOT_MET, ["practice_below"]),
    "a wrong message": (PRACTICE, {"practice": rubric("2", is_capped=True)}, NOT_MET, ["practice_capped"]),
    "a criterion at 1": (
        PRACTICE, {"practice": rubric("3", criteria=(("legal", 1), ("legal", 3)))}, NOT_MET, ["practice_criterion"],
    ),
    "the second assessor has not marked": (
        PRACTICE, {"practice": rubric("4", handed_in=1)}, PENDING, ["practice_not_marked"],
    ),
    "no practice lesson": (PRACTICE, {}, PENDING, ["practice_not_planned"]),
    "the repeat passed": (PRACTICE, {"practice": rubric("2") + rubric("3")}, MET, []),
    "the repeat waits for marks": (
        PRACTICE, {"practice": rubric("2") + rubric(None, handed_in=0)}, PENDING, ["practice_not_marked"],
    ),
    "no own scenario": (OWN, {}, NOT_MET, ["own_scenario_missing"]),
    "an own scenario under review": (
        OWN, {"own_scenario_is_named": True, "own_scenario_is_peer_reviewed": True}, PENDING, ["own_scenario_legal"],
    ),
    "an own scenario reviewed": (
        OWN,
        {
            "own_scenario_is_named": True,
            "own_scenario_is_peer_reviewed": True,
            "own_scenario_is_legally_reviewed": True,
        },
        MET,
        [],
    ),
    "no plan": (PLAN, {}, NOT_MET, ["plan_missing"]),
    "a plan handed in": (PLAN, {"plan_is_handed_in": True}, PENDING, ["plan_waiting"]),
    "a plan returned": (PLAN, {"plan_is_handed_in": True, "plan_is_returned": True}, NOT_MET, ["plan_returned"]),
    "a plan accepted": (PLAN, {"plan_is_handed_in": True, "plan_is_accepted": True}, MET, []),
    "not signed": (CONDUCT, {}, NOT_MET, ["conduct_unsigned"]),
    "signed": (CONDUCT, {"conduct_is_signed": True}, MET, []),
}  # fmt: skip


def verdict_of(*requirements, **facts):
    return evaluate({"requirements": list(requirements)}, Evidence(**facts))


@pytest.mark.parametrize("case", CASES)
def test_a_requirement(case):
    requirement, facts, state, codes = CASES[case]
    line = verdict_of(requirement, **facts).lines[0]
    assert (line.kind, line.state) == (requirement["kind"], state)
    assert [reason.code for reason in line.reasons] == codes


def test_who_lacks_one_thing_does_not_qualify_and_is_told_which():
    verdict = verdict_of(MODULES, CONDUCT, lessons_done=3)
    assert (verdict.qualifies, verdict.met_count) == (False, 1)
    assert [line.kind for line in verdict.lacking] == ["conduct"]
    assert verdict_of(MODULES, CONDUCT, lessons_done=3, conduct_is_signed=True).qualifies


def test_who_waits_for_others_does_not_qualify_yet():
    assert not verdict_of(MODULES, OBSERVED, lessons_done=3, observed="pending").qualifies


def test_reasons_say_the_figures():
    attendance = verdict_of(ATTENDANCE, attended=383, planned=480).lines[0]
    assert attendance.figures == {"minutes": 383, "planned": 480, "reached": 79, "percent": 80}
    assert attendance.reasons[0].about == {"minutes": 383, "planned": 480}
    below = verdict_of(SCENARIOS, plays={SC: (play("74.99"), play(60, 1))}).lines[0].reasons[0]
    assert below.about == {"keys": [SC], "percent": 74}
    capped = verdict_of(
        PRACTICE, practice=rubric("2", criteria=(("legal", 1), ("timing", 4)), is_capped=True)
    )
    assert [reason.about for reason in capped.lines[0].reasons] == [
        {"average": "2.00"},
        {"criterion": "legal", "mark": 1},
    ]


def test_compulsory_are_eight_scenarios_of_the_last_either_of_two():
    groups = scenario_groups(COMPULSORY)
    assert len(groups) == 8
    assert groups[-1] == tuple(str(stable_key("scenario", name)) for name in ("sc-10", "sc-11"))
    assert (str(stable_key("scenario", "sc-03")),) not in groups


@pytest.mark.parametrize(
    ("requirements", "code", "where"),
    [
        ([], "no_requirement", ""),
        (None, "no_requirement", ""),
        ([{"kind": "exam"}], "unknown_kind", "exam"),
        (["modules"], "unknown_kind", "1"),
        ([MODULES, MODULES], "kind_twice", "modules"),
        ([{"kind": "checks"}], "out_of_range", "checks.percent"),
        ([{"kind": "checks", "percent": 101}], "out_of_range", "checks.percent"),
        ([{"kind": "checks", "percent": -1}], "out_of_range", "checks.percent"),
        ([{"kind": "checks", "percent": 79.5}], "out_of_range", "checks.percent"),
        ([{"kind": "checks", "percent": True}], "out_of_range", "checks.percent"),
        ([{"kind": "checks", "percent": "80"}], "out_of_range", "checks.percent"),
        ([MODULES | {"percent": 80}], "unknown_number", "modules.percent"),
        ([PRACTICE | {"average": 4.5}], "out_of_range", "practice.average"),
        ([SCENARIOS | {"keys": []}], "no_scenarios", "scenarios.keys"),
        ([SCENARIOS | {"keys": ["sc-01"]}], "no_scenarios", "scenarios.keys"),
        ([SCENARIOS | {"keys": [[]]}], "no_scenarios", "scenarios.keys"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_by_place(requirements, code, where):
    faults = list(faults_in({"requirements": requirements}))
    assert [(fault.code, fault.where) for fault in faults] == [(code, where)]
    with pytest.raises(RuleInvalid):
        evaluate({"requirements": requirements}, Evidence())


def test_every_fault_is_told_at_once():
    content = {"requirements": [{"kind": "exam"}, {"kind": "checks", "percent": 101}]}
    assert [fault.code for fault in faults_in(content)] == ["unknown_kind", "out_of_range"]
