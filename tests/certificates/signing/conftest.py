from datetime import UTC, datetime

import pytest

from certificates.signing.creating import ready_keys
from tests.factories.academies import make_academy

NOON = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def noon():
    return NOON


@pytest.fixture
def academy(db):
    return make_academy()


@pytest.fixture
def keys(academy, noon):
    return ready_keys(academy=academy, at=noon)
