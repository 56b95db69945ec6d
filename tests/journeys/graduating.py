"""What the journey of certificates does behind the scenes; run by `manage.py shell` on the data of the site.

A hundred and twenty people learn one short course in a cohort without a rule, and it is closed. Two of them are written
as nobody's name is: BAD.
"""

import json
from datetime import timedelta
from decimal import Decimal
from itertools import product

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from assessments.xapi.keys import stable_key
from certificates.models import Certificate
from cms.accounts import roles
from cms.accounts.models import User
from cms.management.commands.demo import PASSWORD, demo_academy
from courses.cohorts.enrolling import enrol, set_courses
from courses.content.outline import course_outline
from courses.learning.access import taken
from courses.models import Cohort, Enrolment
from courses.progress.recording import Place, complete_lesson, finish_activity
from courses.transcripts.closing import close
from tests.factories.people import make_person

TITLE = "Выпуск осени"
PLACES = 120
COURSE = stable_key("course", "digest")
# Surnames and given names, in Russian and as in the passport.
SURNAMES = [
    ("Абенов", "ABENOV"),
    ("Байжанов", "BAIZHANOV"),
    ("Васильев", "VASSILYEV"),
    ("Гончаров", "GONCHAROV"),
    ("Дюсенов", "DYUSSENOV"),
    ("Ермеков", "YERMEKOV"),
    ("Жаксыбеков", "ZHAKSYBEKOV"),
    ("Захаров", "ZAKHAROV"),
    ("Исаков", "ISSAKOV"),
    ("Щербаков", "SHCHERBAKOV"),
]
GIVEN = [
    ("Алексей", "Alexey"),
    ("Бауыржан", "Bauyrzhan"),
    ("Виктор", "Viktor"),
    ("Данияр", "Daniyar"),
    ("Ерлан", "Yerlan"),
    ("Жандос", "Zhandos"),
    ("Игорь", "Igor"),
    ("Кайрат", "Kairat"),
    ("Марат", "Marat"),
    ("Николай", "Nikolay"),
    ("Олжас", "Olzhas"),
    ("Руслан", "Ruslan"),
]
# Number -> (name in native script, as in the passport, language); they take the first places.
WRITTEN = {
    "5001": ("ګلالۍ نورالله کریمي", "KARIMI Nurullah", "fa-af"),
    "5002": ("Әсел Қуанышқызы", "KUANYSHKYZY Assel", "kk"),
    "5003": ("Ҷамшед Ӯктамзода", "OKTAMZODA Jamshed", "tg"),
    "5004": ("Gülşat Täçmyradowa", "TACHMYRADOVA Gulshat", "tk"),
    "5005": ("Oʻgʻiloy Gʻaniyeva", "GANIYEVA Ogiloy", "uz"),
    "5006": ("Өмүрбек Жаңыбаев", "ZHANYBAEV Omurbek", "ky"),
    # The first letter is Latin.
    "5007": ("Aлия Сейтова", "SEITOVA Aliya", "ru"),
    "5008": ("Динара 🙂 Омарова", "OMAROVA Dinara", "ru"),
}
BAD = ("5007", "5008")


@transaction.atomic
def begin() -> None:
    """Make the cohort, let everybody learn and close it; print its primary key."""
    administrator = User.objects.get(username="administrator")
    now, today = timezone.now(), timezone.localdate()
    cohort = Cohort.objects.create(
        title=TITLE,
        academy=demo_academy(),
        country="KZ",
        place="Алматы",
        starts_on=today - timedelta(days=10),
        ends_on=today - timedelta(days=1),
        hours=6,
    )
    set_courses(cohort=cohort, course_keys=[COURSE])
    for person in people():
        learn(enrol(cohort=cohort, user=person, by=administrator), at=now)
    close(cohort=cohort, by=administrator, at=now)
    tell(cohort.pk)


def people():
    """Yield the people of the cohort; all have the password of the demo."""
    rows = [(number, *written) for number, written in WRITTEN.items()]
    ordinary = product(SURNAMES, GIVEN)
    for number in range(5001 + len(rows), 5001 + PLACES):
        (surname, latin), (given, given_latin) = next(ordinary)
        rows.append((str(number), f"{surname} {given}", f"{latin} {given_latin}", "ru"))
    password = make_password(PASSWORD)
    for number, native, latin, language in rows:
        person = make_person(
            username=number,
            role=roles.TRAINEE,
            language=language,
            name_native=native,
            name_latin=latin,
            academy=demo_academy(),
        )
        User.objects.filter(pk=person.pk).update(password=password)
        yield person


def learn(enrolment: Enrolment, *, at) -> None:
    """Complete every lesson of the course."""
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


def tell_certificates() -> None:
    """Print [service number, number, code] of each certificate of the cohort, by number."""
    found = Certificate.objects.filter(transcript__enrolment__cohort__title=TITLE).order_by("number")
    tell([list(row) for row in found.values_list("holder__username", "number", "code")])


def tell(what) -> None:
    print(json.dumps(what))
