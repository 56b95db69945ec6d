"""What a store refused waits for a person, who sends it again or lets it be, and may think better of that."""

import pytest

from assessments.lrs.forwarding import steering
from assessments.lrs.forwarding.forwarding import forward
from assessments.lrs.forwarding.models import ParkedStatement
from tests.factories.forwarding import make_destination, store_statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def destination(other_store):
    return make_destination(other_store.endpoint, batch_size=4)


def refusing(rows):
    """Return a rule by which a store refuses these statements and takes all others."""
    ids = {str(row.statement_id) for row in rows}
    return lambda sent: (400, {}, "bad") if ids & {one["id"] for one in sent} else None


def of(parked):
    return ParkedStatement.objects.filter(pk=parked.pk)


def test_it_is_sent_again_when_a_person_wants_it(destination, other_store, administrator):
    rows = store_statements(5)
    other_store.rule = refusing(rows[1:3])
    forward(destination=destination)
    first, second = ParkedStatement.objects.all()
    assert steering.let_be(parked=of(second), destination=destination, by=administrator) == 1
    assert steering.ask_again(parked=of(first), destination=destination) == 1
    forward(destination=destination)
    first.refresh_from_db()
    assert (first.settled_at, first.asked_at) == (None, None)  # refused again: it waits again
    other_store.rule = lambda sent: None
    steering.ask_again(parked=of(first), destination=destination)
    assert forward(destination=destination).arrived == 1
    first.refresh_from_db()
    assert first.settled_at is not None
    assert str(second.statement.statement_id) not in other_store.kept


def test_all_of_a_destination_are_settled_at_once_and_no_other_ones(destination, other_store, administrator):
    elsewhere = make_destination(other_store.endpoint, name="Elsewhere")
    other_store.rule = refusing(store_statements(6))
    for one in (destination, elsewhere):
        forward(destination=one)
    assert steering.let_be(parked=destination.parked.all(), destination=destination, by=administrator) == 6
    assert destination.parked.let_be().count() == elsewhere.parked.waiting().count() == 6
    assert steering.ask_again(parked=elsewhere.parked.all(), destination=elsewhere) == 6
    other_store.rule = lambda sent: None
    assert forward(destination=elsewhere).arrived == 6
    assert forward(destination=destination).arrived == 0


def test_what_was_let_be_can_be_sent_after_all(destination, other_store, administrator):
    other_store.rule = refusing(store_statements(2))
    forward(destination=destination)
    steering.let_be(parked=destination.parked.all(), destination=destination, by=administrator)
    other_store.rule = lambda sent: None
    assert steering.ask_again(parked=destination.parked.let_be(), destination=destination) == 2
    assert forward(destination=destination).arrived == 2
    # What has arrived is asked for no more.
    assert steering.ask_again(parked=destination.parked.all(), destination=destination) == 0


def test_many_sent_again_go_in_one_turn_and_stop_nothing_when_all_are_refused_again(destination, other_store):
    other_store.rule = refusing(store_statements(3))
    forward(destination=destination)
    rows = store_statements(20)
    refused = [*rows, *(one.statement for one in destination.parked.all())]
    other_store.rule = refusing(refused)
    other_store.kept |= {"known": {}}
    for row in rows:
        ParkedStatement.objects.create(
            destination=destination, statement=row, status=400, parked_at=row.stored
        )
    type(destination).objects.update(cursor=rows[-1].pk)
    steering.ask_again(parked=destination.parked.all(), destination=destination)
    turn = forward(destination=destination)
    assert (turn.arrived, turn.parked) == (0, 23)
    destination.refresh_from_db()
    assert destination.is_active
    assert destination.parked.waiting().filter(asked_at=None).count() == 23
    other_store.rule = lambda sent: None
    steering.ask_again(parked=destination.parked.all(), destination=destination)
    assert forward(destination=destination).arrived == 23
