"""What a commander is asked for, and what no commander is told."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from certificates.making.printing import fonts
from cms.papers.commander import Coming, CommanderFacts, PersonLine, render_commander
from cms.papers.commander_reading import commander_facts
from courses.messaging.writing.forms import people_to_tell
from courses.models import (
    Cohort,
    ConductSignature,
    Enrolment,
    PracticeLesson,
    QualificationRule,
    Session,
    SessionPlan,
    UnitResult,
)
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.paper import pages_of
from tests.factories.people import make_person
from tests.factories.progress import complete_course, place_in

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = date(2026, 3, 9)


def text_of(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


@pytest.fixture
def cohort(trainee, other_trainee, lecturer, manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee, other_trainee])
    cohort.lecturers.add(lecturer)
    return cohort


def read(cohort, language="en"):
    cohort = Cohort.objects.select_related("academy", "rule").get(pk=cohort.pk)
    return commander_facts(
        cohort=cohort,
        enrolments=people_to_tell(cohort),
        by=date(2026, 3, 20),
        language=language,
        today=TODAY,
    )


def tasks(facts):
    return {line.number: line.tasks for line in facts.people}


def test_each_person_is_asked_for_the_lessons_that_are_left(cohort, trainee, manual_key):
    place = place_in(Enrolment.objects.select_related("user", "cohort").get(user=trainee), manual_key)
    lessons = len(place.course.lessons)
    assert tasks(read(cohort)) == {"k-1001": (f"{lessons} lessons",), "k-1002": (f"{lessons} lessons",)}


def test_who_has_nothing_left_is_only_counted(cohort, trainee, manual_key):
    complete_course(Enrolment.objects.select_related("user", "cohort").get(user=trainee), manual_key)
    facts = read(cohort)
    assert list(tasks(facts)) == ["k-1002"]
    assert facts.without_task == 1


def test_what_the_rule_asks_to_be_written_is_asked_for_until_it_is_there(cohort, trainee, other_trainee):
    kinds = [{"kind": kind} for kind in ("conduct", "session_plan", "own_scenario")]
    cohort.rule = QualificationRule.objects.create(code="papers", content={"requirements": kinds})
    cohort.save()
    mine, theirs = (Enrolment.objects.get(cohort=cohort, user=one) for one in (trainee, other_trainee))
    now = timezone.now()
    ConductSignature.objects.create(enrolment=mine, signed_at=now, language="ru", digest="0" * 64)
    SessionPlan.objects.create(enrolment=mine, language="ru", saved_at=now, handed_in_at=now)
    # Returned: to be handed in, like one that was never written.
    SessionPlan.objects.create(
        enrolment=theirs, language="ru", saved_at=now, handed_in_at=now - timedelta(days=2), returned_at=now
    )
    found = tasks(read(cohort))
    assert found["k-1001"][1:] == ("name an own scenario",)
    assert found["k-1002"][1:] == (
        "sign the code of conduct",
        "hand in the session plan",
        "name an own scenario",
    )


def test_a_practice_lesson_and_sessions_ahead_are_told_with_their_day(cohort, trainee):
    PracticeLesson.objects.create(
        enrolment=Enrolment.objects.get(user=trainee), topic="Secret topic", held_on=date(2026, 3, 12)
    )
    starts = timezone.now() + timedelta(days=2)
    for title, cancelled in (("Interviewing", None), ("Cancelled one", timezone.now())):
        Session.objects.create(
            cohort=cohort,
            title=title,
            starts_at=starts,
            ends_at=starts + timedelta(hours=3),
            cancelled_at=cancelled,
        )
    facts = read(cohort)
    assert tasks(facts)["k-1001"][-1] == "give a practice lesson on 12.03.2026"
    assert [(one.title, one.place) for one in facts.sessions] == [("Interviewing", "Almaty")]


def test_nothing_about_results_comes_into_the_list(cohort, trainee, manual_key):
    before = read(cohort)
    enrolment = Enrolment.objects.select_related("user", "cohort").get(user=trainee)
    lesson = next(one for one in place_in(enrolment, manual_key).course.lessons if one.kind == "check")
    UnitResult.objects.create(
        enrolment=enrolment,
        unit_key=lesson.units[0].key,
        kind="check",
        tries=lesson.units[0].tries,
        best_percent=35,
    )
    assert read(cohort) == before


def test_people_stand_under_their_unit(cohort):
    facts = CommanderFacts(
        cohort="Spring cohort",
        academy="Academy",
        by=date(2026, 3, 20),
        language="en",
        people=(
            PersonLine("Бакыт", "BAKYT", "n-2", "Unit B", ("2 lessons",)),
            PersonLine("Айгүл", "AIGUL", "n-1", "Unit A", ("1 lesson",)),
            PersonLine("Нур", "NUR", "n-3", "", ("1 lesson",)),
        ),
        without_task=2,
        sessions=(Coming(date(2026, 3, 11), "09:00–12:00", "Interviewing", "Almaty"),),
        printed_on=TODAY,
    )
    text = text_of(render_commander(facts, fonts()))
    order = [
        text.index(part)
        for part in ("Interviewing", "Unit A", "AIGUL", "Unit B", "BAKYT", "No unit recorded", "NUR")
    ]
    assert order == sorted(order)
    assert "20.03.2026" in text
    assert "2 more people" in text


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_list_is_printed_in_every_language_and_twice_alike(cohort, language):
    facts = read(cohort, language)
    pdf = render_commander(facts, fonts())
    assert pdf == render_commander(facts, fonts())
    assert pdf.startswith(b"%PDF")
    assert "k-1001" in text_of(pdf)


def test_the_page_sends_the_list_of_those_ticked(client, cohort, lecturer, trainee):
    client.force_login(lecturer, backend=BACKEND)
    url = reverse("cohort_commander", args=[cohort.pk])
    assert client.get(url).context["form"].ticked == set(Enrolment.objects.values_list("pk", flat=True))
    chosen = Enrolment.objects.get(user=trainee).pk
    response = client.get(url, {"language": "en", "by": "2026-03-20", "to": [chosen]})
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    text = text_of(response.content)
    assert "k-1001" in text
    assert "k-1002" not in text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"by": "soon"}, "by"),
        ({"to": []}, "to"),
        ({"to": ["999999"]}, "to"),
        ({"language": "de"}, "language"),
    ],
)
def test_what_makes_no_list_is_told_at_its_field(client, cohort, lecturer, changes, field):
    client.force_login(lecturer, backend=BACKEND)
    asked = {"language": "en", "by": "2026-03-20", "to": [Enrolment.objects.first().pk]} | changes
    response = client.get(reverse("cohort_commander", args=[cohort.pk]), asked)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_only_who_writes_to_the_cohort_gets_the_list(client, cohort, other_lecturer, administrator):
    url = reverse("cohort_commander", args=[cohort.pk])
    client.force_login(other_lecturer, backend=BACKEND)
    assert client.get(url)["Location"] == reverse("wagtailadmin_home")
    client.force_login(administrator, backend=BACKEND)
    assert client.get(url).status_code == 200
    administrator.academy = make_academy("Academy of the south", country="TJ")
    administrator.save()
    assert client.get(url, follow=True).status_code == 404


def test_as_many_queries_for_two_people_as_for_twenty(cohort, django_assert_num_queries):
    def counted():
        seen = Cohort.objects.select_related("academy", "rule").get(pk=cohort.pk)
        people = people_to_tell(seen)
        read(cohort)
        with django_assert_num_queries(6):
            commander_facts(cohort=seen, enrolments=people, by=date(2026, 3, 20), language="en", today=TODAY)

    counted()
    for number in range(18):
        Enrolment.objects.create(cohort=cohort, user=make_person(username=f"q-{number}"))
    counted()
