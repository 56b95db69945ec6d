"""Slips for a cohort and a PIN on the spot: who may make them, what is printed, what stops working."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.making.printing import fonts
from cms.accounts import roles
from cms.accounts.entry.reach import people_in_reach
from cms.accounts.entry.slips import PIN, PINS, OutOfReach, make_slips
from cms.accounts.models import OneTimePin, User
from cms.accounts.pins import make_pins, try_pin
from cms.papers.slips import Slip, render_slips
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.paper import pages_of, words_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def people():
    return [make_person(username=f"s-{number}", role=roles.TRAINEE) for number in range(3)]


@pytest.fixture
def cohort(people, lecturer):
    cohort = make_cohort(people=people)
    cohort.lecturers.add(lecturer)
    return cohort


def slip(**changes):
    facts = {
        "name_native": "Айгүл Әлібекова",
        "name_latin": "ALIBEKOVA Aigul",
        "number": "K-1001",
        "pin": "4071-9936",
        "language": "ru",
        "address": "https://panah.example/ru/account/first/",
        "valid_until": date(2026, 12, 29),
    }
    return Slip(**(facts | changes))


def print_slips(slips):
    return pages_of(render_slips(slips, fonts(), language="ru", day=date(2026, 11, 29)))


def reach(by):
    return set(people_in_reach(by).values_list("username", flat=True))


def test_a_slip_says_who_with_which_number_and_pin_where():
    (page,) = print_slips([slip()])
    for printed in ("Айгүл Әлібекова", "ALIBEKOVA Aigul", "K-1001", "4071-9936", "29.12.2026"):
        assert printed in page
    assert "panah.example/ru/account/first/" in page


def test_what_the_square_holds_stands_behind_the_sign_that_no_server_gets():
    assert slip().square == "https://panah.example/ru/account/first/#K-1001.40719936"
    assert slip(number="К/1").square.endswith("#%D0%9A%2F1.40719936")


def test_each_slip_is_in_the_language_of_its_person():
    (page,) = print_slips([slip(), slip(language="fa-af", name_native="نورالله کریمی")])
    assert {"نورالله", "کریمی", "خدمت", "Служебный"} <= words_of(page)


def test_eight_slips_stand_on_a_page_and_equal_slips_give_equal_files():
    slips = [slip(number=f"K-{number}") for number in range(17)]
    assert [page.count("4071-9936") for page in print_slips(slips)] == [8, 8, 1]
    once, again = (render_slips(slips, fonts(), language="ru", day=date(2026, 11, 29)) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("length", [1, 160])
def test_a_name_of_any_length_fits(length):
    (page,) = print_slips([slip(name_native="Гү " * (length // 3) + "л", name_latin="A" * length)])
    assert "4071-9936" in page


def test_the_slips_of_a_cohort_are_made_for_who_is_ticked(cohort, people, administrator):
    ticked = [people[0].pk, people[2].pk]
    answer = client_of(administrator).post(f"/admin/cohorts/{cohort.pk}/slips/", {"person": ticked})
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    (page,) = pages_of(answer.content)
    assert ("s-0" in page, "s-1" in page, "s-2" in page) == (True, False, True)
    assert OneTimePin.objects.filter(made_by=administrator).count() == 2


def test_the_printed_pin_lets_the_person_in(cohort, people, lecturer):
    (made,) = make_slips(cohort=cohort, people=people[:1], by=lecturer, at=timezone.now())
    found = try_pin(number=made.number, pin=made.pin.replace("-", ""), at=timezone.now())
    assert found.user == people[0]


def test_older_slips_stop_working_only_after_that_was_said(cohort, people, administrator):
    old = make_pins(users=people[:2], by=administrator, at=timezone.now())
    client = client_of(administrator)
    sent = {"person": [person.pk for person in people]}
    asked = client.post(f"/admin/cohorts/{cohort.pk}/slips/", sent)
    assert asked.context["replaced"] == 2
    assert try_pin(number="s-0", pin=old[people[0]], at=timezone.now()) is not None
    answer = client.post(f"/admin/cohorts/{cohort.pk}/slips/", {**sent, "sure": "1"})
    assert answer["Content-Type"] == "application/pdf"
    assert try_pin(number="s-0", pin=old[people[0]], at=timezone.now()) is None


def test_nobody_ticked_makes_nothing(cohort, administrator):
    answer = client_of(administrator).post(f"/admin/cohorts/{cohort.pk}/slips/", follow=True)
    assert "Nobody is ticked" in answer.content.decode()
    assert not OneTimePin.objects.exists()


def test_who_has_never_signed_in_is_ticked_already(cohort, people, administrator):
    people[0].set_password("a quiet river 7")
    people[0].save()
    page = client_of(administrator).get(f"/admin/cohorts/{cohort.pk}/slips/")
    ticked = [line.person.username for line in page.context["lines"] if not line.has_signed_in]
    assert ticked == ["s-1", "s-2"]


def test_the_log_says_who_made_slips_and_holds_no_pin(cohort, people, lecturer):
    slips = make_slips(cohort=cohort, people=people, by=lecturer, at=timezone.now())
    entry = ModelLogEntry.objects.get(action=PINS)
    assert (entry.user, entry.message) == (lecturer, "Made 3 sign-in slips")
    assert entry.data == {"people": ["s-0", "s-1", "s-2"]}
    assert all(made.pin not in str(entry.data) for made in slips)


def test_an_administrator_reaches_trainees_and_lecturers_of_the_own_academy(
    administrator, lecturer, observer
):
    make_person(username="near", role=roles.TRAINEE)
    make_person(username="nobody yet", role=None)
    make_person(username="far", role=roles.TRAINEE, academy=make_academy("Another academy"))
    make_person(username="boss", role=roles.TRAINEE, is_superuser=True)
    make_person(username="other boss", role=roles.ADMINISTRATOR)
    assert reach(administrator) == {"near", "nobody yet", lecturer.username}


def test_a_lecturer_reaches_trainees_of_the_own_cohorts_wherever_they_come_from(cohort, lecturer):
    guest = make_person(username="guest", role=roles.TRAINEE, academy=make_academy("Another academy"))
    colleague = make_person(username="colleague", role=roles.LECTURER)
    make_person(username="elsewhere", role=roles.TRAINEE)
    for person in (guest, colleague):
        cohort.enrolments.create(user=person)
    assert reach(lecturer) == {"s-0", "s-1", "s-2", "guest"}
    cohort.enrolments.filter(user=guest).update(withdrawn_at=timezone.now())
    assert "guest" not in reach(lecturer)


def test_who_leads_a_session_reaches_its_trainees(cohort, other_lecturer):
    assert reach(other_lecturer) == set()
    now = timezone.now()
    cohort.sessions.create(
        title="One", starts_at=now, ends_at=now + timedelta(hours=1), lecturer=other_lecturer
    )
    assert reach(other_lecturer) == {"s-0", "s-1", "s-2"}


def test_nobody_without_the_right_reaches_anybody(trainee, observer, translator, cohort):
    assert reach(trainee) == reach(observer) == reach(translator) == set()


def test_one_person_out_of_reach_and_nobody_gets_a_pin(cohort, people, lecturer, administrator):
    with pytest.raises(OutOfReach):
        make_slips(cohort=cohort, people=[*people, administrator], by=lecturer, at=timezone.now())
    assert not OneTimePin.objects.exists()


def test_a_pin_made_on_the_spot_is_shown_once_and_printed_while_it_works(cohort, people, lecturer):
    client = client_of(lecturer)
    url = f"/admin/people/{people[0].pk}"
    assert not OneTimePin.objects.exists()
    assert client.get(f"{url}/pin/").status_code == 200
    answer = client.post(f"{url}/pin/")
    pin = answer.context["pin"]
    assert f'<p class="panah-pin" dir="ltr">{pin}</p>' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert pin in pages_of(client.post(f"{url}/slip/", {"pin": pin}).content)[0]
    assert ModelLogEntry.objects.filter(action=PIN, user=lecturer, object_id=people[0].pk).count() == 1
    client.post(f"{url}/pin/")
    assert client.post(f"{url}/slip/", {"pin": pin})["Location"] == f"{url}/pin/"


def test_people_out_of_reach_have_no_page(cohort, lecturer, administrator):
    far = make_person(username="far", role=roles.TRAINEE, academy=make_academy("Another academy"))
    for by, person in (
        (lecturer, far),
        (administrator, far),
        (lecturer, administrator),
        (administrator, administrator),
    ):
        assert client_of(by).post(f"/admin/people/{person.pk}/pin/").status_code in (302, 404)
    assert not OneTimePin.objects.exists()


def test_slips_for_five_hundred_stay_under_a_fixed_number_of_queries(
    administrator, django_assert_max_num_queries
):
    people = User.objects.bulk_create(
        User(
            username=f"b-{number}",
            academy=administrator.academy,
            name_native="Н",
            name_latin="N",
            password="!",
        )
        for number in range(500)
    )
    cohort = make_cohort()
    cohort.enrolments.bulk_create(type(cohort.enrolments.model())(cohort=cohort, user=one) for one in people)
    client = client_of(administrator)
    with django_assert_max_num_queries(35):
        answer = client.post(
            f"/admin/cohorts/{cohort.pk}/slips/", {"person": [one.pk for one in people], "sure": "1"}
        )
    assert answer["Content-Type"] == "application/pdf"
    assert OneTimePin.objects.count() == 500
    with django_assert_max_num_queries(35):
        client.get(f"/admin/cohorts/{cohort.pk}/slips/")
