from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Cohort
from tests.factories.cohorts import make_cohort
from tests.factories.sessions import make_mark, make_session

pytestmark = pytest.mark.django_db


def page_of(person, path) -> str:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(path).content.decode()


def tomorrow(cohort, **fields):
    return make_session(cohort, starts_at=timezone.now() + timedelta(days=1), **fields)


def test_the_dashboard_shows_the_next_sessions_of_the_own_cohorts(trainee, other_trainee):
    cohort = make_cohort(people=[trainee])
    tomorrow(cohort, title="To come")
    make_session(cohort, title="Held long ago")
    tomorrow(cohort, title="Cancelled one", cancelled_at=timezone.now())
    tomorrow(make_cohort(title="Others", people=[other_trainee]), title="Of others")

    html = page_of(trainee, "/en/my/")

    assert "To come" in html
    for absent in ("Held long ago", "Cancelled one", "Of others", "Sessions I lead"):
        assert absent not in html


def test_who_leads_sessions_finds_them_on_the_dashboard(trainee, lecturer, other_lecturer):
    cohort = make_cohort(people=[trainee])
    session = tomorrow(cohort, lecturer=lecturer)

    assert f"/en/teach/sessions/{session.key}/" in page_of(lecturer, "/en/my/")
    assert "Sessions I lead" not in page_of(other_lecturer, "/en/my/")


def test_every_session_is_listed_with_the_own_mark_and_minutes(trainee, other_trainee, lecturer):
    cohort = make_cohort(people=[trainee, other_trainee])
    session = make_session(cohort, is_observed=True)
    make_session(cohort, day=5, title="Next time")
    make_mark(session, trainee, "late", minutes=75, by=lecturer)
    make_mark(session, other_trainee, "absent", by=lecturer)

    html = page_of(trainee, "/en/my/sessions/")

    assert "late" in html
    assert "75 min" in html
    assert "absent" not in html
    assert "Next time" in html
    assert "Attended: 75 min of 4 h planned (31 %)." in html


def test_without_sessions_the_page_says_what_will_be_there(trainee):
    make_cohort(people=[trainee])

    assert "No session yet" in page_of(trainee, "/en/my/sessions/")


def test_sessions_of_a_cohort_that_is_only_planned_are_not_shown(trainee):
    tomorrow(make_cohort(people=[trainee]), title="To come")
    Cohort.objects.update(state=Cohort.State.PLANNED)

    assert "To come" not in page_of(trainee, "/en/my/sessions/")


def test_in_dari_the_day_is_that_of_afghanistan(trainee):
    make_session(make_cohort(people=[trainee]))

    assert "1404 (04.03.2026)" in page_of(trainee, "/fa-af/my/sessions/")


def test_the_page_takes_as_many_queries_for_one_cohort_as_for_three(trainee, django_assert_max_num_queries):
    client = Client()
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    make_session(make_cohort(people=[trainee]))
    client.get("/en/my/sessions/")
    with django_assert_max_num_queries(8) as few:
        client.get("/en/my/sessions/")
    for title in ("Second", "Third"):
        make_session(make_cohort(title=title, people=[trainee]))
    with django_assert_max_num_queries(len(few)):
        client.get("/en/my/sessions/")
