"""What the journey of a cohort of trainers does behind the scenes; run by `manage.py shell` on the data of the site.

Thirty people learn, play, write and teach here through the acts that their own clicks would call. Six of them leave
something undone, each something else: see APART.
"""

import json
from datetime import time, timedelta
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from assessments.attempts.playing import shuffled_choices
from assessments.models import Attempt, Scenario
from assessments.scenarios.graph import BEST, Graph
from assessments.xapi.keys import stable_key
from certificates.models import Certificate
from cms.accounts import roles
from cms.accounts.models import User
from cms.management.commands.demo import PASSWORD, demo_academy
from courses.attendance.marking import Wish, mark
from courses.attendance.zones import moment, zone_of
from courses.content.outline import course_outline
from courses.content.routes import along
from courses.learning.participating import play_choice, start_scenario
from courses.models import AttendanceMark, Cohort, Enrolment, QualificationRule, Route, Session
from courses.practice.conduct.commitments import digest_in
from courses.practice.conduct.signing import sign_conduct
from courses.practice.lessons.marking import hand_in
from courses.practice.lessons.planning import plan_lesson
from courses.practice.plans.writing import accept_plan, save_plan
from courses.practice.scenarios.reviewing import name_scenario, pass_legal_review, pass_peer_review
from courses.progress.recording import Place, complete_lesson, finish_activity
from tests.factories.people import make_person
from tests.factories.practice import PLAN, given

# Who does not qualify, by service number, and why.
APART = {
    "2007": "attendance",
    "2010": "observed_session",
    "2015": "critical_error",
    "2019": "average",
    "2023": "wrong_message",  # her lesson is planned and marked in the browser
    "2027": "conduct",
}
TRACK = "trainers-seminar"
MODULES = ("m4", "t2")
# SC-01 is played in M4.
COMPULSORY = ("sc-02", "sc-04", "sc-05", "sc-06", "sc-07", "sc-08", "sc-10")
# Three quarters of the points are won in this scenario before the scene where an error ends it.
ERROR_IN, ERROR_AT = "sc-07", "d4"
SECOND = "lecturer2"
LANGUAGE = "ru"


def begin() -> None:
    """Make a track of two modules and a second lecturer; print the primary keys that a new cohort's form asks for."""
    keys = [str(stable_key("module", name)) for name in MODULES]
    route, _created = Route.objects.get_or_create(code=TRACK, defaults={"module_keys": keys, "position": 10})
    for language, title in (("en", "Seminar for trainers"), ("ru", "Семинар тренеров")):
        route.translations.get_or_create(language_code=language, defaults={"title": title})
    if not User.objects.filter(username=SECOND).exists():
        second = make_person(
            username=SECOND,
            role=roles.LECTURER,
            academy=demo_academy(),
            name_native="Тимур Асқаров",
            name_latin="ASKAROV Timur",
        )
        second.set_password(PASSWORD)
        second.save()
    found = {one.username: one.pk for one in User.objects.filter(username__in=("lecturer", SECOND))}
    rule = QualificationRule.objects.get(code="trainer")
    tell({"route": route.pk, "rule": rule.pk, **found})


def learn(title: str) -> None:
    """Let everybody of the cohort do what the rule asks for, but what stands in APART."""
    places = Enrolment.objects.active().filter(cohort__title=title).select_related("user", "cohort__rule")
    staff = {one.username: one for one in User.objects.filter(username__in=("lecturer", SECOND, "lawyer"))}
    at = timezone.now()
    for place in places:
        with transaction.atomic():
            take_courses(place, at)
            practise(place, at)
            write_papers(place, staff, at)
            teach(place, staff, at)
    tell(len(places))


def take_courses(enrolment, at) -> None:
    """Complete the lessons of the track, with its checks and the scenario in it."""
    for name in ("manual", "tot"):
        for place in _places(enrolment, name):
            for unit in place.lesson.units:
                if unit.kind == "check":
                    finish_activity(
                        place=place,
                        unit_key=unit.key,
                        kind=unit.kind,
                        percent=Decimal(90),
                        passed=True,
                        at=at,
                    )
                else:
                    play(place, unit.key, at)
            if not place.lesson.units:
                complete_lesson(place=place, at=at)


def practise(enrolment, at) -> None:
    """Play the compulsory scenarios."""
    wanted = {stable_key("scenario", name): name for name in COMPULSORY}
    for place in _places(enrolment, "practice"):
        key = place.lesson.units[0].key
        if key in wanted:
            is_wrong = wanted[key] == ERROR_IN and APART.get(enrolment.user.username) == "critical_error"
            play(place, key, at, error_at=ERROR_AT if is_wrong else "")


def play(place, key, at, *, error_at: str = "") -> None:
    """Play by the best choices; in the scene `error_at` make the critical error."""
    attempt = start_scenario(place=place, scenario=Scenario.objects.get(key=key), at=at)
    while attempt.ended_at is None:
        scene = Graph.from_structure(attempt.version.structure).scene(attempt.scene_key)
        is_wrong = scene.key == error_at
        chosen = next(
            one for one in scene.choices if (one.critical_error if is_wrong else one.severity == BEST)
        )
        position = shuffled_choices(attempt, scene).index(chosen.key) + 1
        step = attempt.step_count + 1
        attempt = play_choice(place=place, attempt_key=attempt.key, step=step, position=position, at=at)


def write_papers(enrolment, staff, at) -> None:
    """Hand in a plan that is accepted, name a scenario that passes both reviews, sign the code of conduct."""
    plan = save_plan(enrolment=enrolment, fields=PLAN, language=LANGUAGE, opened=None, at=at, handing_in=True)
    accept_plan(plan=plan, handed_in_at=plan.handed_in_at, comment="", by=staff["lecturer"], at=at)
    title = f"Автобус {enrolment.user.username}"
    scenario = name_scenario(enrolment=enrolment, title=title, draft_key=None, at=at)
    pass_peer_review(scenario=scenario, by=staff["lecturer"], at=at)
    pass_legal_review(scenario=scenario, by=staff["lawyer"], at=at)
    if APART.get(enrolment.user.username) != "conduct":
        sign_conduct(enrolment=enrolment, language=LANGUAGE, digest=digest_in(LANGUAGE), at=at)


def teach(enrolment, staff, at) -> None:
    """Give the practice lesson, which both lecturers mark."""
    kind = APART.get(enrolment.user.username)
    if kind == "wrong_message":
        return
    assessors = [staff["lecturer"], staff[SECOND]]
    day = timezone.localdate() - timedelta(days=1)
    lesson = plan_lesson(
        enrolment=enrolment,
        topic="Первые две минуты",
        held_on=day,
        minutes=25,
        assessors=assessors,
        by=staff["lecturer"],
    )
    for assessor in assessors:
        marks = given(3, method=2) if kind == "average" else given(3, language=4)
        hand_in(lesson=lesson, assessor=assessor, given=marks, at=at)


def tell_marks(title: str) -> None:
    """Print all marks of attendance in the cohort: session, service number, mark, minutes."""
    marks = AttendanceMark.objects.filter(session__cohort__title=title).order_by("pk")
    rows = marks.values_list("session__title", "enrolment__user__username", "mark", "minutes")
    tell(list(rows))


def change_afterwards(title: str) -> None:
    """Ask for half of the attendance and mark the missing one as present; print what became of the mark."""
    rule = QualificationRule.objects.get(code="trainer")
    for one in rule.content["requirements"]:
        if one["kind"] == "attendance":
            one["percent"] = 50
    rule.save()
    session = Session.objects.filter(cohort__title=title).earliest("starts_at")
    number = next(number for number, kind in APART.items() if kind == "attendance")
    enrolment = Enrolment.objects.get(cohort=session.cohort_id, user__username=number)
    now = timezone.now()
    wish = Wish(uuid4(), enrolment.pk, "present", 0, now, session.edition)
    (answer,) = mark(session=session, wishes=[wish], by=session.lecturer, at=now)
    tell([answer.outcome, answer.refusal])


def put_back(title: str) -> None:
    """Write down what the cohort did as of its first day: a report of the year that runs ends with last week."""
    cohort = Cohort.objects.get(title=title)
    day = moment(cohort.starts_on, time(12), zone_of(cohort))
    places = Enrolment.objects.filter(cohort=cohort)
    Attempt.objects.filter(registration__in=places.values("registration")).update(ended_at=day)
    issued = Certificate.objects.filter(transcript__enrolment__cohort=cohort)
    issued.update(issued_on=cohort.starts_on, issued_at=day)
    places.exclude(completed_at=None).update(completed_at=day)
    tell(places.update(enrolled_at=day))


def restore_rule() -> None:
    """Ask for 80 % again: the rule is that of other cohorts, too."""
    rule = QualificationRule.objects.get(code="trainer")
    for one in rule.content["requirements"]:
        if one["kind"] == "attendance":
            one["percent"] = 80
    rule.save()
    tell(Cohort.objects.filter(rule=rule).count())


def tell(found) -> None:
    print(json.dumps(found))  # noqa: T201


def _places(enrolment, name: str):
    """Yield the places of the person in what the cohort takes of a course."""
    course = along(course_outline(stable_key("course", name), LANGUAGE), enrolment.cohort.route_id)
    for module in course.modules:
        for lesson in module.lessons:
            yield Place(course=course, module=module, lesson=lesson, enrolment=enrolment, language=LANGUAGE)
