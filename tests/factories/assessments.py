"""Scenarios, attempts and statements, built through the acts; every default can be overridden."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from assessments.attempts import playing
from assessments.attempts.scoring import Question
from assessments.scenarios.graph import Graph
from assessments.scenarios.models import Scenario
from assessments.scenarios.publishing import publish
from assessments.xapi.tracking import ActivityRef, Tracking

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LESSON_KEY = UUID("11111111-1111-4111-8111-111111111111")
OTHER_LESSON_KEY = UUID("22222222-2222-4222-8222-222222222222")


SEVERITY_OF = {2: "best", 1: "acceptable", 0: "poor", -1: "harmful"}


def choice(key, points=0, severity=None, to="end", **more):
    severity = severity or SEVERITY_OF.get(points, "poor")
    return {"id": key, "points": points, "severity": severity, "next": to, "sources": ["P19"], **more}


def scene(key, *choices, **more):
    return {"id": key, "choices": list(choices), **more}


def ending(key, kind="good"):
    return {"id": key, "ending": kind}


def structure(*scenes, **fields):
    """A structure of these scenes; by default two, with a repair, a critical error and 4 points to win."""
    scenes = scenes or (
        scene(
            "d1",
            choice("a", 2, "best", "d2"),
            choice("b", -1, "harmful", "d1-repair"),
            choice("c", 0, "critical", "end-ref", critical_error="CE-REF"),
        ),
        scene("d1-repair", choice("a", 1, "acceptable", "d2"), choice("b", 0, "poor", "d2")),
        scene("d2", choice("a", 2, "best", "end-pass"), choice("b", 1, "acceptable", "end-pass")),
        ending("end-pass"),
        ending("end-ref", "critical"),
    )
    made = {
        "format": 1,
        "start": scenes[0]["id"],
        "pass_percent": 75,
        "max_points": 4,
        "content_notice": False,
        "modules": ["m4"],
        "relearn": {"default": str(LESSON_KEY), "CE-REF": str(OTHER_LESSON_KEY)},
        "scenes": list(scenes),
    }
    return made | fields


def integer(key, start=0, low=-2, high=2):
    return {"id": key, "kind": "integer", "start": start, "min": low, "max": high}


def yes_no(key, start=False):
    return {"id": key, "kind": "yes_no", "start": start}


def when(value, test, than):
    return {"value": value, "is": test, "than": than}


def counting_structure(**fields):
    """Format 2: trust is won or lost in d1, decides what d2 offers, and d2/b ends by how much of it there is.

    Worth 4 points: d1/a and d2/a. Without trust d2/a is not offered; d2 has a notice and may be skipped.
    """
    scenes = (
        scene(
            "d1",
            choice("a", 2, "best", "d2", effects=[{"value": "trust", "add": 1}]),
            choice("b", 1, "acceptable", "d2"),
            choice("c", -1, "harmful", "d2", effects=[{"value": "trust", "add": -1}]),
        ),
        scene(
            "d2",
            choice("a", 2, "best", "end-pass", when=[when("trust", "at_least", 1)]),
            choice(
                "b",
                1,
                "acceptable",
                "end-mixed",
                effects=[{"value": "told", "set": True}],
                routes=[{"when": [when("trust", "at_least", 0)], "next": "end-pass"}],
            ),
            choice("c", 0, "critical", "end-ref", critical_error="CE-REF"),
            notice=True,
        ),
        ending("end-pass"),
        ending("end-mixed", "mixed"),
        ending("end-ref", "critical"),
    )
    return structure(*scenes, format=2, values=[integer("trust"), yes_no("told")]) | fields


def words_for(made, *languages):
    """Words for every id of a structure; each text says its language, place and field: "ru d1/a text"."""
    return {code: _words(made, code) for code in languages or ("en", "ru")}


def _words(made, code):
    head = {name: f"{code} {name}" for name in ("title", "summary", "place")}
    scenes = {}
    for one in made["scenes"]:
        texts = {name: f"{code} {one['id']} {name}" for name in ("heading", "situation")}
        if "ending" in one:
            texts |= {name: f"{code} {one['id']} {name}" for name in ("principle", "legal", "booth")}
        else:
            texts["choices"] = {
                choice["id"]: {
                    name: f"{code} {one['id']}/{choice['id']} {name}"
                    for name in ("text", "consequence", "principle", "legal")
                }
                for choice in one["choices"]
            }
        scenes[one["id"]] = texts
    return head | {"scenes": scenes}


def make_scenario(code="SC-T", **fields):
    return Scenario.objects.create(code=code, **fields)


def make_version(scenario=None, made=None, words=None, **fields):
    made = made or structure()
    defaults = {"minutes": 10, "at": NOON}
    return publish(
        scenario=scenario or make_scenario(),
        structure=made,
        words=words_for(made) if words is None else words,
        **(defaults | fields),
    )


def tracking_for(person, **fields):
    defaults = {
        "actor_key": person.actor_key,
        "registration": uuid4(),
        "language": "ru",
        "cohort_key": uuid4(),
        "parents": (ActivityRef("lesson", uuid4(), {"ru": "Урок"}),),
        "grouping": (ActivityRef("course", uuid4(), {"ru": "Курс"}),),
    }
    return Tracking(**(defaults | fields))


def choose_key(attempt, key, *, tracking, at=NOON, step=None):
    """Make the choice of that id, wherever it is shown."""
    here = Graph.from_structure(attempt.version.structure).scene(attempt.scene_key)
    position = playing.shuffled_choices(attempt, here).index(key) + 1
    step = attempt.step_count + 1 if step is None else step
    return playing.choose(attempt_key=attempt.key, step=step, position=position, tracking=tracking, at=at)


def play(attempt, *keys, tracking, at=NOON):
    """Make these choices one after another and return the attempt as it then is."""
    for key in keys:
        attempt = choose_key(attempt, key, tracking=tracking, at=at)
    return attempt


def make_questions():
    return (
        Question("q1", "single", ("a", "b", "c", "d"), ("a",)),
        Question("q2", "true_false", ("true", "false"), ("false",)),
        Question("q3", "multiple", ("a", "b", "c", "d"), ("a", "c")),
        Question("q4", "ordering", ("a", "b", "c", "d"), ("a", "b", "c", "d")),
    )


RIGHT_ANSWERS = {"q1": ["a"], "q2": ["false"], "q3": ["c", "a"], "q4": ["a", "b", "c", "d"]}


def statement(**fields):
    """A small valid statement as a client would send it, with an id."""
    made = {
        "id": str(uuid4()),
        "actor": {"objectType": "Agent", "account": {"homePage": "https://example.org", "name": "p-1"}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced", "display": {"en": "experienced"}},
        "object": {"objectType": "Activity", "id": "https://example.org/activities/1"},
        "timestamp": "2026-03-02T10:00:00Z",
    }
    return {name: value for name, value in (made | fields).items() if value is not None}
