"""Signing in: by service number, without e-mail; a class at one address is not locked out, a guesser is."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.factories.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db
PAGE = "/ru/account/login/"


@pytest.fixture(autouse=True)
def no_counts_from_other_tests(settings):
    """Forget the tries of other tests; hash fast, since it is not the hash that is tested."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person():
    person = make_person(username="K-1001", language="fa-af")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(username, password=PASSWORD, **fields):
    return Client().post(PAGE, {"login": username, "password": password, **fields})


@pytest.mark.parametrize("typed", ["K-1001", "k-1001", " k-1001 "])
def test_the_service_number_is_enough_in_any_letter_case_and_leads_to_the_persons_own_language(person, typed):
    response = sign_in(typed)
    assert (response.status_code, response["Location"]) == (302, "/fa-af/my/")


def test_a_wrong_password_says_so_and_keeps_the_number(person):
    response = sign_in("K-1001", "wrong")
    assert response.status_code == 200
    assert 'value="K-1001"' in response.content.decode()
    assert "Служебный номер или пароль неверны." in response.content.decode()


def test_signing_in_never_leads_to_another_site(person):
    assert sign_in("K-1001", next="//evil.example/")["Location"].startswith("/")
    assert "evil" not in sign_in("K-1001", next="https://evil.example/")["Location"]


def test_who_guesses_at_one_persons_password_is_stopped_and_others_are_not(person):
    for _ in range(6):
        sign_in("K-1001", "wrong")
    stopped = sign_in("K-1001")
    assert stopped.status_code in (200, 429)
    assert "sessionid" not in stopped.cookies
    other = make_person(username="K-1002")
    other.set_password(PASSWORD)
    other.save()
    assert sign_in("K-1002").status_code == 302


def test_two_people_cannot_have_one_service_number_in_different_letter_cases(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(username="k-1001")


def test_a_visitor_cannot_make_an_account():
    response = Client().post(
        "/ru/account/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert response.status_code in (200, 403)
    assert not type(make_person(username="y")).objects.filter(username="x").exists()


def test_who_may_not_enter_the_admin_is_told_so_once(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get("/admin/pages/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1
    assert "You do not have permission to access the admin" not in response.content.decode()


def test_a_stranger_at_the_admin_signs_in_and_gets_where_they_wanted(lecturer):
    client = Client()
    door = client.get("/admin/pages/", follow=True)
    assert door.redirect_chain[-1][0] == "/en/account/login/?next=/admin/pages/"
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("staff_door"))["Location"] == reverse("wagtailadmin_home")


def test_passwords_are_tried_on_one_page_alone(person):
    """The one that counts the tries."""
    response = Client().post("/admin/login/", {"username": "K-1001", "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/en/account/login/?next="
    assert "sessionid" not in response.client.cookies
