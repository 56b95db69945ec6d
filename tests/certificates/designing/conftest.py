import pytest
from django.urls import reverse

from certificates.designing.forms import DesignForm
from certificates.designs.models import CertificateDesign
from tests.factories.designs import make_design


def is_lost(response) -> bool:
    """Say whether there is nothing: what is not found under /admin/ is looked for under a language, in vain."""
    return response.status_code == 404 or response.get("Location", "").startswith("/en/admin/")


@pytest.fixture
def desk(client, administrator):
    """The client of an administrator who is signed in."""
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def design(administrator):
    """A template of the administrator's academy that was never published."""
    return make_design(
        academy=administrator.academy,
        texts={"en": {"title": "Skills at the booth"}, "ru": {"title": "Навыки на посту"}},
    )


@pytest.fixture
def typed():
    """What the browser sends of the form of a design, with some fields typed over."""

    def values(design: CertificateDesign, **over) -> dict:
        form = DesignForm(design=CertificateDesign.objects.whole().get(pk=design.pk), initial={})
        kept = {name: value for name, value in form.initial.items() if value not in (None, "")}
        return {**kept, **over}

    return values


@pytest.fixture
def send(desk, typed):
    """Send the form of a design and return the response."""

    def sent(design: CertificateDesign, act="save", *, to="design", **over):
        return desk.post(reverse(to, args=[design.pk]), {**typed(design, **over), "act": act})

    return sent
