"""Statements in the order in which things happened: plays of a scenario, days and courses."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from assessments.lrs.explorer.telling.facts import Facts
from assessments.lrs.explorer.telling.names import Names
from assessments.lrs.explorer.telling.phrases import Word
from assessments.lrs.explorer.telling.sentences import step_sentence
from assessments.lrs.explorer.telling.timelines import Step, days, plays
from assessments.xapi import vocabulary
from tests.factories.assessments import statement

EVENING = datetime(2026, 3, 2, 17, 59, tzinfo=UTC)  # a minute before eleven in Almaty
COURSE = "https://example.org/xapi/activities/course/1"


def step(verb, seconds, *, order=0, points=None, errors=(), number=None, voided=False, course=True):
    result = {"extensions": {vocabulary.CRITICAL_ERRORS: list(errors)}}
    if points is not None:
        result["score"] = {"raw": points}
    context = {"extensions": {vocabulary.TRY_NUMBER: number}} if number else {}
    if course:
        context["contextActivities"] = {"grouping": [{"id": COURSE}]}
    facts = Facts(statement(verb={"id": verb.iri}, result=result, context=context))
    return Step(
        statement_id=uuid4(),
        at=EVENING + timedelta(seconds=seconds),
        order=order,
        facts=facts,
        sentence=step_sentence(facts, Names()),
        voided=voided,
    )


def test_a_play_counts_its_points_and_the_times_between():
    steps = [
        step(vocabulary.FAILED, 75, order=4, points=1, errors=["CE-REF"]),
        step(vocabulary.ANSWERED, 30, points=2),
        step(vocabulary.INITIALIZED, 0, number=2),
        step(vocabulary.ANSWERED, 75, order=3, points=-1, errors=["CE-REF"]),
    ]
    (play,) = plays(steps)
    assert [one.points for one in play.steps] == [None, 2, 1, None]
    assert [one.gap for one in play.steps] == [None, 30, 45, 0]
    assert [one.gap_told for one in play.steps] == ["", "30 s", "45 s", ""]
    assert [bool(one.sentence.critical_errors) for one in play.steps] == [False, False, True, True]
    assert (play.number_told, play.points_told, play.span_told) == ("2", "1", "1 min 15 s")
    assert play.critical_errors == ("CE-REF",)


def test_each_beginning_is_another_play():
    begun = [step(vocabulary.INITIALIZED, 0, number=1), step(vocabulary.INITIALIZED, 60, number=2)]
    answers = [step(vocabulary.ANSWERED, 10, points=1), step(vocabulary.ANSWERED, 70, points=2)]
    assert [(play.number, play.points) for play in plays([*begun, *answers])] == [(1, 1), (2, 2)]


def test_what_is_voided_wins_no_points():
    steps = [step(vocabulary.ANSWERED, 0, points=2, voided=True), step(vocabulary.ANSWERED, 5, points=1)]
    assert [one.points for one in plays(steps)[0].steps] == [None, 1]


def test_days_go_backwards_and_each_from_morning_to_evening():
    steps = [
        step(vocabulary.COMPLETED, 7300),
        step(vocabulary.EXPERIENCED, 0),
        step(vocabulary.ATTENDED, 7200, course=False),
    ]
    found = days(steps, lambda iri, facts: Word(iri))
    # The site's time zone says which day it was.
    assert [day.day.isoformat() for day in found] == ["2026-03-03", "2026-03-02"]
    assert [(course.iri, len(course.steps)) for course in found[0].courses] == [("", 1), (COURSE, 1)]
    assert found[0].courses[0].name is None
    assert found[1].courses[0].name == Word(COURSE)


def test_nothing_makes_no_plays_and_no_days():
    assert plays([]) == []
    assert days([], None) == []
