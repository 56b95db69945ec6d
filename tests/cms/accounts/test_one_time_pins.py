"""A PIN signs in once, to choose a password; a guesser finds nothing, a mistaken click locks nobody out."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from cms.accounts.models import OneTimePin
from cms.accounts.pins import PinIsSpent, choose_password, grouped, make_pins, try_pin, typed_pin
from tests.factories.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db
LOGIN = "/ru/account/login/"
NEW = "seven quiet rivers 7"


@pytest.fixture(autouse=True)
def no_counts_from_other_tests(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person():
    return make_person(username="K-1001", language="fa-af", names_confirmed_at=None)


def pin_for(person, at=None) -> str:
    return make_pins(users=[person], by=None, at=at or timezone.now())[person]


def sign_in(client, person, password):
    return client.post(LOGIN, {"login": person.username, "password": password})


def choose(client, password=NEW, again=NEW):
    return client.post("/fa-af/account/password/own/", {"password": password, "again": again})


def is_signed_in(client):
    return client.get("/ru/my/").status_code == 200


@pytest.mark.parametrize("typed", ["1234-5678", "12345678", " 1234 5678 ", "۱۲۳۴-۵۶۷۸", "1234–5678"])
def test_a_pin_is_understood_in_the_digits_of_the_keyboard(typed):
    assert typed_pin(typed) == "12345678"


@pytest.mark.parametrize("typed", ["", "1234567", "123456789", "1234567a", "²²²²²²²²"])
def test_what_is_no_pin_is_none(typed):
    assert typed_pin(typed) == ""


def test_the_pin_leads_to_an_own_password_then_to_the_names_in_the_persons_language(person):
    client = Client()
    assert sign_in(client, person, grouped(pin_for(person)))["Location"] == "/fa-af/account/password/own/"
    assert person.name_native in client.get("/fa-af/account/password/own/").content.decode()
    assert choose(client)["Location"] == "/fa-af/account/names/"
    assert is_signed_in(client)
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_until_the_password_is_chosen_nobody_is_signed_in_and_every_page_leads_there(person):
    client = Client()
    sign_in(client, person, pin_for(person))
    asked = client.get("/ru/my/", follow=True)
    assert asked.redirect_chain[-1][0].endswith("/account/password/own/")
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].endswith("/account/password/own/")


def test_a_pin_works_once(person):
    pin = pin_for(person)
    client = Client()
    sign_in(client, person, pin)
    choose(client)
    assert sign_in(Client(), person, pin).status_code == 200
    assert try_pin(number="K-1001", pin=pin, at=timezone.now()) is None


def test_a_connection_lost_before_the_password_is_chosen_costs_no_pin(person):
    pin = pin_for(person)
    sign_in(Client(), person, pin)
    client = Client()
    sign_in(client, person, pin)
    choose(client)
    assert is_signed_in(client)


def test_the_old_password_works_until_the_pin_is_used(person):
    person.set_password(PASSWORD)
    person.save()
    pin = pin_for(person)
    assert sign_in(Client(), person, PASSWORD)["Location"] == "/fa-af/my/"
    client = Client()
    sign_in(client, person, pin)
    choose(client)
    assert sign_in(Client(), person, PASSWORD).status_code == 200
    assert sign_in(Client(), person, NEW).status_code == 302


def test_a_newer_pin_takes_the_place_of_the_older_also_of_one_typed_already(person):
    client = Client()
    old = pin_for(person)
    sign_in(client, person, old)
    new = pin_for(person)
    assert choose(client)["Location"].endswith("/account/login/")
    assert not is_signed_in(client)
    assert try_pin(number="K-1001", pin=old, at=timezone.now()) is None
    assert try_pin(number="k-1001", pin=new, at=timezone.now()).user == person
    assert OneTimePin.objects.count() == 1


def test_after_thirty_days_a_pin_is_out_of_date(person):
    now = timezone.now()
    pin = pin_for(person, at=now)
    assert try_pin(number="K-1001", pin=pin, at=now + timedelta(days=29)) is not None
    assert try_pin(number="K-1001", pin=pin, at=now + timedelta(days=30)) is None


def test_after_ten_wrong_tries_the_right_one_does_not_work_either(person):
    pin = pin_for(person)
    wrong = f"{(int(pin) + 1) % 10**8:08}"
    for _ in range(9):
        assert try_pin(number="K-1001", pin=wrong, at=timezone.now()) is None
    assert try_pin(number="K-1001", pin=pin, at=timezone.now()) is not None
    try_pin(number="K-1001", pin=wrong, at=timezone.now())
    assert try_pin(number="K-1001", pin=pin, at=timezone.now()) is None


def test_another_persons_pin_is_no_pin(person):
    pin_for(person)
    other = make_person(username="K-1002")
    assert try_pin(number="K-1001", pin=pin_for(other), at=timezone.now()) is None


def test_a_wrong_number_and_a_wrong_pin_are_answered_alike(person, django_assert_num_queries):
    pin_for(person)
    for number in ("K-1001", "nobody"):
        with django_assert_num_queries(2):
            assert try_pin(number=number, pin="00000000", at=timezone.now()) is None


def test_an_account_that_is_closed_has_no_use_for_a_pin(person):
    pin = pin_for(person)
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert sign_in(Client(), person, pin).status_code == 200


def test_guessing_at_one_person_is_slowed_down_as_with_passwords(person):
    pin = pin_for(person)
    for _ in range(6):
        sign_in(Client(), person, "0000-0000")
    assert "/password/own/" not in sign_in(Client(), person, pin).headers.get("Location", "")


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short7", "This password is too short"),
        ("password1234", "This password is too well known"),
        ("K-1001-k", "too much like your name or your service number"),
        ("Alibekova7", "too much like your name or your service number"),
    ],
)
def test_a_weak_password_is_refused_in_plain_words(password, told):
    client = Client()
    person = make_person(username="K-1001", language="en")
    sign_in(client, person, pin_for(person))
    answer = client.post("/en/account/password/own/", {"password": password, "again": password})
    assert told in answer.content.decode()
    assert not is_signed_in(client)


def test_two_different_passwords_are_told_and_nothing_is_kept():
    client = Client()
    person = make_person(username="K-1001", language="en")
    sign_in(client, person, pin_for(person))
    answer = client.post("/en/account/password/own/", {"password": NEW, "again": NEW + "7"})
    assert "The two passwords are not the same" in answer.content.decode()
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_a_password_is_chosen_by_one_of_two_who_try(person):
    pin_for(person)
    digest = OneTimePin.objects.get().digest
    choose_password(user=person, digest=digest, password=NEW, at=timezone.now())
    with pytest.raises(PinIsSpent):
        choose_password(user=person, digest=digest, password="another river 8", at=timezone.now())
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_who_finds_another_persons_unfinished_sign_in_leaves_it(person):
    client = Client()
    sign_in(client, person, pin_for(person))
    assert client.get("/ru/account/first/").status_code == 200
    client.post("/ru/account/password/own/", {"leave": "1"})
    assert client.get("/ru/account/login/").status_code == 200
    assert choose(client)["Location"].endswith("/account/login/")


def test_the_page_of_the_slip_signs_in_and_says_when_somebody_else_is_signed_in(person, lecturer):
    client = Client()
    sent = {"login": person.username, "password": grouped(pin_for(person))}
    assert client.post("/fa-af/account/first/", sent)["Location"] == "/fa-af/account/password/own/"
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/ru/account/first/").content.decode()
    assert lecturer.username in page
    assert 'name="password"' not in page


def test_nobody_can_open_the_page_of_the_password_without_a_pin(client):
    assert client.get("/ru/account/password/own/")["Location"] == "/ru/account/login/"


def test_many_pins_cost_as_many_queries_as_one(django_assert_max_num_queries, person):
    people = [make_person(username=f"m-{number}") for number in range(60)]
    with django_assert_max_num_queries(3):
        pins = make_pins(users=people, by=person, at=timezone.now())
    assert len(set(pins)) == 60
    assert all(typed_pin(grouped(pin)) == pin for pin in pins.values())
    assert not OneTimePin.objects.filter(digest__in=pins.values()).exists()
