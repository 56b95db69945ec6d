import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts import roles
from courses.attendance import planning
from courses.models import AttendanceMark
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.sessions import make_mark, make_session

pytestmark = pytest.mark.django_db


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def session(trainee, other_trainee, lecturer):
    cohort = make_cohort(people=[trainee, other_trainee])
    cohort.lecturers.add(lecturer)
    return make_session(cohort)


def path(session, name="session", language="ru"):
    return reverse(f"teach:{name}", args=[session.key]).replace("/en/", f"/{language}/")


def mark_of(session, person, **fields):
    defaults = {
        "key": str(uuid4()),
        "enrolment": session.cohort.enrolments.get(user=person).pk,
        "mark": "present",
        "minutes": 0,
        "note": "",
        "made_at": (timezone.now() - timedelta(minutes=1)).isoformat(),
        "edition": session.edition,
    }
    return {**defaults, **fields}


def post(client, session, by, *marks, language="ru", **fields):
    body = json.dumps({"by": by.pk, "sent_at": timezone.now().isoformat(), "marks": marks, **fields})
    return client.post(path(session, "marks", language), body, content_type="application/json")


def test_the_page_shows_both_names_and_may_not_lie_in_any_cache_of_the_way(session, lecturer, other_trainee):
    response = client_of(lecturer).get(path(session))

    page = response.content.decode()
    assert other_trainee.name_native in page
    assert other_trainee.name_latin in page
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Panah-Keep-Until"] == (session.ends_at + timedelta(days=14)).isoformat()


def test_a_batch_is_answered_key_by_key_and_once(session, lecturer, trainee):
    lost = mark_of(session, trainee, made_at="9999-12-31T23:59:59+00:00")
    good, bad = mark_of(session, trainee), mark_of(session, trainee, mark="late", minutes=999)
    client = client_of(lecturer)

    first = post(client, session, lecturer, good, bad, {"key": "no key"}, lost).json()
    again = post(client, session, lecturer, good).json()

    assert [(one["key"], one["outcome"], one.get("refusal")) for one in first["answers"]] == [
        (good["key"], "kept", None),
        (bad["key"], "refused", "too_long"),
        ("no key", "refused", "malformed"),
        (lost["key"], "refused", "malformed"),
    ]
    assert [one["outcome"] for one in again["answers"]] == ["known"]
    assert AttendanceMark.objects.count() == 1


def test_a_reason_is_told_in_the_language_of_the_page(session, lecturer, trainee):
    late = mark_of(session, trainee, mark="late", minutes=999)

    answer = post(client_of(lecturer), session, lecturer, late, language="en").json()["answers"][0]

    assert answer["reason"] == "The session has 120 minutes: enter a number from 0 to 120."


def test_who_marked_for_a_session_moved_since_is_told_both_times(session, lecturer, trainee):
    before = mark_of(session, trainee)
    planning.change(
        session=session,
        by=lecturer,
        starts_at=datetime(2026, 3, 5, 9, tzinfo=UTC),
        ends_at=datetime(2026, 3, 5, 11, tzinfo=UTC),
    )

    answer = post(client_of(lecturer), session, lecturer, before, language="en").json()

    assert answer["edition"] == 2
    assert answer["answers"][0]["refusal"] == "moved"
    assert "09:00–11:00" in answer["answers"][0]["reason"]
    assert "14:00–16:00" in answer["answers"][0]["reason"]


def test_signed_out_a_device_is_told_so_and_not_sent_elsewhere(session, lecturer, trainee):
    response = post(Client(), session, lecturer, mark_of(session, trainee))

    assert response.status_code == 401
    assert not AttendanceMark.objects.exists()


def test_nobody_sends_what_another_person_marked(session, lecturer, administrator, trainee):
    response = post(client_of(administrator), session, lecturer, mark_of(session, trainee))

    assert response.status_code == 409
    assert not AttendanceMark.objects.exists()


@pytest.mark.parametrize("body", ["[]", '{"by": 1}', '{"by": "x", "marks": []}', "{", "null"])
def test_what_is_no_batch_is_told_to_be_none(session, lecturer, body):
    response = client_of(lecturer).post(path(session, "marks"), body, content_type="application/json")

    assert response.status_code == 400


def test_who_may_mark(session, lecturer, other_lecturer, administrator, trainee, translator, observer):
    guest = make_person(username="g-1", role=roles.LECTURER, academy=make_academy("Another academy"))
    foreign = make_person(username="f-1", role=roles.ADMINISTRATOR, academy=make_academy("Another academy"))
    session.lecturer = guest
    session.save()
    cast = {
        lecturer: 200,  # named in the cohort
        guest: 200,  # leads this session
        administrator: 200,  # of the academy
        other_lecturer: 404,
        foreign: 404,
        trainee: 404,
        translator: 404,
        observer: 404,
    }

    assert {person: client_of(person).get(path(session)).status_code for person in cast} == cast


def test_without_script_a_form_takes_all_rows_and_a_double_click_makes_no_second_mark(
    session, lecturer, trainee, other_trainee
):
    client = client_of(lecturer)
    first, second = (session.cohort.enrolments.get(user=person).pk for person in (trainee, other_trainee))
    posted = {
        "edition": "1",
        f"key-{first}": str(uuid4()),
        f"mark-{first}": "late",
        f"minutes-{first}": "45",
        f"note-{first}": "The train was late",
        f"key-{second}": str(uuid4()),
        f"mark-{second}": "absent",
    }

    client.post(path(session, "marks"), posted)
    client.post(path(session, "marks"), posted)

    kept = {mark.enrolment_id: (mark.mark, mark.minutes, mark.note) for mark in AttendanceMark.objects.all()}
    assert kept == {first: ("late", 45, "The train was late"), second: ("absent", 0, "")}
    assert AttendanceMark.objects.count() == 2


def test_one_button_marks_the_others_as_present(session, lecturer, administrator, trainee, other_trainee):
    make_mark(session, trainee, "absent", by=administrator)

    client_of(lecturer).post(path(session, "marks"), {"edition": "1", "all": "present"})

    assert sorted(AttendanceMark.objects.values_list("enrolment__user__username", "mark")) == [
        (trainee.username, "absent"),
        (other_trainee.username, "present"),
    ]


def test_a_row_of_the_form_that_will_not_do_is_named(session, lecturer, trainee):
    pk = session.cohort.enrolments.get(user=trainee).pk
    posted = {"edition": "1", f"mark-{pk}": "late", f"minutes-{pk}": "ninety"}

    response = client_of(lecturer).post(path(session, "marks", "en"), posted, follow=True)

    assert "enter a number from 0 to 120" in response.content.decode()
    assert trainee.name_native in response.content.decode()
    assert not AttendanceMark.objects.exists()


def test_what_a_mark_was_before_is_shown(session, lecturer, trainee):
    make_mark(session, trainee, "absent", by=lecturer, note="Not seen")
    make_mark(session, trainee, "present", by=lecturer, made_at=session.ends_at + timedelta(minutes=5))

    page = client_of(lecturer).get(path(session)).content.decode()

    assert "Not seen" in page
    assert page.count('class="attendance-history"') == 1


def test_the_page_takes_as_many_queries_for_two_people_as_for_twenty(
    session, lecturer, django_assert_num_queries
):
    client = client_of(lecturer)
    client.get(path(session))
    big = make_cohort(title="Big", people=[make_person(username=f"b-{n}") for n in range(20)])
    big.lecturers.add(lecturer)
    other = make_session(big)
    for enrolment in big.enrolments.select_related("user"):
        make_mark(other, enrolment.user, by=lecturer)

    for one in (session, other):
        with django_assert_num_queries(8):
            client.get(path(one))


def test_the_worker_stands_where_its_scope_reaches_and_the_policy_lets_it_run(client):
    response = client.get("/teach-worker.js")

    assert response["Content-Type"] == "text/javascript"
    assert response["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in client.get("/en/")["Content-Security-Policy"]


def test_sessions_to_lead_are_listed(session, lecturer, other_lecturer):
    session.starts_at, session.ends_at = timezone.now(), timezone.now() + timedelta(hours=1)
    session.save()

    assert session.title in client_of(lecturer).get(reverse("teach:index")).content.decode()
    assert session.title not in client_of(other_lecturer).get(reverse("teach:index")).content.decode()
