import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates.designs.content import content_of
from certificates.designs.models import CertificateDesign
from cms.accounts import roles
from tests.certificates.designing.conftest import is_lost
from tests.factories.academies import make_academy
from tests.factories.designs import site_design
from tests.factories.people import make_person
from tests.factories.uploads import picture

pytestmark = pytest.mark.django_db

ACTS = ["design", "design_preview", "design_publish", "design_archive", "design_unarchive"]


@pytest.fixture
def neighbour(client):
    """The client of an administrator of another academy."""
    person = make_person(
        username="a-9", role=roles.ADMINISTRATOR, academy=make_academy("Another academy", "UZ")
    )
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def superuser(client):
    person = make_person(username="root", is_superuser=True, academy=None)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_another_academys_template_is_not_there(send, design, neighbour, typed):
    values = typed(design)
    assert design.name not in neighbour.get(reverse("designs")).content.decode()
    for name in ("design", "design_versions"):
        assert is_lost(neighbour.get(reverse(name, args=[design.pk]))), name
    for name in (*ACTS, "design_copy"):
        assert is_lost(neighbour.post(reverse(name, args=[design.pk]), values)), name
    assert CertificateDesign.objects.count() == 4
    design.refresh_from_db()
    assert (design.archived_at, design.versions.count()) == (None, 0)


def test_a_new_template_cannot_be_made_like_another_academys(neighbour, design):
    form = neighbour.post(
        reverse("design_new"), {"name": "Mine", "kind": "certificate", "like": design.pk}
    ).context["form"]
    assert set(form.errors) == {"like"}


def test_pictures_of_another_academys_template_are_not_there(desk, send, design, typed, client):
    send(design, logo=SimpleUploadedFile("l.png", picture(), "image/png"))
    sha = content_of(CertificateDesign.objects.get(pk=design.pk))["logo"]
    assert desk.get(reverse("design_image", args=[design.pk, sha])).status_code == 200
    # Nor by way of a template one does see.
    assert is_lost(desk.get(reverse("design_image", args=[site_design("trainer").pk, sha])))
    other = make_person(
        username="a-9", role=roles.ADMINISTRATOR, academy=make_academy("Another academy", "UZ")
    )
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert is_lost(client.get(reverse("design_image", args=[design.pk, sha])))


def test_a_site_template_is_seen_and_copied_and_not_changed_by_an_administrator(desk, typed):
    trainer = site_design("trainer")
    before, values = content_of(trainer), typed(trainer, primary="#112233")
    page = desk.get(reverse("design", args=[trainer.pk])).content.decode()
    assert reverse("design_copy", args=[trainer.pk]) in page
    assert 'name="primary"' not in page
    for name in ACTS:
        assert desk.post(reverse(name, args=[trainer.pk]), values).status_code in (302, 403), name
    trainer.refresh_from_db()
    assert (content_of(trainer), trainer.archived_at) == (before, None)
    assert trainer.versions.count() == 1


def test_a_superuser_changes_the_sites(superuser, typed):
    trainer = site_design("trainer")
    superuser.post(
        reverse("design", args=[trainer.pk]), {**typed(trainer, primary="#112233"), "act": "publish"}
    )
    assert trainer.versions.first().content["primary"] == "#112233"


def test_what_a_superuser_makes_belongs_to_the_site(superuser):
    superuser.post(reverse("design_new"), {"name": "For all", "kind": "certificate"})
    assert CertificateDesign.objects.get(name="For all").academy is None


def test_an_administrator_without_an_academy_sees_the_sites_and_makes_none(client):
    person = make_person(username="a-8", role=roles.ADMINISTRATOR, academy=None)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "New template" not in client.get(reverse("designs")).content.decode()
    client.post(reverse("design_new"), {"name": "Nobody's", "kind": "certificate"})
    client.post(reverse("design_copy", args=[site_design("trainer").pk]))
    assert CertificateDesign.objects.count() == 3
