import pytest

from tests.assessments.lrs.forwarding.pretend_store import PretendStore


@pytest.fixture
def other_store(settings):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["127.0.0.1"]
    with PretendStore() as store:
        yield store
