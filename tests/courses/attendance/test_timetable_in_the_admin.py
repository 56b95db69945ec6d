from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts import roles
from courses.models import Session
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.sessions import make_mark, make_session

pytestmark = pytest.mark.django_db

ENTERED = {
    "title": "Interviewing",
    "day": "2026-03-04",
    "begins": "09:00",
    "ends": "12:00",
    "break_minutes": "15",
    "place": "Room 2",
    "lecturer": "",
}


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def add(client, cohort, **fields):
    return client.post(reverse("cohort_session_add", args=[cohort.pk]), {**ENTERED, **fields}, follow=True)


def act(client, session, what):
    url = reverse("cohort_session_act", args=[session.cohort_id, session.pk, what])
    return client.post(url, follow=True)


def test_a_session_is_entered_by_the_clocks_of_its_place(administrator):
    cohort = make_cohort(country="KG")  # an hour ahead of Almaty

    page = add(client_of(administrator), cohort).content.decode()

    session = Session.objects.get()
    assert (session.starts_at, session.minutes) == (datetime(2026, 3, 4, 3, tzinfo=UTC), 165)
    assert "09:00–12:00" in page
    assert "2 h 45 min" in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"ends": "08:00"}, "The session ends before it begins."),
        ({"break_minutes": "180"}, "The breaks are as long as the session"),
        ({"day": "2026-03-01"}, "it begins on 02.03.2026"),
        ({"day": "2026-03-21"}, "its last day is 20.03.2026"),
        ({"begins": "11:00", "ends": "13:00", "day": "2026-03-05"}, "another session at this time: “Lunch”"),
        ({"day": "no day"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_saved(administrator, fields, told):
    cohort = make_cohort()
    make_session(cohort, title="Lunch", starts_at=datetime(2026, 3, 5, 7, tzinfo=UTC))

    page = add(client_of(administrator), cohort, **fields).content.decode()

    assert told in page
    assert Session.objects.count() == 1


def test_a_lecturer_who_leads_elsewhere_at_that_time_is_pointed_out(administrator, lecturer):
    client = client_of(administrator)
    add(client, make_cohort(title="Spring"), lecturer=lecturer.pk)

    page = add(client, make_cohort(title="Autumn"), lecturer=lecturer.pk).content.decode()

    assert "leads another session at this time: “Interviewing” of “Spring”" in page
    assert Session.objects.count() == 2


def test_a_session_is_duplicated_into_an_empty_form(administrator):
    session = make_session(make_cohort(), is_observed=True)
    url = reverse("cohort_session_add", args=[session.cohort_id])

    page = client_of(administrator).get(f"{url}?like={session.pk}").content.decode()

    assert 'value="Interviewing"' in page
    assert 'value="2026-03-04"' in page


def test_a_session_with_marks_can_be_cancelled_and_restored_but_not_deleted(administrator, trainee):
    session = make_session(make_cohort(people=[trainee]))
    make_mark(session, trainee, by=administrator)
    client = client_of(administrator)

    assert "cancel it instead of deleting it" in act(client, session, "delete").content.decode()
    assert "does not count any more" in act(client, session, "cancel").content.decode()
    assert Session.objects.get().cancelled_at
    assert "counts again" in act(client, session, "restore").content.decode()
    assert Session.objects.get().cancelled_at is None
    assert act(client, session, "burn").status_code == 404


def test_who_plans(administrator, lecturer, other_lecturer, trainee):
    foreign = make_person(username="f-1", role=roles.ADMINISTRATOR, academy=make_academy("Another academy"))
    cohort = make_cohort()
    cohort.lecturers.add(lecturer)
    url = reverse("cohort_session_add", args=[cohort.pk])

    answers = {
        who: client_of(who).get(url, follow=True).status_code for who in (administrator, lecturer, foreign)
    }

    assert answers == {administrator: 200, lecturer: 200, foreign: 404}
    assert (
        client_of(other_lecturer).get(url).status_code == 302
    )  # refused, and sent to the start of the admin
    assert client_of(trainee).get(url).status_code in (302, 403)


def test_a_session_of_another_cohort_is_not_reached_through_this_one(administrator):
    session = make_session(make_cohort())
    other = make_cohort(title="Other")

    url = reverse("cohort_session_edit", args=[other.pk, session.pk])
    assert client_of(administrator).get(url, follow=True).status_code == 404


def test_the_timetable_takes_as_many_queries_for_one_session_as_for_ten(
    administrator, django_assert_max_num_queries
):
    client, small, big = client_of(administrator), make_cohort(), make_cohort(title="Big")
    make_session(small)
    for day in range(3, 13):
        make_session(big, day=day)
    client.get(reverse("cohort_sessions", args=[small.pk]))
    with django_assert_max_num_queries(25) as few:
        client.get(reverse("cohort_sessions", args=[small.pk]))
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("cohort_sessions", args=[big.pk]))
