"""The demo cohort whose people have their certificates, so that a newcomer can look at them and verify them at once."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from assessments.xapi.keys import stable_key
from certificates.issuing.candidates import LETTER
from certificates.issuing.issuing import first_version, issue_for_qualified
from certificates.issuing.running import go_on, start
from certificates.keeping.reissuing import reissue
from certificates.keeping.revoking import revoke
from certificates.making.printing import verify_url
from certificates.register.models import Certificate
from certificates.signing.creating import ensure_keys
from courses.attendance.marking import Mark, Wish, mark
from courses.attendance.planning import plan
from courses.attendance.zones import moment, zone_of
from courses.cohorts.enrolling import enrol, set_courses
from courses.cohorts.models import Cohort, Enrolment
from courses.content.outline import course_outline
from courses.learning.access import taken
from courses.progress.recording import Place, complete_lesson, finish_activity
from courses.transcripts.closing import close

TITLE, KEY = "Demo cohort: certificates", stable_key("cohort", "demo-certificates")
COURSE, HOURS = stable_key("course", "code"), 6
# Username, name in native script, name as in the passport, language, country.
PEOPLE = [
    ("graduate", "Айсұлу Төлегенова", "TOLEGENOVA Aisulu", "kk", "KZ"),
    ("graduate2", "Никита Щербаков", "SHCHERBAKOV Nikita", "ru", "KZ"),
    ("graduate3", "محمد ضیا رحیمی", "RAHIMI Mohammad Zia", "fa-af", "TJ"),
    ("graduate4", "Ӯктам Ғафуров", "GHAFUROV Uktam", "tg", "TJ"),
    ("graduate5", "Oʻgʻiloy Qosimova", "QOSIMOVA Ogiloy", "uz", "UZ"),
    ("graduate6", "Жылдыз Асанова", "ASANOVA Zhyldyz", "ky", "KG"),
]
# Whose passport was read wrongly at first, whose certificate was taken back, and who left lessons undone.
MISSPELT, WRONG_NAME = "graduate4", "GAFUROV Uktam"
REVOKED, ATTENDED_ONLY = "graduate5", "graduate6"


def graduate(people: Mapping, academy, by) -> None:
    """Let the cohort learn, close it and issue, unless it is there already. Called in a transaction."""
    if Cohort.objects.filter(key=KEY).exists():
        return
    now, today = timezone.now(), timezone.localdate()
    cohort = Cohort.objects.create(
        key=KEY,
        title=TITLE,
        academy=academy,
        country="KZ",
        place="Almaty",
        starts_on=today - timedelta(days=21),
        ends_on=today - timedelta(days=7),
        hours=HOURS,
    )
    set_courses(cohort=cohort, course_keys=[COURSE])
    cohort.lecturers.add(people["lecturer"])
    places = [enrol(cohort=cohort, user=people[username], by=by) for username, *_rest in PEOPLE]
    for place in places:
        if place.user.username != ATTENDED_ONLY:
            learn(place, at=moment(cohort.ends_on, time(15), zone_of(cohort)))
    attend(cohort, places, people["lecturer"], now)
    close(cohort=cohort, by=by, at=now)
    issue(cohort, people, by, now)


def learn(enrolment: Enrolment, *, at: datetime) -> None:
    """Complete every lesson, with its checks and scenarios."""
    language = enrolment.user.language
    course = taken(course_outline(COURSE, language), enrolment)
    for module in course.modules:
        for lesson in module.lessons:
            place = Place(course, module, lesson, enrolment, language)
            for unit in lesson.units:
                finish_activity(
                    place=place, unit_key=unit.key, kind=unit.kind, percent=Decimal(90), passed=True, at=at
                )
            if not lesson.units:
                complete_lesson(place=place, at=at)


def attend(cohort: Cohort, places: list[Enrolment], lecturer, now: datetime) -> None:
    """Hold one session at which everybody was present."""
    zone = zone_of(cohort)
    session = plan(
        cohort=cohort,
        by=lecturer,
        title="Children first: working with cases",
        starts_at=moment(cohort.ends_on, time(9), zone),
        ends_at=moment(cohort.ends_on, time(12), zone),
        break_minutes=15,
        place="Room 2",
        lecturer=lecturer,
        is_observed=False,
    )
    wishes = [
        Wish(
            key=uuid4(),
            enrolment=place.pk,
            mark=Mark.PRESENT,
            minutes=0,
            made_at=session.ends_at,
            edition=session.edition,
        )
        for place in places
    ]
    mark(session=session, wishes=wishes, by=lecturer, at=now)


def issue(cohort: Cohort, people: Mapping, by, at: datetime) -> None:
    """Issue certificates and a letter of attendance; one is mended afterwards, one revoked."""
    ensure_keys(academy=cohort.academy, at=at, by=by)
    misspelt = people[MISSPELT]
    right, misspelt.name_latin = misspelt.name_latin, WRONG_NAME
    misspelt.save(update_fields=["name_latin"])
    issued = {one.holder_id: one for one in issue_for_qualified(cohort=cohort, by=by, at=at).issued}
    misspelt.name_latin = right
    misspelt.save(update_fields=["name_latin"])
    reissue(
        certificate=issued[misspelt.pk],
        name_native=misspelt.name_native,
        name_latin=right,
        reason="The passport has GH.",
        by=by,
        at=at,
    )
    revoke(certificate=issued[people[REVOKED].pk], reason="Somebody else sat the checks.", by=by, at=at)
    version = first_version(cohort, LETTER)
    run = start(cohort=cohort, kind=LETTER, version=version, second_language="en", by=by, at=at)
    go_on(run=run, by=by, at=at)


def to_verify() -> list[tuple[str, str, str]]:
    """Return (state, number, address) of each certificate of the cohort."""
    found = Certificate.objects.filter(transcript__enrolment__cohort__key=KEY).order_by("number")
    today = timezone.localdate()
    return [(one.state_on(today), one.number, verify_url(one.code)) for one in found]
