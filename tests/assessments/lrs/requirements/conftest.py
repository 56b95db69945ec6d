from pathlib import Path

import pytest
from django.core.files.storage import storages

from assessments.lrs.models import Attachment, Document, KnownActivity, Statement, StatementTerm
from tests.factories.documents import Documents
from tests.factories.requirements import VERSIONS
from tests.factories.signing import make_signer
from tests.factories.xapi_client import XapiClient


@pytest.fixture(params=VERSIONS)
def client(request, db):
    """A client that may do everything, once in each version."""
    return XapiClient(version=request.param)


@pytest.fixture
def client_of_1(db):
    return XapiClient()


@pytest.fixture
def client_of_2(db):
    return XapiClient(version="2.0.0")


@pytest.fixture
def documents(client):
    """A function that returns the documents of a kind."""
    return lambda kind: Documents(client, kind)


@pytest.fixture(scope="session")
def signer():
    return make_signer()


@pytest.fixture
def kept(db, settings, tmp_path):
    """A function that tells what is stored: the rows of each table, and the files in a folder of the test's own."""
    records = settings.STORAGES["records"] | {"OPTIONS": {"location": tmp_path / "records"}}
    settings.STORAGES = settings.STORAGES | {"records": records}

    def count():
        rows = [
            kind.objects.count() for kind in (Statement, StatementTerm, Attachment, Document, KnownActivity)
        ]
        files = sum(path.is_file() for path in Path(storages["records"].path("")).rglob("*"))
        return (*rows, files)

    return count
