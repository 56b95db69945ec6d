"""People are added by the academy: by service number, both spellings, no e-mail; and nobody rises above it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
ADD = "wagtailusers_users:add"
EDIT = "wagtailusers_users:edit"


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def form(**fields):
    defaults = {
        "username": "K-77",
        "name_native": "Ҷамшед Қодиров",
        "name_latin": "QODIROV Jamshed",
        "language": "tg",
        "country": "TJ",
        "agency": "Academy",
        "password1": "a long river 7",
        "password2": "a long river 7",
        "groups": [str(Group.objects.get(name="Trainee").pk)],
        "is_active": "on",
    }
    return {**defaults, **fields}


def test_a_person_is_added_without_an_email_address_and_can_sign_in(client):
    assert 'name="name_latin"' in client.get(reverse(ADD)).content.decode()
    assert client.post(reverse(ADD), form()).status_code == 302
    person = get_user_model().objects.get(username="K-77")
    assert (person.name_latin, person.email, person.is_superuser) == ("QODIROV Jamshed", "", False)
    assert person.check_password("a long river 7")


def test_a_person_added_without_a_password_waits_for_a_slip(client):
    assert client.post(reverse(ADD), form(password1="", password2="")).status_code == 302
    person = get_user_model().objects.get(username="K-77")
    assert not person.has_usable_password()
    edit = client.get(reverse(EDIT, args=[person.pk])).content.decode()
    assert reverse("person_pin", args=[person.pk]) in edit


@pytest.mark.parametrize(
    "wrong", [{"username": "k-1001"}, {"password2": "another one 8"}, {"name_native": ""}]
)
def test_what_cannot_be_is_refused_with_the_form(client, trainee, wrong):
    response = client.post(reverse(ADD), form(**wrong))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not get_user_model().objects.filter(name_latin="QODIROV Jamshed").exists()


def test_a_name_changed_by_the_academy_has_to_be_confirmed_again(client, trainee):
    sent = form(username=trainee.username, password1="", password2="")
    assert client.post(reverse(EDIT, args=[trainee.pk]), sent).status_code == 302
    trainee.refresh_from_db()
    assert trainee.name_latin == "QODIROV Jamshed"
    assert trainee.names_are_confirmed is False


def test_an_administrator_cannot_touch_a_superuser_nor_make_one(client, trainee):
    root = get_user_model().objects.create_superuser("root", password="x", name_native="R", name_latin="R")
    assert client.get(reverse(EDIT, args=[root.pk])).status_code in (302, 403)
    client.post(reverse(EDIT, args=[root.pk]), form(username="root"))
    client.post(reverse(ADD), form(is_superuser="on"))
    root.refresh_from_db()
    assert not root.check_password("a long river 7")
    assert not get_user_model().objects.get(username="K-77").is_superuser


def test_an_administrator_gives_the_five_roles_and_no_other_group(client):
    stronger = Group.objects.create(name="Owners of the server")
    response = client.post(reverse(ADD), form(groups=[str(stronger.pk)]))
    assert "groups" in response.context["form"].errors
    assert not get_user_model().objects.filter(username="K-77").exists()


def test_an_administrator_cannot_raise_the_own_account(client, administrator):
    client.post(
        reverse(EDIT, args=[administrator.pk]), form(username=administrator.username, is_superuser="on")
    )
    administrator.refresh_from_db()
    assert administrator.is_superuser is False


def test_an_administrator_gives_roles_to_many_but_no_other_group_and_nothing_to_a_superuser(client, trainee):
    root = get_user_model().objects.create_superuser("root", password="x", name_native="R", name_latin="R")
    stronger = Group.objects.create(name="Owners of the server")

    def assign(person, group):
        url = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
        client.post(f"{url}?id={person.pk}", {"role": str(group.pk)})
        return group in person.groups.all()

    assert assign(trainee, Group.objects.get(name="Lecturer")) is True
    assert assign(trainee, stronger) is False
    assert assign(root, Group.objects.get(name="Lecturer")) is False


def test_an_administrator_cannot_switch_off_a_superuser(client):
    root = get_user_model().objects.create_superuser("root", password="x", name_native="R", name_latin="R")
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    client.post(f"{url}?id={root.pk}", {"mark_as_active": "False"})
    root.refresh_from_db()
    assert root.is_active is True
