"""The overview of a cohort: its weight and its queries, what it shows, who may see it."""

import gzip
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from assessments.models import Attempt, Scenario
from assessments.xapi.keys import stable_key
from cms.accounts import roles
from courses.content.outline import course_outlines
from courses.learning.participating import start_scenario
from courses.models import Enrolment, UnitResult
from courses.progress.standings import courses_of
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.following import make_class
from tests.factories.people import make_person
from tests.factories.progress import NOON, place_in

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# 40 people × 60 columns, as plain text and as it goes over the line.
CELLS = 2400
HEAVIEST = 300_000
HEAVIEST_SENT = 20_000


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def overview_of(cohort, person, query=""):
    return client_of(person).get(reverse("cohort_overview", args=[cohort.pk]) + query)


def everything() -> list:
    return [course.key for course in course_outlines("en")]


def test_the_whole_curriculum_and_forty_people_stay_light_and_cost_the_queries_of_two(lecturer):
    small = make_class(course_keys=everything(), count=2, route=None)
    large = make_class(course_keys=everything(), count=41, route=None, title="Large")
    client, counts = client_of(lecturer), []
    client.get(reverse("cohort_overview", args=[small.pk]))  # the process warms up
    for cohort in (small, large):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse("cohort_overview", args=[cohort.pk]))
        counts.append(len(queries))
    columns = answer.context["overview"].matrix
    assert len(columns.rows) * (columns.unit_count + len(columns.modules)) >= CELLS
    assert counts[0] == counts[1]
    assert counts[1] <= 18
    assert len(answer.content) < HEAVIEST
    assert len(gzip.compress(answer.content, 6)) < HEAVIEST_SENT


def test_the_order_is_that_of_names_or_of_who_needs_help(lecturer, manual_key):
    cohort = make_class(course_keys=[manual_key], count=12)
    orders = {}
    for sort in ("name", "progress", "stuck", "nonsense"):
        rows = overview_of(cohort, lecturer, f"?sort={sort}").context["overview"].ordered
        orders[sort] = [row.person.native for row in rows]
        if sort == "progress":
            assert [row.percent for row in rows] == sorted(row.percent for row in rows)
    assert orders["name"] == sorted(orders["name"]) == orders["nonsense"]
    assert sorted(orders["stuck"]) == orders["name"]


def test_a_cell_says_in_words_what_its_shape_shows(lecturer, manual_key):
    cohort = make_class(course_keys=[manual_key], count=12)
    html = overview_of(cohort, lecturer).content.decode()
    for words in ("not begun", "begun", "tried, not passed yet, 1 try", "passed", "passed at the last try"):
        assert f"<i>{words}</i>" in html


def test_who_was_taken_out_is_followed_no_more(lecturer, manual_key):
    cohort = make_class(course_keys=[manual_key], count=3)
    gone = Enrolment.objects.filter(cohort=cohort).first()
    Enrolment.objects.filter(pk=gone.pk).update(withdrawn_at=gone.enrolled_at)
    people = overview_of(cohort, lecturer).context["overview"].following.people
    assert [person.number for person in people] == [f"f{cohort.pk}-001", f"f{cohort.pk}-002"]


def test_the_workbook_has_the_same_people_and_columns(lecturer, manual_key):
    cohort = make_class(course_keys=[manual_key], count=4)
    answer = client_of(lecturer).get(reverse("cohort_overview_workbook", args=[cohort.pk]))
    book = load_workbook(BytesIO(answer.content))
    sheet = book.worksheets[0]
    assert sheet.max_row == 5
    assert [sheet.cell(1, number).value for number in (1, 3)] == ["Name", "Service number"]
    assert sheet.cell(2, 1).value == "Человек 000"
    assert any(" %, passed" in str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row)


def test_a_name_that_looks_like_a_formula_stays_words_in_the_workbook(lecturer, manual_key):
    person = make_person(username="k-77", name_native="=1+1")
    cohort = make_cohort(course_keys=[manual_key], people=[person])
    answer = client_of(lecturer).get(reverse("cohort_overview_workbook", args=[cohort.pk]))
    cell = load_workbook(BytesIO(answer.content)).worksheets[0].cell(2, 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_cohort_of_another_academy_is_not_there(manual_key):
    cohort = make_class(course_keys=[manual_key], count=1)
    stranger = make_person(username="l-9", role=roles.LECTURER, academy=make_academy("Other academy"))
    for name in ("cohort_overview", "cohort_overview_workbook"):
        answer = client_of(stranger).get(reverse(name, args=[cohort.pk]), follow=True)
        assert answer.status_code == 404


def test_who_may_give_tries_finds_the_button_beside_the_reason(lecturer, administrator, manual_key):
    cohort = make_class(course_keys=[manual_key], count=1, starts_on=date(2026, 3, 2))
    enrolment = Enrolment.objects.get(cohort=cohort)
    units = [unit for course in courses_of(cohort, "en") for each in course.lessons for unit in each.units]
    check = next(unit for unit in units if unit.kind == "check")
    used_up = {"kind": "check", "tries": 3, "passed_at": None, "last_finished_at": NOON}
    result, _made = UnitResult.objects.update_or_create(
        enrolment=enrolment, unit_key=check.key, defaults=used_up
    )
    button = reverse("cohort_tries", args=[cohort.pk, result.pk])
    assert button in overview_of(cohort, administrator).content.decode()
    html = overview_of(cohort, lecturer).content.decode()
    assert button not in html
    assert "All tries at M4.6" in html


def test_a_scenario_with_a_critical_error_in_some_try_has_a_sign(lecturer, trainee, manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee])
    enrolment = Enrolment.objects.select_related("user", "cohort").get(user=trainee)
    lessons = place_in(enrolment, manual_key).course.lessons
    number = next(i for i, lesson in enumerate(lessons) if lesson.kind == "scenario")
    place = place_in(enrolment, manual_key, lesson=number)
    scenario = Scenario.objects.get(key=place.lesson.units[0].key)
    attempt = start_scenario(place=place, scenario=scenario, at=NOON)
    assert "fm-erred" not in overview_of(cohort, lecturer).content.decode().split("<tbody>")[1]
    Attempt.objects.filter(pk=attempt.pk).update(critical_errors=["CE-REF"])
    assert "fm-erred" in overview_of(cohort, lecturer).content.decode().split("<tbody>")[1]


def test_nobody_is_waited_for_in_a_closed_cohort(lecturer, manual_key):
    cohort = make_class(course_keys=[manual_key], count=3, state="closed")
    answer = overview_of(cohort, lecturer)
    assert answer.context["overview"].stuck == []
    assert "The cohort is not open" in answer.content.decode()


def test_an_empty_cohort_and_one_without_courses_say_so(lecturer, trainee):
    empty = make_cohort(course_keys=[stable_key("course", "manual")])
    idle = make_cohort(people=[trainee], title="Idle")
    assert "Nobody is in this cohort yet" in overview_of(empty, lecturer).content.decode()
    assert "takes no course yet" in overview_of(idle, lecturer).content.decode()
