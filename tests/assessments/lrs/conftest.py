import pytest

from assessments.lrs.clients import limits


@pytest.fixture(autouse=True)
def _no_tries_remembered():
    """Begin each test with nothing counted: what the tests before it tried came from the same address."""
    limits.forget()
