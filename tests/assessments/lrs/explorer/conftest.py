import pytest

from tests.factories.playing import client_of, place_of_scenario, publish_in, send_all, start


@pytest.fixture
def desk(administrator):
    return client_of(administrator)


@pytest.fixture
def attempt(trainee, manual_key):
    """A scenario played to its end by way of a critical error."""
    place = place_of_scenario(trainee, manual_key)
    publish_in(place)
    player = client_of(trainee)
    return send_all(player, place, start(player, place), "b", "c")
