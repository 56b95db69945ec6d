"""Statements about course packages as sentences: what the LMS of a cmi5 course states, what SCORM commits tell."""

import re
from datetime import UTC, datetime

import pytest

from assessments.lrs.explorer.naming import definitions_of
from assessments.lrs.explorer.telling.facts import Facts
from assessments.lrs.explorer.telling.names import Names
from assessments.lrs.explorer.telling.sentences import sentence, step_sentence
from assessments.lrs.statements import activities
from assessments.packages.cmi5 import abandoning, waiving
from assessments.packages.models import UnitStanding
from tests.factories.cmi5_courses import au, block, launch, make_version, register_agent, told_of
from tests.factories.scorm_plays import play_packages, scorm_tracking
from tests.factories.telling import told

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def learnt(django_capture_on_commit_callbacks):
    """Return a context after which what statements told of activities is known, as after every commit."""
    activities.forget()
    yield lambda: django_capture_on_commit_callbacks(execute=True)
    activities.forget()


def sentences(statements, tell=sentence) -> list[str]:
    """Return what is told, without the signs that isolate names, durations of a clock, and who acts."""
    facts = [Facts(one) for one in statements]
    names = Names(
        languages=("en",), definitions=definitions_of({iri for one in facts for iri in one.activity_iris()})
    )
    found = [re.sub("[\u2066\u2068\u2069]", "", tell(one, names).text()) for one in facts]
    return [re.sub(r"^(learner-1|Learner .{8}) ", "", one) for one in found]


def test_a_session_of_a_cmi5_unit_reads_as_it_went(learnt):
    version = make_version(block("part", au(moveOn="CompletedAndPassed", masteryScore="0.5")))
    registration = register_agent(version)
    with learnt():
        unit = launch(registration).begin()
    assert unit.tell("completed").status_code == 200
    assert unit.tell("passed", scaled=0.75).status_code == 200
    assert unit.tell("terminated").status_code == 200
    assert sentences(told_of(registration)) == [
        "launched: u1",
        "began: u1",
        "completed: u1, 12 s",
        "passed: u1, score 75%, 12 s",
        "met all that is asked in: part",
        "met all that is asked in: Border guide",
        "left: u1, 12 s",
    ]


def test_a_session_that_was_never_closed_and_one_to_look_back_say_so():
    registration = register_agent(make_version(au(moveOn="Completed")))
    launch(registration).begin()
    abandoning.abandon(session=registration.launches.get(), at=NOON)
    launch(registration, mode="Review")
    launch(registration, mode="Browse")
    began = sentences(told_of(registration))
    assert began[2].startswith("left without closing: u1, ")
    assert began[3] == "launched: u1, to look back at it"
    assert began[-1] == "launched: u1, only to look around"


def test_who_was_excused_from_a_unit_is_told_with_the_reason(administrator):
    registration = register_agent(make_version(au(moveOn="Completed")))
    waiving.waive(
        registration=registration, unit=registration.version.units.get(), by=administrator,
        reason="Knows it from the academy.", at=NOON,
    )  # fmt: skip
    assert UnitStanding.objects.get().waived_at
    assert sentences(told_of(registration)) == [
        "was excused from: u1, reason: Knows it from the academy",
        "met all that is asked in: Border guide",
    ]


def test_a_statement_of_the_unit_itself_is_named_as_it_was_launched(learnt):
    registration = register_agent(make_version(au()))
    with learnt():
        launch(registration).begin()
    initialized = told_of(registration)[-1]
    assert "definition" not in initialized["object"]
    assert sentences([initialized], step_sentence) == ["began: u1"]


def test_a_unit_that_nobody_named_is_told_by_its_kind():
    iri = "http://testserver/xapi/activities/cmi5-block/0123456789abcdef"
    facts = Facts({"verb": {"id": "https://w3id.org/xapi/adl/verbs/satisfied"}, "object": {"id": iri}})
    assert (
        sentence(facts, Names()).text().replace("\u2068", "").replace("\u2069", "").endswith("part 01234567")
    )


def test_commits_of_scorm_read_as_they_came(trainee):
    play_packages(user=trainee, tracking=scorm_tracking(trainee), at=NOON)
    assert sentences(told()) == [
        "began: At the counter, English",
        "answered: q1, answer a; c, counted by the browser alone, successful, 12.5 s, English",
        "left for later: At the counter, counted by the browser alone, 2 min, English",
        "went on with: At the counter, English",
        "completed: At the counter, English",
        "did not pass: At the counter, score 10%, counted by the browser alone, English",
        "left: At the counter, score 10%, counted by the browser alone, not successful, 2 min, English",
        "went on with: At the counter, English",
        "passed: At the counter, score 90%, counted by the browser alone, English",
        "left: At the counter, score 90%, counted by the browser alone, successful, 2 min, English",
        "completed: Meeting families, score 90%, counted by the browser alone, successful, English",
        "began: Free, English",
        "got further in: Free, progress 50%, English",
        "got points in: Free, score 60%, counted by the browser alone, English",
        "got further in: Free, progress 100%, English",
        "completed: Free, English",
        "left: Free, score 60%, counted by the browser alone, 2 min, English",
        "completed: Hearing children, score 60%, counted by the browser alone, English",
    ]
