"""The page of the report: who sees what, what is asked wrongly, in which language it is told."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from freezegun import freeze_time

from cms.accounts import roles
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.region import make_region

pytestmark = pytest.mark.django_db

NOW = "2026-06-10 07:00:00"  # a Wednesday


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(person, query="", status=200):
    response = client_of(person).get(reverse("totals") + query)
    assert response.status_code == status
    return response.content.decode()


def document(person, query=""):
    return client_of(person).get(reverse("totals") + query).context["document"]


def rows(found, table=0):
    return [(row.label, *(cell.text for cell in row.cells)) for row in found.tables[table].rows]


def people(count, prefix="n", **fields):
    return [make_person(username=f"{prefix}-{number}", **fields) for number in range(count)]


@pytest.fixture
def superuser(db):
    return make_person(username="s-1", is_superuser=True, academy=None)


@pytest.fixture
def two_academies(db):
    """Two academies in two countries: one with a class, one with three people."""
    make_cohort(title="A class", people=people(20), starts_on=date(2025, 3, 2), ends_on=date(2025, 3, 20))
    other = make_academy("Bishkek academy", "KG")
    make_cohort(
        title="Three",
        people=people(3, "b", academy=other),
        academy=other,
        starts_on=date(2025, 3, 2),
        ends_on=date(2025, 3, 20),
    )
    return other


@freeze_time(NOW)
def test_an_administrator_sees_all_numbers_of_the_own_academy_and_nobody_elses(administrator, two_academies):
    found = document(administrator, "?first=2025-01-01&last=2025-12-31")
    assert [row[:2] for row in rows(found)] == [
        ("Kazakhstan", "20"),
        ("Test academy", "20"),
        ("Total", "20"),
    ]
    told = dict(found.told)
    assert told["Academy"] == "Test academy"
    assert told["Period"] == "01.01.2025 – 31.12.2025"
    assert "Bishkek" not in page(administrator, "?first=2025-01-01&last=2025-12-31")


@freeze_time(NOW)
def test_somebody_with_no_academy_sees_nobody(two_academies):
    found = document(make_person(username="a-9", role=roles.ADMINISTRATOR, academy=None), "?first=2025-01-01")
    assert found.is_empty
    assert found.tables == ()


@freeze_time(NOW)
def test_a_superuser_sees_all_academies_and_can_choose_one(superuser, two_academies):
    found = document(superuser, "?first=2025-01-01")
    assert [row[:2] for row in rows(found)] == [
        ("Kazakhstan", "20"),
        ("Test academy", "20"),
        ("Kyrgyzstan", "3"),
        ("Bishkek academy", "3"),
        ("Total", "23"),
    ]
    found = document(superuser, f"?first=2025-01-01&academy={two_academies.pk}")
    assert rows(found)[-1][:2] == ("Total", "3")


def test_an_observer_sees_no_small_group_and_none_that_would_give_it_away(observer):
    with freeze_time("2025-03-01"):
        other = make_academy("Bishkek academy", "KG")
        days = {"starts_on": date(2025, 3, 2), "ends_on": date(2025, 3, 20)}
        make_cohort(title="A class", people=people(20), **days)
        make_cohort(title="Three", people=people(3, "b"), academy=other, **days)
        third = make_academy("Dushanbe academy", "TJ")
        make_cohort(title="Another", people=people(9, "d"), academy=third, **days)
    with freeze_time(NOW):
        found = document(observer, "?year=2025")
        assert [row[:2] for row in rows(found)] == [
            ("Kazakhstan", "hidden"),
            ("Kyrgyzstan", "hidden"),
            ("Tajikistan", "9"),
            ("Dushanbe academy", "9"),
            ("Total", "32"),
        ]
        html = page(observer, "?year=2025")
    assert "Bishkek academy" not in html
    assert "Groups of fewer than five people are hidden, and what would give them away." in html


def test_a_year_that_runs_is_told_to_observers_in_fives_and_up_to_last_sunday(observer):
    with freeze_time("2026-06-01"):
        make_cohort(people=people(12), starts_on=date(2026, 3, 2))
        make_cohort(
            title="Begun this week",
            people=people(7, "m"),
            starts_on=date(2026, 6, 8),
            ends_on=date(2026, 6, 9),
        )
    with freeze_time(NOW):
        found = document(observer)
        assert dict(found.told)["Period"] == "01.01.2026 – 07.06.2026"
        assert rows(found)[-1][:2] == ("Total", "10")


@freeze_time(NOW)
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?first=2025-13-01", "From: Enter a valid date."),
        ("?first=2025-05-01&last=2025-04-01", "To: The period ends before it begins."),
        ("?first=2000-01-01&last=2025-04-01", "A period of more than three years"),
        ("?sex=x", "Sex: Select a valid choice."),
        ("?track=99999", "Track: Select a valid choice."),
        ("?in=xx", "Language of the report: Select a valid choice."),
        ("?academy=1", "The address asks for “academy”, which you cannot choose for this report."),
        ("?%00=1", "which you cannot choose"),
    ],
)
def test_what_is_asked_wrongly_is_said_and_nothing_is_shown(administrator, query, told):
    html = page(administrator, query, status=400)
    assert told in html
    assert 'class="training-report"' not in html


@freeze_time(NOW)
@pytest.mark.parametrize(
    "query", ["?year=1999", "?year=x", "?first=2026-01-01", "?sex=f", "?country=KZ", "?academy=1"]
)
def test_an_observer_cannot_ask_for_anything_but_a_year(observer, query):
    assert 'class="training-report"' not in page(observer, query, status=400)


@freeze_time(NOW)
def test_a_year_without_data_says_so(observer, administrator):
    for person in (observer, administrator):
        html = page(person)
        assert "Nothing happened in this period that the report could tell." in html
        assert "What the words mean" in html
        assert "report-chart" not in html


@freeze_time(NOW)
def test_the_report_has_a_language_of_its_own(administrator, two_academies):
    administrator.language = "en"
    administrator.save()
    html = page(administrator, "?first=2025-01-01&in=fa-af")
    assert '<article class="training-report" lang="fa-af" dir="rtl">' in html
    assert 'direction="rtl"' in html
    assert "Take out as XLSX" in html
    assert '<option value="fa-af" selected>' in html


@freeze_time(NOW)
def test_whole_numbers_are_written_as_the_language_writes_them(superuser):
    make_region(learners=1200, cohorts=10, academies=1)
    assert rows(document(superuser, "?first=2025-01-01&in=en"))[-1][1] == "1,200"
    assert rows(document(superuser, "?first=2025-01-01&in=ru"))[-1][1] == "1\xa0200"


@freeze_time(NOW)
def test_five_hundred_people_cost_as_many_queries_as_fifty(superuser, observer):
    def counted(person, query):
        client = client_of(person)
        client.get(reverse("totals") + query)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("totals") + query).status_code == 200
        return len(captured)

    make_region(learners=50, cohorts=5, academies=5)
    asked = [(superuser, "?first=2025-01-01&last=2025-12-31"), (observer, "?year=2025")]
    few = [counted(*one) for one in asked]
    make_region(learners=450, cohorts=45, academies=20)
    assert [counted(*one) for one in asked] == few
