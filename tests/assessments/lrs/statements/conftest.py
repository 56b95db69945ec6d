import pytest

from assessments.lrs.statements import activities


@pytest.fixture(autouse=True)
def nothing_learnt():
    """Tests with transactions empty the database under the process that has learnt from it."""
    activities.forget()
