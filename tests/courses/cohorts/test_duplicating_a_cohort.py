"""Last year's cohort made anew: everything that is taught, nobody of the people, sessions on their new days."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from courses.cohorts.duplicating import duplicate, title_for
from courses.models import Cohort, QualificationRule
from tests.factories.cohorts import make_cohort
from tests.factories.playing import text_of
from tests.factories.qualifying import make_mark, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainee, lecturer, manual_key, code_key):
    rule = QualificationRule.objects.get(code="trainer")
    cohort = make_cohort(
        title="Spring 2026",
        course_keys=[manual_key, code_key],
        people=[trainee],
        rule=rule,
        languages=["ru", "kk"],
    )
    cohort.lecturers.add(lecturer)
    held = make_session(cohort, 1, is_observed=True, lecturer=lecturer, edition=3, break_minutes=15)
    make_session(cohort, 2, cancelled_at=held.starts_at)
    make_mark(held, cohort.enrolments.get(), lecturer)
    return cohort


def made_from(cohort, **fields):
    days = {"starts_on": date(2027, 3, 1), "ends_on": date(2027, 3, 19)}
    return duplicate(cohort=cohort, title="Spring 2027", **days | fields, by=None)


def test_what_is_taught_is_taken_over_and_nobody_is_in_it(cohort, lecturer, manual_key, code_key):
    made = made_from(cohort)
    assert (made.title, made.state, made.rule, made.route) == (
        "Spring 2027", "planned", cohort.rule, cohort.route,
    )  # fmt: skip
    assert (made.academy, made.place, made.hours, made.languages) == (
        cohort.academy, "Almaty", cohort.hours, ["ru", "kk"],
    )  # fmt: skip
    assert made.key != cohort.key
    assert list(made.lecturers.all()) == [lecturer]
    assert list(made.cohort_courses.values_list("course_key", flat=True)) == [manual_key, code_key]
    assert not made.enrolments.exists()


def test_sessions_move_by_the_difference_of_the_first_days(cohort, lecturer):
    before = cohort.sessions.get(cancelled_at=None)
    session = made_from(cohort).sessions.get()
    moved = date(2027, 3, 1) - cohort.starts_on
    assert session.starts_at == before.starts_at + moved
    assert session.ends_at - session.starts_at == timedelta(hours=2)
    assert (session.is_observed, session.lecturer, session.break_minutes) == (True, lecturer, 15)
    assert (session.edition, session.cancelled_at) == (1, None)
    assert session.key != before.key
    assert not session.marks.exists()
    assert before.marks.count() == 1


def test_a_closed_cohort_can_be_made_anew_and_is_open_to_changes(cohort):
    Cohort.objects.update(state="closed", closed_at="2026-04-01T00:00:00Z", frozen_rule={"content": {}})
    cohort.refresh_from_db()
    made = made_from(cohort)
    assert (made.state, made.closed_at, made.frozen_rule) == ("planned", None, None)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Spring 2026", "Spring 2027"),
        ("Spring", "Spring 2027"),
        ("2025/2026: x", "2027/2027: x"),
        ("No. 120260", "No. 120260 2027"),
    ],
)
def test_the_title_names_the_new_year(title, told):
    assert title_for(title, 2027) == told


def test_the_form_proposes_the_same_days_of_the_week_a_year_later(cohort, administrator):
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("cohort_duplicate", args=[cohort.pk])
    assert 'value="2027-03-01"' in client.get(url).content.decode()
    wrong = client.post(url, {"title": "x", "starts_on": "2027-03-01", "ends_on": "2027-02-01"})
    assert "The last day is before the first day." in text_of(wrong)
    assert Cohort.objects.count() == 1
    client.post(url, {"title": "Spring 2027", "starts_on": "2027-03-01", "ends_on": "2027-03-19"})
    made = Cohort.objects.get(title="Spring 2027")
    assert "Made from the cohort “Spring 2026”" in text_of(
        client.get(reverse("cohorts:history", args=[made.pk]))
    )
