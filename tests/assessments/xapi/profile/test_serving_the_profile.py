import json

import pytest
from django.test import Client

from assessments.xapi import vocabulary
from assessments.xapi.profile import document

pytestmark = pytest.mark.django_db
URL = "/xapi/profile"


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


def test_everybody_can_read_the_profile_as_json_ld(client, settings):
    settings.PANAH_BASE_URL = "https://panah.example.org"
    response = client.get(URL)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/ld+json"
    assert json.loads(response.content) == document.profile("https://panah.example.org/xapi/profile")
    assert json.loads(response.content)["id"] == vocabulary.PROFILE


def test_scripts_of_other_origins_may_read_it_and_caches_keep_it(client):
    response = client.get(URL, headers={"Origin": "https://elsewhere.example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "ETag"
    assert {part.strip() for part in response["Cache-Control"].split(",")} == {"public", "max-age=3600"}
    assert not response.cookies


def test_who_has_it_is_told_that_it_is_the_same(client):
    etag = client.get(URL)["ETag"]
    again = client.get(URL, headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Access-Control-Allow-Origin"] == "*"
    assert client.get(URL, headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_tells_the_same_without_the_document(client):
    got, head = client.get(URL), client.head(URL)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Type"]) == (got["ETag"], got["Content-Type"])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_cannot_be_written(client, method):
    response = getattr(Client(), method)(URL)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_it_is_the_same_in_every_language_and_for_everybody(client, administrator):
    anonymous = client.get(URL)
    signed_in = Client()
    signed_in.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    for other in (client.get(URL, headers={"Accept-Language": "fa-AF, ru"}), signed_in.get(URL)):
        assert (other.content, other["ETag"]) == (anonymous.content, anonymous["ETag"])
        assert other["Content-Language"] == "en, ru, kk, ky, tg, tk, uz, fa-AF"


def test_a_client_that_ends_its_endpoint_in_a_slash_finds_it_too(client):
    assert client.get("/xapi//profile").status_code == 200
