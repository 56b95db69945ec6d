from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from courses.attendance import planning
from courses.attendance.calendar import calendar_file, escaped, folded
from tests.factories.cohorts import make_cohort
from tests.factories.sessions import make_session

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def lines(cohort) -> list[str]:
    file = calendar_file(cohort, cohort.sessions.all(), at=AT, host="panah.test").decode()
    assert file.endswith("END:VCALENDAR\r\n")
    return file.replace("\r\n ", "").split("\r\n")


def test_an_event_has_the_time_of_its_place_and_an_id_that_stays():
    cohort = make_cohort(country="KG")
    session = make_session(cohort, place="Room 2; left, please")

    found = lines(cohort)

    assert f"UID:{session.key}@panah.test" in found
    assert "DTSTART;TZID=Asia/Bishkek:20260304T100000" in found
    assert "DTEND;TZID=Asia/Bishkek:20260304T120000" in found
    assert "TZOFFSETTO:+0600" in found
    assert "LOCATION:Room 2\\; left\\, please" in found
    assert "STATUS:CONFIRMED" in found
    assert "SEQUENCE:0" in found


def test_every_change_of_time_raises_the_sequence_and_so_do_cancelling_and_restoring(administrator):
    cohort = make_cohort()
    session = make_session(cohort)
    seen = []

    def look():
        seen.append(next(line for line in lines(cohort) if line.startswith("SEQUENCE")).split(":")[1])

    look()
    session = planning.change(session=session, by=administrator, ends_at=datetime(2026, 3, 4, 7, tzinfo=UTC))
    look()
    session = planning.cancel(session=session, by=administrator)
    look()
    assert "STATUS:CANCELLED" in lines(cohort)
    planning.restore(session=session, by=administrator)
    look()

    assert [int(number) for number in seen] == sorted({int(number) for number in seen})
    assert len(seen) == 4


def test_a_zone_that_changed_its_offset_between_two_sessions_has_both():
    cohort = make_cohort()  # Kazakhstan went from +06 to +05 on 1 March 2024
    make_session(cohort, starts_at=datetime(2024, 2, 20, 4, tzinfo=UTC))
    make_session(cohort, starts_at=datetime(2024, 3, 20, 4, tzinfo=UTC))

    found = lines(cohort)

    assert [line for line in found if line.startswith("TZOFFSET")] == [
        "TZOFFSETFROM:+0600",
        "TZOFFSETTO:+0600",
        "TZOFFSETFROM:+0600",
        "TZOFFSETTO:+0500",
    ]
    assert "DTSTART;TZID=Asia/Almaty:20240220T100000" in found
    assert "DTSTART;TZID=Asia/Almaty:20240320T090000" in found


@pytest.mark.parametrize("text", ["Ж" * 200, "نورالله " * 30, "a" * 75, "a" * 76, "😀" * 40, ""])
def test_a_line_is_folded_by_octets_and_never_inside_a_character(text):
    line = f"SUMMARY:{text}"

    pieces = folded(line).split("\r\n")

    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])


def test_signs_of_the_format_are_escaped():
    assert escaped("a\\b;c,d\r\ne") == "a\\\\b\\;c\\,d\\ne"


def test_an_empty_calendar_is_one(trainee):
    cohort = make_cohort(people=[trainee])

    assert "BEGIN:VEVENT" not in lines(cohort)
    assert "TZID:Asia/Almaty" in lines(cohort)


def test_people_of_the_cohort_download_it(trainee, outsider):
    cohort = make_cohort(people=[trainee])
    session = make_session(cohort)
    answers = {}
    for person in (trainee, outsider):
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        answers[person] = client.get(reverse("session_calendar", args=[cohort.key]))

    assert answers[trainee]["Content-Type"] == "text/calendar; charset=utf-8"
    host = urlsplit(settings.PANAH_BASE_URL).hostname
    assert f"UID:{session.key}@{host}" in answers[trainee].content.decode()
    assert answers[outsider].status_code == 404
