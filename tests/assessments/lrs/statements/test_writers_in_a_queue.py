"""On SQLite those who store from outside stand in a queue; our own acts, and who has a transaction, do not."""

import fcntl
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from assessments.lrs.clients.granting import grant_key
from assessments.lrs.models import Statement
from assessments.lrs.store import receive, record
from tests.factories.assessments import statement

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'"),
]


@pytest.fixture
def client():
    return grant_key(name="A player")[0]


@contextmanager
def somebody_before():
    """Hold the place at the head of the queue, as another process would."""
    with Path(f"{connection.settings_dict['NAME']}-turn").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@pytest.fixture
def in_a_thread():
    with ThreadPoolExecutor(1) as pool:

        def begin(client, *statements):
            def act():
                try:
                    return receive(statements=statements, client=client)
                finally:
                    connection.close()

            return pool.submit(act)

        yield begin


@pytest.mark.parametrize("count", [1, 3])
def test_who_comes_later_waits_and_is_let_in(in_a_thread, client, count):
    with somebody_before():
        coming = in_a_thread(client, *(statement() for _ in range(count)))
        with pytest.raises(TimeoutError):
            coming.result(timeout=0.3)
        assert not Statement.objects.exists()
    assert len(coming.result(timeout=10)) == count


def test_an_act_of_our_own_does_not_wait(client):
    with somebody_before(), transaction.atomic():
        record(statement())
    assert Statement.objects.count() == 1


def test_who_has_a_transaction_does_not_wait_for_who_may_wait_for_it(client):
    with somebody_before(), transaction.atomic():
        receive(statements=[statement(), statement()], client=client)
    assert Statement.objects.count() == 2


def test_a_batch_that_is_refused_leaves_its_place(in_a_thread, client):
    with pytest.raises(Exception, match="actor"):
        in_a_thread(client, statement(), {}).result(timeout=10)
    assert len(in_a_thread(client, statement(), statement()).result(timeout=10)) == 2
