"""The About resource: part 3, 2.8; 2.0: 4.1.6.7."""

import re

import pytest
from django.test import Client

from tests.factories.requirements import V1, V2
from tests.factories.xapi_client import VERSION_HEADER

ABOUT = "/xapi/about"


@pytest.mark.requirement("XAPI-00315", "XAPI-00318", "XAPI-00319", "XAPI-00320", "IEEE-4.1.6.7")
def test_everybody_is_told_which_versions_are_spoken(db):
    response = Client().get(ABOUT)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json() == {"version": [V1, V2], "extensions": {}}
    assert response[VERSION_HEADER] == V1


@pytest.mark.requirement("XAPI-00316", "XAPI-00317")
def test_who_speaks_1_0_3_is_told_of_1_0_alone(client_of_1):
    versions = client_of_1.get(ABOUT).json()["version"]
    assert V1 in versions
    assert all(re.fullmatch(r"0\.9|0\.95|1\.0\.\d+", one) for one in versions)


@pytest.mark.requirement("XAPI-00317", "IEEE-4.1.6.7")
def test_who_speaks_2_0_is_told_of_both(client_of_2):
    response = client_of_2.get(ABOUT)
    assert response.json()["version"] == [V1, V2]
    assert response[VERSION_HEADER] == V2


@pytest.mark.parametrize("version", [None, "", "0.9", "1.1.0", "3.0.0", "x"])
@pytest.mark.requirement("XAPI-00321", "XAPI-00331")
def test_no_version_is_refused_here(client, version):
    response = client.get(ABOUT, headers={VERSION_HEADER: version})
    assert response.status_code == 200
    assert V1 in response.json()["version"]


def test_credentials_that_are_none_are_no_matter(client):
    assert client.get(ABOUT, headers={"Authorization": "Basic eDp5"}).status_code == 200


@pytest.mark.requirement("XAPI-00324")
def test_it_knows_no_parameters(client):
    response = client.get(ABOUT, version="1.0.3")
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == "version"
