"""What the platform states follows the profile: every kind of statement is brought about by real acts, and checked."""

import ast
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from assessments.xapi import vocabulary
from assessments.xapi.profile import document
from assessments.xapi.profile.locations import find
from assessments.xapi.profile.patterns import Match, Patterns
from assessments.xapi.profile.templates import Outcome, check
from tests.factories.telling import learn_everything, told

ROOT = Path(__file__).resolve().parents[4]
PACKAGES = ["cms", "certificates", "courses", "assessments"]
# Who builds a statement -> the templates of what it builds. Whoever adds a builder writes a template for it, and an
# act into tests/factories/telling.py that brings it about.
BUILDERS = {
    "courses/progress/statements.py: lesson_experienced": {"lesson-experienced"},
    "courses/progress/statements.py: completed": {"lesson-completed", "module-completed", "course-completed"},
    "assessments/attempts/statements.py: scenario_initialized": {"scenario-initialized"},
    "assessments/attempts/statements.py: choice_answered": {"scene-answered"},
    "assessments/attempts/statements.py: scene_skipped": {"scene-skipped"},
    "assessments/attempts/statements.py: scenario_ended": {
        "scenario-completed",
        "scenario-passed",
        "scenario-failed",
    },
    "assessments/attempts/statements.py: check_submitted": {
        "question-answered",
        "check-passed",
        "check-failed",
    },
    "assessments/h5p/statements.py: play_initialized": {"h5p-initialized"},
    "assessments/h5p/statements.py: part_answered": {"h5p-answered"},
    "assessments/h5p/statements.py: play_ended": {"h5p-completed", "h5p-passed", "h5p-failed"},
    "assessments/packages/scorm/statements.py: _unit": {
        "unit-initialized",
        "unit-resumed",
        "unit-progressed",
        "unit-scored",
        "unit-completed",
        "unit-passed",
        "unit-failed",
        "unit-suspended",
        "unit-terminated",
    },
    "assessments/packages/scorm/statements.py: _answered": {"unit-answered"},
    "assessments/packages/scorm/statements.py: package_completed": {"package-completed"},
    "certificates/making/statements.py: certificate_earned": {"certificate-earned"},
}
# Who hands statements to the store: all of them have got theirs from the builders. What the LMS of cmi5 states follows
# the profile of cmi5, not ours: it is tried with the packages, and by the public suite (tooling/cmi5_suite).
CMI5_RECORDERS = {
    "assessments/packages/cmi5/abandoning.py: end_abandoned",
    "assessments/packages/cmi5/launching.py: launch",
    "assessments/packages/cmi5/satisfying.py: judge_course",
    "assessments/packages/cmi5/waiving.py: waive",
}
RECORDERS = {
    "assessments/attempts/checking.py: submit",
    "assessments/attempts/playing.py: start",
    "assessments/attempts/turns.py: tell",
    "assessments/h5p/playing.py: finish",
    "assessments/h5p/playing.py: start",
    "assessments/packages/scorm/committing.py: commit",
    "assessments/packages/scorm/committing.py: end",
    "certificates/issuing/running.py: _issue",
    "courses/progress/recording.py: _mark_completed",
    "courses/progress/recording.py: _open_first",
}
# In the vocabulary because other clients' statements are understood by them.
ONLY_READ = {vocabulary.ATTENDED, vocabulary.REGISTERED, vocabulary.VOIDED}
TEMPLATES = {one["id"].rsplit("/", 1)[1]: one for one in document.templates()}


@pytest.fixture
def statements(trainee, administrator, manual_key):
    learn_everything(learner=trainee, issuer=administrator, course_key=manual_key)
    return told()


def callers(*called):
    """Yield "file: function" for every function that calls one of these, by the last two parts of their names."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for function in ast.walk(ast.parse(path.read_text())):
                if isinstance(function, ast.FunctionDef) and not called_in(function).isdisjoint(called):
                    yield f"{path.relative_to(ROOT)}: {function.name}"


def called_in(function) -> set[str]:
    calls = (ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call))
    return {".".join(call.split(".")[-2:]) for call in calls}


def names(iris) -> list[str]:
    return [iri.rsplit("/", 1)[1] for iri in iris]


@pytest.mark.django_db
def test_every_statement_follows_exactly_one_template(statements):
    found = defaultdict(int)
    for one in statements:
        verdict = check(one, TEMPLATES.values())
        assert verdict.outcome is Outcome.SUCCESS, (verdict, one)
        assert len(verdict.matched) == 1, (verdict, one)
        found[verdict.matched[0].rsplit("/", 1)[1]] += 1
    assert found.keys() == TEMPLATES.keys(), "some template was never followed"
    answered = [one for one in statements if one["verb"]["id"] == vocabulary.ANSWERED.iri]
    kinds = {one["object"]["definition"]["interactionType"] for one in answered}
    assert kinds == {"choice", "true-false", "sequencing", "fill-in", "other"}


def test_every_builder_has_templates_and_every_template_a_builder():
    found = set(callers("build_statement", "building.build_statement", "tincan.Statement"))
    assert found - {"assessments/xapi/building.py: build_statement"} == set(BUILDERS)
    assert set(callers("store.record", "record", "storing.record")) == RECORDERS | CMI5_RECORDERS
    assert set.union(*BUILDERS.values()) == set(TEMPLATES)


def test_every_verb_that_we_tell_is_in_a_template():
    told_verbs = {template["verb"] for template in TEMPLATES.values()}
    assert told_verbs == {verb.iri for verb in set(vocabulary.VERBS) - ONLY_READ}


@pytest.mark.django_db
def test_the_statements_of_one_subregistration_follow_a_pattern_of_the_profile(statements):
    place = f"$.context.extensions['{vocabulary.SUBREGISTRATION}'][0].subregistration"
    runs = defaultdict(list)
    for one in statements:
        runs[find(one, place)[0]].append(one)
    patterns = Patterns.of(document.patterns())
    for run in runs.values():
        assert len({one["context"]["registration"] for one in run}) == 1
        assert all(first["timestamp"] <= second["timestamp"] for first, second in pairwise(run))
        matched = [check(one, TEMPLATES.values()).matched for one in run]
        assert patterns.follows(matched) is Match.SUCCESS, [names(one) for one in matched]
    plays = [run for run in runs.values() if run[0]["verb"]["id"] == vocabulary.INITIALIZED.iri]
    assert sorted(len(run) for run in plays) == [2, 3, 5, 5, 6, 7, 7]


@pytest.mark.django_db
def test_the_statements_of_a_play_in_another_order_follow_no_pattern(statements):
    at = next(i for i, one in enumerate(statements) if one["verb"]["id"] == vocabulary.INITIALIZED.iri)
    play = [check(one, TEMPLATES.values()).matched for one in statements[at : at + 5]]
    patterns = Patterns.of(document.patterns())
    assert patterns.follows(play) is Match.SUCCESS
    assert patterns.follows(play[:-1]) is Match.PARTIAL
    assert patterns.follows(play[1:]) is Match.FAILURE
    assert patterns.follows([play[0], *play[:0:-1]]) is Match.FAILURE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "spoil", "location"),
    [
        ("lesson-experienced", lambda one: one["context"].pop("registration"), "$.context.registration"),
        ("lesson-completed", lambda one: one["actor"].update(name="Aigul"), "$.actor.name | "),
        ("check-passed", lambda one: one["result"].update(success=False), "$.result.success"),
        ("scenario-failed", lambda one: one["result"].pop("duration"), "$.result.duration"),
        ("scene-answered", lambda one: one["context"].pop("revision"), "$.context.revision"),
        (
            "scenario-passed",
            lambda one: one["result"]["extensions"].update({vocabulary.CRITICAL_ERRORS: ["CE-REF"]}),
            f"$.result.extensions['{vocabulary.CRITICAL_ERRORS}'][*]",
        ),
        (
            "certificate-earned",
            lambda one: one["context"]["contextActivities"]["category"][0].update(id=vocabulary.PROFILE),
            "$.context.contextActivities.category[*].id",
        ),
    ],
)
def test_a_statement_that_lacks_something_is_told_which_rule_it_breaks(statements, name, spoil, location):
    one = next(one for one in statements if names(check(one, TEMPLATES.values()).matched) == [name])
    spoil(one)
    verdict = check(one, TEMPLATES.values())
    assert verdict.outcome is Outcome.INVALID
    assert [faults[0].startswith(location) for faults in verdict.broken.values()] == [True]
