"""A whole region of learners, written as rows at once: acts would take an hour for ten thousand people.

What the acts would write beside (statements, progress, log) is not there: this is for reports that count.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from assessments.models import Attempt, ScenarioVersion
from certificates.models import Certificate, OnwardGroup
from cms.accounts.models import User
from courses.models import Academy, Cohort, Enrolment, Route, TestTry, Transcript

COUNTRIES = ("KZ", "KG", "TJ", "TM", "UZ")
LANGUAGES = ("ru", "kk", "ky", "tg", "tk", "uz", "fa-af", "en")
CODES = ("CE-REF", "CE-PEN", "CE-SEP")
NOON = datetime(2025, 3, 10, 7, 0, tzinfo=UTC)


def make_region(*, learners: int, cohorts: int = 60, academies: int = 10, year: int = 2025) -> None:
    """Make so many learners in cohorts of equal size, all in one year; most complete, many err, some are trainers."""
    before = User.objects.count()
    places = [
        Academy(name=f"Academy {before + number}", country=COUNTRIES[number % 5])
        for number in range(academies)
    ]
    places = Academy.objects.bulk_create(places)
    routes = [*Route.objects.order_by("position"), None]
    groups = Cohort.objects.bulk_create(
        Cohort(
            title=f"Cohort {number}",
            academy=places[number % academies],
            country=places[number % academies].country,
            starts_on=date(year, 1 + number % 10, 5),
            ends_on=date(year, 1 + number % 10, 25),
            hours=Decimal(16),
            route=routes[number % len(routes)],
        )
        for number in range(cohorts)
    )
    people = User.objects.bulk_create(
        User(
            username=f"r-{year}-{before + number}",
            name_native=f"Айгүл {number}",
            name_latin=f"AIGUL {number}",
            language=LANGUAGES[number % 8],
            country=groups[number % cohorts].country,
            academy=groups[number % cohorts].academy,
            sex=("f", "m", "m", "")[number % 4],
            password="!",  # noqa: S106 - nobody signs in with it
        )
        for number in range(learners)
    )
    places_of = [
        Enrolment(
            cohort=groups[number % cohorts],
            user=person,
            completed_at=_noon(groups[number % cohorts].ends_on) if number % 10 < 8 else None,
        )
        for number, person in enumerate(people)
    ]
    enrolments = Enrolment.objects.bulk_create(places_of)
    Enrolment.objects.filter(cohort__in=groups).update(enrolled_at=_noon(date(year, 1, 4)))
    _certify(enrolments, year, before)
    _test(enrolments)
    _play(enrolments)
    OnwardGroup.objects.bulk_create(
        OnwardGroup(
            trainer=people[number % learners],
            title="Stop, listen, keep safe",
            country=COUNTRIES[number % 5],
            starts_on=date(year, 6, 1),
            ends_on=date(year, 6, 2),
            hours=Decimal(6),
            women=6,
            men=9,
            language="ru",
            recorded_at=_noon(date(year, 6, 3)),
        )
        for number in range(academies * 2)
    )


def _noon(day: date) -> datetime:
    return NOON.replace(year=day.year, month=day.month, day=day.day)


def _certify(enrolments, year: int, before: int) -> None:
    done = [one for number, one in enumerate(enrolments) if number % 10 < 7]
    transcripts = Transcript.objects.bulk_create(
        Transcript(enrolment=one, passed=True, facts={}, frozen_at=_noon(one.cohort.ends_on)) for one in done
    )
    Certificate.objects.bulk_create(
        Certificate(
            number=f"R-{year}-{before + number}",
            code=f"{before + number:026d}",
            transcript=transcript,
            holder=transcript.enrolment.user,
            subject=f"cohort:{transcript.enrolment.cohort_id}",
            facts={},
            language="ru",
            issued_on=transcript.enrolment.cohort.ends_on,
            issued_at=_noon(transcript.enrolment.cohort.ends_on),
        )
        for number, transcript in enumerate(transcripts)
    )


def _test(enrolments) -> None:
    TestTry.objects.bulk_create(
        TestTry(
            enrolment=one,
            occasion=occasion,
            answers={},
            results={},
            right_count=right,
            question_count=20,
            language="ru",
            made_at=_noon(day),
        )
        for number, one in enumerate(enrolments)
        if number % 10 < 6
        for occasion, right, day in (
            (TestTry.Occasion.BEFORE, 8 + number % 3, one.cohort.starts_on),
            (TestTry.Occasion.AFTER, 14 + number % 4, one.cohort.ends_on),
        )
    )


def _play(enrolments) -> None:
    version = ScenarioVersion.objects.select_related("scenario").first()
    Attempt.objects.bulk_create(
        Attempt(
            version=version,
            scenario_key=version.scenario.key,
            user=one.user,
            registration=one.registration,
            number=1,
            scene_key="end",
            critical_errors=[CODES[number % 3]] if number % 5 == 0 else [],
            started_at=_noon(one.cohort.ends_on),
            ended_at=_noon(one.cohort.ends_on),
            passed=number % 5 != 0,
        )
        for number, one in enumerate(enrolments)
        if number % 10 < 9
    )


# --- one person at a time, for reports that count few ------------------------------------------------------------


def certify(enrolment, *, on: date, **fields) -> Certificate:
    """Return a certificate of the enrolment as a row, issued on that day."""
    transcript, _new = Transcript.objects.get_or_create(
        enrolment=enrolment, defaults={"passed": True, "facts": {}, "frozen_at": _noon(on)}
    )
    number = f"R-{enrolment.pk}-{on:%Y%m%d}"
    given = {
        "number": number,
        "code": number.rjust(26, "0"),
        "subject": f"cohort:{enrolment.cohort_id}",
        "facts": {},
        "language": "ru",
        "issued_on": on,
        "issued_at": _noon(on),
    } | fields
    return Certificate.objects.create(transcript=transcript, holder=enrolment.user, **given)


def play(enrolment, codes: list[str], *, at: datetime | None, number: int = 1) -> Attempt:
    """Return an attempt with these critical errors, ended at the moment or still running."""
    version = ScenarioVersion.objects.select_related("scenario").first()
    return Attempt.objects.create(
        version=version,
        scenario_key=version.scenario.key,
        user=enrolment.user,
        registration=enrolment.registration,
        number=number,
        scene_key="end",
        critical_errors=codes,
        started_at=at or NOON,
        ended_at=at,
    )


def taught(trainer, **fields) -> OnwardGroup:
    """Return a group that the trainer taught onwards in June 2026."""
    defaults = {
        "title": "Stop, listen, keep safe",
        "country": "KZ",
        "starts_on": date(2026, 6, 1),
        "ends_on": date(2026, 6, 2),
        "hours": Decimal(6),
        "language": "ru",
        "recorded_at": _noon(date(2026, 6, 3)),
    }
    return OnwardGroup.objects.create(trainer=trainer, **{**defaults, **fields})
