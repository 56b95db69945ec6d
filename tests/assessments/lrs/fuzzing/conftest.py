import pytest

from assessments.lrs.clients.granting import grant_key
from tests.assessments.lrs.fuzzing.wire import basic


@pytest.fixture(autouse=True)
def _records_of_its_own(settings, tmp_path):
    records = {**settings.STORAGES["records"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "records": records}


@pytest.fixture
def authorization(db):
    """The credentials of somebody who may do everything, as a header."""
    key, secret = grant_key(name="fuzzing", scopes=["all"])
    return basic(key.key, secret)
