import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/ru/account/names/"
SENT = {"name_native": "  Айгүл   Әлібекова ", "name_latin": "ALIBEKOVA Aigul", "language": "kk"}


@pytest.fixture
def client(trainee):
    trainee.names_confirmed_at = None
    trainee.save()
    client = Client()
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_holder_confirms_both_spellings_and_the_language(client, trainee):
    assert client.post(PAGE, SENT).status_code == 302
    trainee.refresh_from_db()
    assert (trainee.name_native, trainee.language) == ("Айгүл Әлібекова", "kk")
    assert trainee.names_are_confirmed


@pytest.mark.parametrize(
    "wrong", [{"name_latin": "Айгүл"}, {"name_latin": ""}, {"name_native": ""}, {"language": "xx"}]
)
def test_what_cannot_be_printed_or_does_not_exist_is_refused_and_nothing_is_kept(client, trainee, wrong):
    response = client.post(PAGE, SENT | wrong)
    assert response.status_code == 200
    assert response.context["form"].errors
    trainee.refresh_from_db()
    assert (trainee.name_native, trainee.language, trainee.names_are_confirmed) == (
        "Айгүл Әлібекова",
        "ru",
        False,
    )
