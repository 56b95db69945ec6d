from datetime import time, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assessments.xapi.keys import stable_key
from cms.accounts import roles
from cms.accounts.models import User
from cms.management import graduates
from courses.academies.models import Academy
from courses.attendance.planning import plan
from courses.attendance.zones import moment, zone_of
from courses.cohorts.enrolling import enrol, set_courses
from courses.cohorts.models import Cohort
from courses.content.models import QualificationRule, Route
from courses.content.routes import route_outlines

ACADEMY = "Demo border academy"
PASSWORD = "panah-demo"  # noqa: S105 - printed on purpose; the command refuses to run in production

# Invented people: username, role, name in native script, name as in the passport (surname first), language, country.
PEOPLE = [
    ("trainee", roles.TRAINEE, "Айгүл Әлібекова", "ALIBEKOVA Aigul", "ru", "KZ"),
    ("trainee2", roles.TRAINEE, "Бакыт Өмүрзаков", "OMURZAKOV Bakyt", "ky", "KG"),
    ("trainee3", roles.TRAINEE, "Ҷамшед Қодиров", "QODIROV Jamshed", "tg", "TJ"),
    ("trainee4", roles.TRAINEE, "Maýsa Täçmyradowa", "TACHMYRADOVA Maysa", "tk", "TM"),
    ("trainee5", roles.TRAINEE, "Gʻayrat Oʻrinov", "URINOV Gayrat", "uz", "UZ"),
    ("trainee6", roles.TRAINEE, "نورالله کریمی", "KARIMI Nurullah", "fa-af", "TJ"),
    ("lecturer", roles.LECTURER, "Ольга Серикова", "SERIKOVA Olga", "ru", "KZ"),
    ("lecturer2", roles.LECTURER, "Зарина Мирзоева", "MIRZOEVA Zarina", "tg", "TJ"),
    ("candidate", roles.TRAINEE, "Эрлан Токтосунов", "TOKTOSUNOV Erlan", "ky", "KG"),
    ("candidate2", roles.TRAINEE, "Dilnoza Yoʻldosheva", "YULDASHEVA Dilnoza", "uz", "UZ"),
    ("administrator", roles.ADMINISTRATOR, "Марат Жүнісов", "ZHUNISSOV Marat", "ru", "KZ"),
    ("translator", roles.TRANSLATOR, "Мадина Раҷабова", "RAJABOVA Madina", "tg", "TJ"),
    ("observer", roles.OBSERVER, "Anna Lind", "LIND Anna", "en", ""),
    ("lawyer", roles.LEGAL_OFFICER, "Динара Асанова", "ASANOVA Dinara", "ru", "KG"),
    ("protector", roles.CHILD_OFFICER, "Гүлнар Сейітова", "SEITOVA Gulnar", "kk", "KZ"),
    *((username, roles.TRAINEE, *rest) for username, *rest in graduates.PEOPLE),
]
COHORTS = [
    ("Demo cohort: the Manual", "manual", 16),
    ("Demo cohort: the Code of Practice", "code", 6),
    ("Demo cohort: scenario practice", "practice", 3),
]
# A cohort of trainers to be, on the route of its kind: the whole course and the Training of Trainers.
TRAINERS, TRAINERS_ROUTE, TRAINERS_HOURS = "Demo cohort: training of trainers", "lecturer", 45
# Who learns to teach there teaches the others meanwhile.
TRAINERS_TO_BE = ("lecturer", "candidate", "candidate2")
LECTURERS = [("manual", "lecturer"), ("code", "lecturer"), ("practice", "lecturer"), ("tot", "lecturer2")]
# Sessions of that cohort, with the week they are in.
SESSIONS = [("Opening and method", 1), ("Teaching with cases", 3), ("Observed practice lessons", 5)]
TRAINERS_RULE = "trainer"


def demo_academy() -> Academy:
    """Return the academy of the demo people and cohorts."""
    academy, _created = Academy.objects.get_or_create(name=ACADEMY, country="KZ", defaults={"city": "Almaty"})
    return academy


class Command(BaseCommand):
    help = "Create the demo people and their cohorts (never in production). Safe to repeat."

    def handle(self, *args, **options):
        if settings.PANAH_IS_PRODUCTION:
            raise CommandError("Demo people have a public password: this command does not run in production.")
        with transaction.atomic():
            people = self.create_people()
            self.create_cohorts(people)
            graduates.graduate(people, demo_academy(), people["administrator"])
        self.stdout.write(f"Demo sign-ins (password of each: {PASSWORD}):")
        for username, role, native, _latin, language, _country in PEOPLE:
            self.stdout.write(f"  {username:<14} {role:<24} {language:<6} {native}")
        self.stdout.write("Certificates, each with the address where anybody verifies it:")
        for state, number, address in graduates.to_verify():
            self.stdout.write(f"  {state:<9} {number:<24} {address}")

    def create_people(self) -> dict[str, User]:
        known = {user.username: user for user in User.objects.filter(username__in=[row[0] for row in PEOPLE])}
        academy = demo_academy()
        password = make_password(PASSWORD) if len(known) < len(PEOPLE) else ""
        for username, role, native, latin, language, country in PEOPLE:
            if username in known:
                User.objects.filter(username=username, academy=None).update(academy=academy)
                continue
            user = User.objects.create(
                username=username,
                password=password,
                name_native=native,
                name_latin=latin,
                language=language,
                country=country,
                agency=ACADEMY,
                academy=academy,
                names_confirmed_at=timezone.now(),
            )
            user.groups.set([Group.objects.get(name=role)])
            known[username] = user
        return known

    def create_cohorts(self, people: dict[str, User]) -> None:
        trainees = [user for username, user in people.items() if username.startswith("trainee")]
        for title, course, hours in COHORTS:
            keys = [stable_key("course", course)]
            self.create_cohort(title, course, hours, keys, trainees, people["administrator"])
        route = Route.objects.filter(code=TRAINERS_ROUTE).first()
        outline = next((one for one in route_outlines("en") if route and one.pk == route.pk), None)
        if outline is not None:
            # The rule asks for scenarios that lie apart from the route.
            keys = [*outline.course_keys, stable_key("course", "practice")]
            trainers = [people[name] for name in TRAINERS_TO_BE]
            cohort = self.create_cohort(
                TRAINERS, "tot", TRAINERS_HOURS, keys, trainers, people["administrator"], route
            )
            self.name_lecturers(people)
            self.create_sessions(cohort, people["administrator"])
            self.give_rule()

    def name_lecturers(self, people: dict[str, User]) -> None:
        """Let every cohort have its lecturer, also where it was there before lecturers were named."""
        for name, lecturer in LECTURERS:
            for cohort in Cohort.objects.filter(key=stable_key("cohort", f"demo-{name}"), lecturers=None):
                cohort.lecturers.add(people[lecturer])

    def give_rule(self) -> None:
        """Give the trainers' cohort its rule, also where it was there before rules were; a closed one is left alone."""
        rule = QualificationRule.objects.filter(code=TRAINERS_RULE).first()
        cohorts = Cohort.objects.filter(key=stable_key("cohort", "demo-tot"), rule=None, closed_at=None)
        for cohort in cohorts if rule else ():
            cohort.rule = rule
            cohort.save(update_fields=["rule"])
            taken = [line.course_key for line in cohort.cohort_courses.all()]
            practice = stable_key("course", "practice")
            if practice not in taken:
                set_courses(cohort=cohort, course_keys=[*taken, practice])

    def create_cohort(self, title, name, hours, course_keys, members, by, route=None) -> Cohort:
        today = timezone.localdate()
        cohort, created = Cohort.objects.get_or_create(
            key=stable_key("cohort", f"demo-{name}"),
            defaults={
                "title": title,
                "academy": demo_academy(),
                "country": "KZ",
                "place": "Almaty",
                "starts_on": today - timedelta(days=14),
                "ends_on": today + timedelta(days=42),
                "hours": hours,
                "route": route,
            },
        )
        if created:
            set_courses(cohort=cohort, course_keys=course_keys)
            for user in members:
                enrol(cohort=cohort, user=user, by=by)
        return cohort

    def create_sessions(self, cohort, leads) -> None:
        """Plan a session that was held and two to come, the last of them observed, from nine to noon."""
        if cohort.state == Cohort.State.CLOSED or cohort.sessions.exists():
            return
        for title, week in SESSIONS:
            day = cohort.starts_on + timedelta(weeks=week)
            plan(
                cohort=cohort,
                by=leads,
                title=title,
                starts_at=moment(day, time(9), zone_of(cohort)),
                ends_at=moment(day, time(12), zone_of(cohort)),
                break_minutes=15,
                place="Room 2",
                lecturer=leads,
                is_observed=week == SESSIONS[-1][1],
            )
