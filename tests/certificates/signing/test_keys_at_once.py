"""Two cohorts of an academy are issued for the first time in one moment: one set of keys is made."""

from datetime import UTC, datetime

import pytest

from certificates.models import SigningKey
from certificates.signing.creating import ready_keys, rotate
from certificates.signing.keys import Purpose
from tests.factories.academies import make_academy
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


def test_keys_asked_for_at_once_are_made_once():
    academy = make_academy()
    results = at_once(lambda: ready_keys(academy=academy, at=NOON))
    assert {keys.paper.kid for keys in results} == {SigningKey.objects.get(purpose=Purpose.PAPER).kid}
    assert SigningKey.objects.count() == len(Purpose)


def test_rotations_at_once_leave_one_current_key_each():
    academy = make_academy()
    results = at_once(lambda: rotate(academy=academy, at=NOON, purposes=[Purpose.PAPER]))
    assert [result for result in results if isinstance(result, Exception)] == []
    assert SigningKey.objects.filter(purpose=Purpose.PAPER).count() == len(results)
    assert SigningKey.objects.current().filter(purpose=Purpose.PAPER).count() == 1
