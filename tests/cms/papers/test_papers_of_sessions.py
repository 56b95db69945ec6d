from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from certificates.making.printing import fonts
from cms.papers.sign_in import GUESTS, Signer, SignInFacts, render_sign_in
from cms.papers.timetable import TimetableFacts, TimetableSession, render_timetable
from tests.factories.cohorts import make_cohort
from tests.factories.paper import pages_of
from tests.factories.sessions import make_session

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def sheet(language="en", people=(("Айгүл Әлібекова", "ALIBEKOVA Aigul", "k-1001"),)) -> SignInFacts:
    return SignInFacts(
        title="Interviewing",
        cohort="Spring",
        academy="Test academy",
        day=date(2026, 3, 4),
        begins="09:00",
        ends="12:00",
        place="Room 2",
        lecturer="Ольга Серикова",
        people=tuple(Signer(*person) for person in people),
        language=language,
        printed_on=date(2026, 3, 1),
    )


def timetable(language="en", **fields) -> TimetableFacts:
    first = {"day": date(2026, 3, 4), "begins": "09:00", "ends": "12:00", "title": "Cases", "minutes": 165}
    second = {**first, "day": date(2026, 3, 5), "title": "Called off", "is_cancelled": True}
    sessions = (TimetableSession(**first), TimetableSession(**second))
    defaults = {"cohort": "Spring", "academy": "Test academy", "place": "Almaty", "sessions": sessions}
    return TimetableFacts(**{**defaults, **fields}, language=language, printed_on=date(2026, 3, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_papers_come_in_every_language_and_are_the_same_each_time(language):
    for facts, render in ((sheet(language), render_sign_in), (timetable(language), render_timetable)):
        file = render(facts, fonts())

        assert file == render(facts, fonts())
        text = " ".join(pages_of(file))
        assert "09:00–12:00" in text
        assert "04.03.2026" in text


def test_a_sheet_has_everybody_in_both_scripts_and_rows_for_guests():
    people = (
        ("Айгүл Әлібекова", "ALIBEKOVA Aigul", "k-1001"),
        ("Maýsa Täçmyradowa", "TACHMYRADOVA Maysa", "k-2"),
    )

    text = pages_of(render_sign_in(sheet(people=people), fonts()))[0]

    for part in (*people[0], *people[1], "Led the session: Ольга Серикова", "Room 2"):
        assert part in text
    assert text.count("guest") == GUESTS


def test_a_sheet_of_forty_goes_over_pages_each_with_its_number():
    people = [("Айгүл Әлібекова", f"ALIBEKOVA {number}", f"k-{number}") for number in range(40)]

    pages = pages_of(render_sign_in(sheet(people=people), fonts()))

    assert len(pages) == 3
    assert all(f"{number} / 3" in page for number, page in enumerate(pages, start=1))
    assert all(any(f"ALIBEKOVA {number} k-{number}" in page for page in pages) for number in range(40))


def test_a_cancelled_session_stands_in_the_timetable_and_is_not_counted():
    text = pages_of(render_timetable(timetable(), fonts()))[0]

    assert "Called off cancelled" in text
    assert "Planned session time: 165 minutes" in text


def test_a_timetable_without_sessions_says_so():
    assert "No session is planned yet." in pages_of(render_timetable(timetable(sessions=()), fonts()))[0]


@pytest.mark.django_db
def test_people_of_the_cohort_print_the_timetable_and_only_who_leads_prints_the_sheet(
    trainee, lecturer, outsider
):
    cohort = make_cohort(people=[trainee])
    session = make_session(cohort, lecturer=lecturer)
    papers = {"timetable": cohort.key, "sign_in_sheet": session.key}
    answers = {}
    for person in (trainee, lecturer, outsider):
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        found = [client.get(reverse(name, args=[key])) for name, key in papers.items()]
        answers[person.username] = [response.status_code for response in found]
        assert all(one["Content-Type"] == "application/pdf" for one in found if one.status_code == 200)

    assert answers == {"k-1001": [200, 404], "l-1": [200, 200], "x-1": [404, 404]}
