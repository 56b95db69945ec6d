"""All that the platform states of people, brought about by what they do: one learner from the first page to the
certificate.
"""

import json
import re
from datetime import datetime, timedelta
from uuid import UUID

from assessments.attempts.playing import shuffled_choices
from assessments.h5p import playing
from assessments.models import Attempt, Statement
from assessments.scenarios.graph import Graph
from certificates.issuing.issuing import issue_for_qualified
from courses.content.checks import Check
from courses.learning.participating import play_choice, skip_scene, start_scenario, submit_check
from courses.models import Enrolment
from courses.progress.recording import Place, complete_lesson, open_lesson
from tests.factories.assessments import RIGHT_ANSWERS, make_questions
from tests.factories.cohorts import make_cohort
from tests.factories.h5p_plays import h5p_content
from tests.factories.h5p_shapes import IDS, choice, gaps, piece, question_set, report, said, truth
from tests.factories.playing import publish_in
from tests.factories.progress import NOON, complete_course, place_in
from tests.factories.scorm_plays import play_packages

MANY = re.compile(r"\d+ times: ")
WRONG_ANSWERS = RIGHT_ANSWERS | {"q1": ["b"], "q2": [], "q4": ["d", "c", "b", "a"]}


def told() -> list[dict]:
    """Return the statements stored so far, in the order they came."""
    return [json.loads(raw) for raw in Statement.objects.order_by("pk").values_list("raw", flat=True)]


def commands(queries) -> list[str]:
    """Return what captured queries do, by their first words, without savepoints.

    PostgreSQL inserts statements and their terms with one command. SQLite cannot insert into two tables at once: there
    the terms are a second command for many rows, left out here.
    """
    told = [query["sql"] for query in queries]
    words = [sql.split()[0] for sql in told if "SAVEPOINT" not in sql and not MANY.match(sql)]
    return ["INSERT" if word == "WITH" else word for word in words]


def learn_everything(*, learner, issuer, course_key: UUID, language: str = "ru") -> Enrolment:
    """Do everything that makes a statement, the good and the bad; return the enrolment it was done under."""
    cohort = make_cohort(course_keys=[course_key], people=[learner])
    enrolment = Enrolment.objects.select_related("user", "cohort").get(cohort=cohort)
    places = [
        place_in(enrolment, course_key, lesson=number, language=language)
        for number in range(len(place_in(enrolment, course_key).course.lessons))
    ]
    for minutes, place in enumerate(places):
        open_lesson(place=place, progress=None, at=NOON + timedelta(minutes=minutes))
    by_kind = {place.lesson.kind: place for place in reversed(places)}
    complete_lesson(place=by_kind["lesson"], at=NOON + timedelta(minutes=30))
    take_check(by_kind["check"], at=NOON + timedelta(hours=1))
    play_scenario(by_kind["scenario"], at=NOON + timedelta(hours=2))
    play_h5p(by_kind["lesson"], at=NOON + timedelta(hours=2, minutes=30))
    there = by_kind["lesson"]
    play_packages(user=learner, tracking=there.unit_tracking, at=NOON + timedelta(hours=2, minutes=55))
    complete_course(enrolment, course_key, at=NOON + timedelta(hours=3))
    issue_for_qualified(cohort=cohort, by=issuer, at=NOON + timedelta(hours=4))
    return enrolment


def take_check(place: Place, *, at: datetime) -> None:
    """Answer a question of each kind, once wrongly and once rightly."""
    questions = make_questions()
    key = place.lesson.units[0].key
    check = Check(key=key, heading="", pass_percent=80, tries=3, questions=questions, words={})
    for number, answers in enumerate((WRONG_ANSWERS, RIGHT_ANSWERS), start=1):
        submit_check(
            place=place,
            check=check,
            tries_allowed=3,
            answers=answers,
            try_number=number,
            at=at + timedelta(minutes=number),
        )


def play_scenario(place: Place, *, at: datetime) -> None:
    """Fail by a critical error, then pass with a scene skipped."""
    scenario = publish_in(place).scenario
    attempt = start_scenario(place=place, scenario=scenario, at=at)
    attempt = choose(place, attempt, "b", at=at + timedelta(seconds=20))
    choose(place, attempt, "c", at=at + timedelta(seconds=65))
    later = at + timedelta(minutes=10)
    attempt = start_scenario(place=place, scenario=scenario, at=later)
    choose(place, attempt, "a", at=later + timedelta(seconds=7))
    skip_scene(place=place, attempt_key=attempt.key, step=2, at=later + timedelta(seconds=16), took_ms=9_000)


def play_h5p(place: Place, *, at: datetime) -> None:
    """Fail at a set of four questions, then pass it; see a text that has no points to its end."""
    questions = h5p_content(
        question_set(
            piece("H5P.MultiChoice", choice(True, False, True), IDS[0], "Who may ask"),
            piece("H5P.TrueFalse", truth(False), IDS[1]),
            piece("H5P.Blanks", gaps("<p>The *hearing/interview* is *confidential*.</p>"), IDS[2]),
            piece("H5P.Essay", {"taskDescription": "<p>Say why.</p>"}, IDS[3]),
        ),
        library="H5P.QuestionSet",
    )
    essay = said("Because.", key=IDS[3], library="H5P.Essay", score=(1, 2))
    finish_h5p(place, questions, state=[{"answers": [1]}, {}, ["x", ""]], essay=essay, at=at)
    right = [{"answers": [2, 0]}, {"answer": False}, ["Hearing", "confidential"]]
    finish_h5p(place, questions, state=right, essay=essay, at=at + timedelta(minutes=10))
    text = h5p_content({"text": "<p>Read this.</p>"}, library="H5P.AdvancedText", title="Read this")
    finish_h5p(place, text, state=None, essay=None, at=at + timedelta(minutes=20))


def finish_h5p(place: Place, content, *, state, essay, at: datetime) -> None:
    tracking = place.unit_tracking
    play = playing.start(content=content, user=place.enrolment.user, tracking=tracking, at=at)
    playing.finish(
        play_key=play.key,
        nonce=playing.nonce_for(play),
        report=report(
            {"answers": state}, said(children=[essay], library="H5P.QuestionSet") if essay else None
        ),
        tracking=tracking,
        pass_percent=70,
        at=at + timedelta(minutes=1),
    )


def choose(place: Place, attempt: Attempt, choice: str, *, at: datetime) -> Attempt:
    """Make the choice of that id, wherever it is shown."""
    here = Graph.from_structure(attempt.version.structure).scene(attempt.scene_key)
    return play_choice(
        place=place,
        attempt_key=attempt.key,
        step=attempt.step_count + 1,
        position=shuffled_choices(attempt, here).index(choice) + 1,
        at=at,
        took_ms=12_345,
    )
