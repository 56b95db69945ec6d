"""Which statements a unit may send, and when: each that may not is refused with the requirement (cmi5, 9): pure."""

from copy import deepcopy
from dataclasses import replace

import pytest

from assessments.packages.cmi5 import vocabulary
from assessments.packages.cmi5.rules import RuleBroken, Session, judge
from tests.factories.cmi5_courses import AGENT

UNIT, PUBLISHER = "https://site.example/unit", "https://example.org/u1"
KEY, REGISTRATION = "a5a8c7a6-7f67-4b44-8a3d-8ad9f6f0a001", "a5a8c7a6-7f67-4b44-8a3d-8ad9f6f0a002"
NEW = Session(
    key=KEY,
    actor=AGENT,
    registration=REGISTRATION,
    activity=UNIT,
    publisher_id=PUBLISHER,
    mastery=0.9,
    has_read_preferences=True,
)
BEGUN = replace(NEW, told=frozenset({"initialized"}))
RESULTS = {
    "completed": {"completion": True, "duration": "PT1S"},
    "passed": {"success": True, "duration": "PT1S"},
    "failed": {"success": False, "duration": "PT1S"},
    "terminated": {"duration": "PT1S"},
}


def stated(word, *, defined=True, **changes):
    """Return a good statement; `changes` are {path with / between the names: value}, None takes one out."""
    categories = [vocabulary.CATEGORY] if defined else []
    if word in ("completed", "passed", "failed") and defined:
        categories.append(vocabulary.CATEGORY_MOVE_ON)
    statement = {
        "id": "a5a8c7a6-7f67-4b44-8a3d-8ad9f6f0a003",
        "actor": AGENT,
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{word}"},
        "object": {"id": UNIT},
        "timestamp": "2026-03-10T07:00:00.000Z",
        "context": {
            "registration": REGISTRATION,
            "contextActivities": {
                "category": [{"id": one} for one in categories],
                "grouping": [{"id": PUBLISHER}],
            },
            "extensions": {vocabulary.SESSION_ID: KEY},
        },
    }
    if word in RESULTS:
        statement["result"] = dict(RESULTS[word])
    if word in ("passed", "failed"):
        statement["context"]["extensions"][vocabulary.MASTERY_SCORE] = 0.9
    return changed(statement, changes)


def changed(statement, changes):
    statement = deepcopy(statement)
    for path, value in changes.items():
        *way, last = path.split("__")
        inner = statement
        for name in way:
            inner = inner.setdefault(name, {})
        if value is None:
            inner.pop(last)
        else:
            inner[last] = value
    return statement


def scored(word, **score):
    return stated(word, result={**RESULTS[word], "score": score})


def without_move_on(word):
    return stated(word, context__contextActivities__category=[{"id": vocabulary.CATEGORY}])


def moving(word, *, defined):
    categories = [vocabulary.CATEGORY] if defined else []
    return stated(
        word,
        context__contextActivities__category=[
            {"id": one} for one in (*categories, vocabulary.CATEGORY_MOVE_ON)
        ],
    )


@pytest.mark.parametrize(
    ("session", "statement", "verb"),
    [
        (NEW, stated("initialized"), "initialized"),
        (BEGUN, stated("completed"), "completed"),
        (BEGUN, stated("passed"), "passed"),
        (BEGUN, scored("passed", scaled=0.9, raw=90, min=0, max=100), "passed"),
        (BEGUN, scored("passed", raw=90, min=0, max=100), "passed"),
        (BEGUN, stated("failed"), "failed"),
        (BEGUN, scored("failed", scaled=0.89), "failed"),
        (BEGUN, stated("terminated"), "terminated"),
        (BEGUN, stated("experienced", defined=False), None),
        # Verbs of cmi5 without its category count for nothing, and may come again.
        (BEGUN, stated("passed", defined=False), None),
        (BEGUN, stated("terminated", defined=False), None),
        (BEGUN, stated("completed", timestamp="2026-03-10T07:00:00+00:00"), "completed"),
        (BEGUN, stated("completed", actor={**AGENT, "objectType": "Agent", "name": "x"}), "completed"),
        (BEGUN, stated("completed", context__registration=REGISTRATION.upper()), "completed"),
        (BEGUN, stated("completed", context__contextActivities__grouping={"id": PUBLISHER}), "completed"),
        (
            BEGUN,
            stated("completed", context__contextActivities__grouping=[{"id": UNIT}, {"id": PUBLISHER}]),
            "completed",
        ),
        (replace(BEGUN, mastery=None), scored("passed", scaled=0.1), "passed"),
        (replace(NEW, mode="Browse"), stated("initialized"), "initialized"),
        (replace(BEGUN, mode="Review"), stated("terminated"), "terminated"),
        (replace(BEGUN, settled=frozenset({"completed"})), stated("passed"), "passed"),
    ],
)
def test_what_follows_the_specification_is_taken(session, statement, verb):
    judged, after = judge(session, statement)
    assert judged.verb == verb
    assert after.told == session.told | ({verb} if verb else set())


@pytest.mark.parametrize(
    ("session", "statement", "rule"),
    [
        (BEGUN, stated("experienced", defined=False, id=None), "9.1.0.0-1"),
        (BEGUN, stated("passed", actor__objectType="Group"), "9.2.0.0-2"),
        (BEGUN, stated("passed", actor={"mbox": "mailto:a@example.org"}), "9.2.0.0-2"),
        (BEGUN, stated("passed", actor__account={"homePage": "https://x.example", "name": "y"}), "8.1.3.0-3"),
        (BEGUN, stated("experienced", defined=False, timestamp=None), "9.7.0.0-1"),
        (BEGUN, stated("passed", timestamp="2026-03-10T01:00:00-06:00"), "9.7.0.0-2"),
        (BEGUN, stated("passed", context=None), "9.6.1.0-1"),
        (BEGUN, stated("passed", context__registration=None), "9.6.1.0-1"),
        (BEGUN, stated("passed", context__registration=KEY), "9.6.1.0-1"),
        (BEGUN, stated("experienced", defined=False, context__extensions=None), "9.6.3.1-4"),
        (
            BEGUN,
            stated("passed", context__extensions={vocabulary.SESSION_ID: REGISTRATION}),
            "9.6.3.1-4",
        ),
        (BEGUN, stated("experienced", context__contextActivities__grouping=None), "10.2.1.0-6"),
        (replace(NEW, has_read_preferences=False), stated("initialized"), "11.0.0.0-3"),
        (NEW, stated("experienced", defined=False), "9.3.0.0-4"),
        (NEW, stated("terminated"), "9.3.0.0-4"),
        (BEGUN, stated("initialized"), "9.3.0.0-2"),
        (BEGUN, stated("launched"), "9.3.0.0-1"),
        (BEGUN, stated("experienced"), "9.3.0.0-1"),
        (BEGUN, stated("passed", object__id=PUBLISHER), "8.1.5.0-6"),
        (BEGUN, stated("passed", object={"objectType": "StatementRef", "id": KEY}), "8.1.5.0-6"),
        (replace(BEGUN, mode="Browse"), stated("completed"), "10.2.2.0-5"),
        (replace(BEGUN, mode="Review"), stated("failed"), "10.2.2.0-5"),
        (replace(BEGUN, told=BEGUN.told | {"completed"}), stated("completed"), "9.3.0.0-2"),
        (replace(BEGUN, told=BEGUN.told | {"failed"}), stated("passed"), "9.3.0.0-3"),
        (replace(BEGUN, told=BEGUN.told | {"passed"}), stated("failed"), "9.3.0.0-3"),
        (replace(BEGUN, settled=frozenset({"completed"})), stated("completed"), "9.3.0.0-6"),
        (replace(BEGUN, settled=frozenset({"passed"})), stated("passed"), "9.3.0.0-7"),
        (replace(BEGUN, settled=frozenset({"passed"})), stated("failed"), "9.3.0.0-8"),
        (replace(BEGUN, told=BEGUN.told | {"terminated"}), stated("experienced", defined=False), "9.3.0.0-5"),
        (BEGUN, without_move_on("completed"), "9.6.2.2-1"),
        (BEGUN, without_move_on("passed"), "9.6.2.2-1"),
        (BEGUN, without_move_on("failed"), "9.6.2.2-1"),
        (BEGUN, moving("experienced", defined=False), "9.6.2.2-2"),
        (BEGUN, moving("passed", defined=False), "9.6.2.2-2"),
        (BEGUN, moving("terminated", defined=True), "9.6.2.2-2"),
        (BEGUN, stated("passed", result__success=None), "9.5.2.0-1"),
        (BEGUN, stated("passed", result__success=False), "9.5.2.0-1"),
        (BEGUN, stated("failed", result__success=True), "9.5.2.0-2"),
        (BEGUN, stated("completed", result__success=True), "9.5.2.0-3"),
        (BEGUN, stated("completed", result__completion=False), "9.5.3.0-1"),
        (BEGUN, stated("completed", result__completion=None), "9.5.3.0-1"),
        (BEGUN, stated("passed", result__completion=True), "9.5.3.0-2"),
        (BEGUN, stated("terminated", result=None), "9.5.4.1-1"),
        (BEGUN, stated("completed", result__duration=None), "9.5.4.1-2"),
        (BEGUN, stated("passed", result__duration=None), "9.5.4.1-3"),
        (BEGUN, stated("failed", result__duration=None), "9.5.4.1-4"),
        (BEGUN, stated("completed", result__score={"scaled": 1}), "9.5.1.0-2"),
        (BEGUN, scored("passed", raw=90, max=100), "9.5.1.0-3"),
        (BEGUN, scored("passed", raw=90, min=0), "9.5.1.0-3"),
        (BEGUN, scored("failed", scaled=-0.5), "9.5.1"),
        (BEGUN, scored("passed", scaled=0.89), "9.3.4.0-2"),
        (BEGUN, scored("failed", scaled=0.9), "9.3.5.0-2"),
        (BEGUN, scored("failed", scaled=0.91), "9.3.5.0-2"),
        (
            BEGUN,
            changed(
                scored("passed", scaled=0.95),
                {"context__extensions": {vocabulary.SESSION_ID: KEY, vocabulary.MASTERY_SCORE: 0.8}},
            ),
            "9.6.3.2-2",
        ),
        (
            BEGUN,
            changed(scored("failed", scaled=0.1), {"context__extensions": {vocabulary.SESSION_ID: KEY}}),
            "9.6.3.2-2",
        ),
    ],
)
def test_what_breaks_it_is_refused_with_the_requirement(session, statement, rule):
    with pytest.raises(RuleBroken) as refused:
        judge(session, statement)
    assert refused.value.rule == rule
    assert refused.value.why in str(refused.value)
