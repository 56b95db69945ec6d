"""The page that checks without network, as the server sends it, and the keys it takes along."""

from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicNumbers
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone, translation

from certificates.making.printing import printed, verify_url
from certificates.signing.creating import ensure_keys, rotate
from certificates.signing.keys import academy_keys
from certificates.verification.pocket import is_genuine, key_begin, names_person, read, statement_for
from tests.factories.academies import make_academy
from tests.factories.issued import issue_to

pytestmark = pytest.mark.django_db


def statement_of(certificate):
    keys = academy_keys(certificate.academy, at=timezone.now())
    facts, _design = printed(certificate, statement=statement_for(certificate, keys))
    return facts.qr_text


def known_key(client, statement):
    keys = client.get(reverse("verify_keys")).json()["keys"]
    (found,) = [key for key in keys if key_begin(key["kid"]) == statement.key]
    return found


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
def test_the_page_is_the_same_for_everybody_and_may_use_the_camera(client, trainee, language):
    with translation.override(language):
        url = reverse("verify_offline")
    stranger = client.get(url)
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    signed_in = client.get(url)
    assert stranger.status_code == 200
    assert stranger.content == signed_in.content
    assert stranger["Permissions-Policy"] == "camera=(self)"
    assert "manifest-src 'self'" in stranger["Content-Security-Policy"]
    assert "noindex" in stranger["X-Robots-Tag"]


def test_no_other_page_may_use_the_camera(client):
    response = client.get(reverse("verify_form"))
    assert response["Permissions-Policy"].startswith("camera=()")
    assert "manifest-src" not in response["Content-Security-Policy"]


def test_what_the_square_says_is_checked_with_what_the_phone_took_along(client, trainee, manual_key):
    certificate = issue_to(trainee, manual_key, at=timezone.now())
    address, _, text = statement_of(certificate).partition("#")
    assert address == verify_url(certificate.code)
    statement = read(text)
    key = known_key(client, statement)
    point = (int.from_bytes(urlsafe_b64decode(key[half] + "=="), "big") for half in ("x", "y"))
    public = EllipticCurvePublicNumbers(*point, SECP256R1()).public_key()
    assert is_genuine(statement, certificate.code, public)
    assert key["name"] == certificate.academy.name
    assert key["academy"] == statement.academy.hex()
    assert statement.number == certificate.number
    assert names_person(statement, certificate.code, "Aigul Alibekova")
    assert names_person(statement, certificate.code, certificate.holder.name_native)


def test_keys_of_all_academies_are_sent_and_retired_ones_say_until_when(client):
    now = timezone.now()
    first, second = make_academy(name="First"), make_academy(name="Second")
    for academy in (first, second):
        ensure_keys(academy=academy, at=now - timedelta(days=30))
    rotate(academy=first, at=now)
    response = client.get(reverse("verify_keys"))
    told = [(key["name"], key["until"]) for key in response.json()["keys"]]
    today = timezone.localdate(now).isoformat()
    assert [line for line in told if line[0] in ("First", "Second")].count(("First", today)) == 1
    assert len([line for line in told if line[0] == "First"]) == 2
    assert len([line for line in told if line[0] == "Second"]) == 1
    assert not {"d", "private", "private_sealed"} & set(response.json()["keys"][0])


def test_the_app_opens_in_the_visitors_language(client):
    with translation.override("fa-af"):
        told = client.get(reverse("verify_manifest")).json()
    assert told["start_url"] == "/fa-af/verify/offline/"
    assert told["scope"] == "/fa-af/verify/"
    assert told["dir"] == "rtl"
    assert finders.find("img/verify-app.svg")


def test_the_worker_stands_at_the_root(client):
    response = client.get("/verify-worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert b"panah-verify" in response.content


def test_the_address_without_language_opens_the_page_too(client):
    assert client.get("/verify/offline/", follow=True).status_code == 200
