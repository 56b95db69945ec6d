import pytest
from django.urls import reverse

from certificates.designs.content import content_of
from certificates.designs.models import CertificateDesign
from cms.accounts import roles
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def now(design):
    return content_of(CertificateDesign.objects.whole().get(pk=design.pk))


@pytest.fixture
def collided(client, desk, typed, design, administrator):
    """Both opened the template; the other one saved first."""
    mine = typed(design, title_ru="Мой заголовок")
    other = make_person(username="a-2", role=roles.ADMINISTRATOR, academy=administrator.academy)
    theirs = {**typed(design, title_ru="Чужой заголовок", valid_months="12"), "act": "save"}
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(reverse("design", args=[design.pk]), theirs)
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return mine, client.post(reverse("design", args=[design.pk]), {**mine, "act": "save"})


def test_the_second_save_is_told_who_was_first_and_what_differs(collided, design):
    _mine, response = collided
    page = response.content.decode()
    assert "Somebody else saved this template" in page
    assert "a-2" in page
    assert "Чужой заголовок" in page
    assert 'value="Мой заголовок"' in page


def test_nothing_of_the_first_is_overwritten(collided, design):
    assert now(design)["texts"]["ru"]["title"] == "Чужой заголовок"
    assert now(design)["valid_months"] == 12


def test_saving_once_more_is_meant(collided, desk, design):
    mine, response = collided
    seen = response.context["form"]["seen"].value()
    assert desk.post(reverse("design", args=[design.pk]), {**mine, "seen": seen}).status_code == 302
    assert now(design)["texts"]["ru"]["title"] == "Мой заголовок"


@pytest.mark.parametrize("seen", ["", "yesterday", "2026-01-01T00:00:00+00:00"])
def test_a_form_that_does_not_say_when_it_was_opened_overwrites_nothing(send, design, seen):
    response = send(design, seen=seen, title_ru="Мой")
    assert response.status_code == 200
    assert now(design)["texts"]["ru"]["title"] == "Навыки на посту"


def test_publishing_is_stopped_the_same_way(collided, desk, design):
    mine, _response = collided
    desk.post(reverse("design", args=[design.pk]), {**mine, "act": "publish"})
    assert not design.versions.exists()
