"""Statements reach another store once, whatever it answers and whenever the worker dies."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.lrs.forwarding import forwarding, leasing, steering
from assessments.lrs.forwarding.forwarding import forward
from assessments.lrs.forwarding.leasing import LeaseLost
from assessments.lrs.forwarding.models import ParkedStatement
from assessments.lrs.forwarding.reasons import told
from assessments.lrs.forwarding.sending.client import RemoteStore
from assessments.lrs.models import Statement
from assessments.xapi.reading import read_json
from tests.factories.forwarding import (
    make_destination,
    make_statement,
    store_statements,
    store_with_attachment,
)

pytestmark = pytest.mark.django_db


def ids(rows):
    return [str(row.statement_id) for row in rows]


def expected(row):
    return {name: value for name, value in read_json(row.raw).items() if name not in ("stored", "authority")}


@pytest.fixture
def destination(other_store):
    return make_destination(other_store.endpoint, batch_size=4)


def test_everything_arrives_in_order_in_batches_and_as_it_was_written(destination, other_store):
    rows = store_statements(10)
    turn = forward(destination=destination)
    assert (turn.arrived, turn.parked) == (10, 0)
    assert other_store.requests == [ids(rows[:4]), ids(rows[4:8]), ids(rows[8:])]
    assert [other_store.kept[one] for one in ids(rows)] == [expected(row) for row in rows]
    destination.refresh_from_db()
    assert (destination.cursor, destination.failures, destination.lease) == (rows[-1].pk, 0, None)
    assert forward(destination=destination).arrived == 0
    assert len(other_store.requests) == 3


def test_each_request_names_the_version_and_the_credentials(destination, other_store):
    store_statements(1)
    forward(destination=destination)
    headers = other_store.headers[0]
    assert headers["X-Experience-API-Version"] == "1.0.3"
    assert headers["Authorization"] == "Basic cGFuYWg6czNjcmV0"


def test_contents_of_attachments_travel_with_their_statements(destination, other_store):
    contents = [bytes(range(256)) * 10, b"line\r\nline\n", b""]
    rows = [store_with_attachment(content) for content in contents]
    assert forward(destination=destination).arrived == 3
    kept = [read_json(row.raw)["attachments"][0]["sha2"] for row in rows]
    assert [other_store.contents[sha2] for sha2 in kept[:2]] == contents[:2]


def test_a_conflict_is_parked_for_a_person_and_the_others_arrive(destination, other_store):
    rows = store_statements(6)
    other = make_statement(id=str(rows[2].statement_id), result={"score": {"scaled": 1}})
    other_store.kept[other["id"]] = other
    turn = forward(destination=destination)
    assert (turn.arrived, turn.parked) == (5, 1)
    parked = ParkedStatement.objects.get()
    assert (parked.statement, parked.status, parked.settled_at) == (rows[2], 409, None)
    assert "another statement" in parked.answer
    assert other_store.kept[other["id"]] == other
    destination.refresh_from_db()
    assert destination.cursor == rows[-1].pk


def test_a_store_that_calls_an_equal_resend_a_conflict_is_looked_into(destination, other_store):
    rows = store_statements(4)
    for row in rows[:3]:
        other_store.kept[str(row.statement_id)] = expected(row) | {"stored": "2026-11-23T00:00:00Z"}
    known = set(ids(rows[:3]))
    other_store.rule = lambda sent: (409, {}, "known") if known & {one["id"] for one in sent} else None
    assert forward(destination=destination).arrived == 4
    assert ParkedStatement.objects.count() == 0


def test_a_lost_answer_only_means_that_the_batch_is_sent_again(destination, other_store):
    rows = store_statements(4)
    kept = other_store.kept

    def keep_and_fail(sent):
        kept.update({one["id"]: one for one in sent})
        return 502, {}, "the answer is lost"

    other_store.rule = keep_and_fail
    forward(destination=destination)
    destination.refresh_from_db()
    assert (destination.cursor, destination.failures) == (rows[0].pk - 1, 1)
    other_store.rule = lambda sent: None
    steering.send_now(destination=destination)
    assert forward(destination=destination).arrived == 4
    assert sorted(kept) == sorted(ids(rows))


def test_a_failure_is_waited_out_longer_each_time(destination, other_store, caplog):
    [row] = store_statements(1)
    other_store.rule = lambda sent: (500, {}, "broken")
    for failures in range(1, 8):
        before = timezone.now()
        forward(destination=destination)
        destination.refresh_from_db()
        pause = (destination.next_try_at - before).total_seconds()
        assert destination.failures == failures
        assert 2**failures / 2 <= pause <= 2**failures + 5
        assert forward(destination=destination).arrived == 0  # not due
        assert len(other_store.requests) == failures
        steering.send_now(destination=destination)
    assert destination.has_stalled
    assert [one.levelno for one in caplog.records].count(logging.ERROR) == 1
    assert destination.cursor == row.pk - 1
    other_store.rule = lambda sent: None
    forward(destination=destination)
    destination.refresh_from_db()
    assert (destination.failures, destination.last_error, destination.has_stalled) == (0, "", False)


@pytest.mark.parametrize("status", [429, 503])
def test_what_the_store_asks_for_counts_more_than_our_own_pause(destination, other_store, status):
    store_statements(1)
    other_store.rule = lambda sent: (status, {"Retry-After": "600"}, "busy")
    before = timezone.now()
    forward(destination=destination)
    destination.refresh_from_db()
    assert 600 <= (destination.next_try_at - before).total_seconds() <= 610


@pytest.mark.parametrize("status", [401, 403, 404, 302])
def test_refused_credentials_or_a_wrong_address_stop_the_destination(
    destination, other_store, status, caplog
):
    rows = store_statements(2)
    other_store.rule = lambda sent: (status, {"Location": "http://127.0.0.1:1/elsewhere"}, "no")
    forward(destination=destination)
    destination.refresh_from_db()
    assert (destination.is_active, destination.is_stopped) == (False, True)
    assert destination.cursor == rows[0].pk - 1
    assert f"HTTP {status}" in destination.last_error
    assert "has stopped" in caplog.text
    assert len(other_store.requests) == 1
    other_store.rule = lambda sent: None
    assert forward(destination=destination).arrived == 0
    steering.resume(destination=destination)
    assert forward(destination=destination).arrived == 2


def test_a_page_that_says_200_is_not_taken_for_a_store(destination, other_store):
    store_statements(3)
    other_store.rule = lambda sent: (200, {"Content-Type": "text/html"}, "<h1>Welcome to our network</h1>")
    forward(destination=destination)
    destination.refresh_from_db()
    assert (destination.cursor, destination.failures) == (0, 1)
    assert told(destination.last_error) == "Something answered that is not a record store"


def test_a_store_that_refuses_everything_parks_nothing(destination, other_store):
    steering.change_destination(destination=destination, batch_size=20)
    store_statements(20)
    other_store.rule = lambda sent: (400, {}, "what is this?")
    forward(destination=destination)
    destination.refresh_from_db()
    assert destination.is_stopped
    assert ParkedStatement.objects.count() == 0
    assert destination.cursor == 0


def test_nothing_listens_there(settings):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["127.0.0.1"]
    destination = make_destination("http://127.0.0.1:9/xapi")
    store_statements(1)
    forward(destination=destination)
    destination.refresh_from_db()
    assert (destination.cursor, destination.failures, destination.is_active) == (0, 1, True)
    assert told(destination.last_error).startswith("Nothing answers at this address: ")


def test_a_secret_sealed_under_another_key_is_told_and_not_sent(destination, other_store, settings):
    store_statements(1)
    settings.SECRET_KEY = "another key"
    forward(destination=destination)
    destination.refresh_from_db()
    assert destination.is_stopped
    assert "Enter it again" in told(destination.last_error)
    assert other_store.requests == []
    steering.change_destination(destination=destination, secret="s3cret")  # and tries again
    assert forward(destination=destination).arrived == 1


def test_a_statement_that_the_other_version_cannot_say_is_parked_with_the_reason(destination, other_store):
    rows = store_statements(3)
    raw = read_json(rows[1].raw) | {"version": "2.0.0", "context": {"contextAgents": []}}
    Statement.objects.filter(pk=rows[1].pk).update(raw=forwarding_text(raw))
    turn = forward(destination=destination)
    assert (turn.arrived, turn.parked) == (2, 1)
    parked = ParkedStatement.objects.get()
    assert (parked.statement, parked.status) == (rows[1], 0)
    assert told(parked.answer) == "xAPI 1.0.3 cannot say what this statement of xAPI 2.0 says: contextAgents"


def forwarding_text(statement):
    return forwarding.packing.text_of(statement)


def test_one_worker_has_a_destination_at_a_time(destination, other_store):
    store_statements(1)
    assert leasing.take(destination=destination)
    second = type(destination).objects.get()
    assert forward(destination=second).arrived == 0
    assert other_store.requests == []
    leasing.give_back(destination=destination)
    assert forward(destination=second).arrived == 1


def test_a_worker_that_died_gives_way_when_its_lease_ends(destination, other_store):
    rows = store_statements(6)
    assert leasing.take(destination=destination)
    with RemoteStore(destination) as store:  # sent, and killed before it was noted
        parcels, _hopeless = forwarding.packing.pack(rows[:4], "1.0.3")
        assert store.post(parcels).status == 200
    again = type(destination).objects.get()
    assert forward(destination=again).arrived == 0
    type(destination).objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert forward(destination=again).arrived == 6
    assert sorted(other_store.kept) == sorted(ids(rows))
    with pytest.raises(LeaseLost):
        leasing.change(destination=destination, cursor=0)


def test_a_person_who_goes_back_is_not_overruled_by_a_worker_on_its_way(destination, other_store):
    rows = store_statements(4)
    forward(destination=destination)
    more = store_statements(1)

    def go_back():
        steering.send_again_from(destination=type(destination).objects.get(), moment=rows[0].stored)

    forward(destination=destination, has_to_stop=go_back)
    destination.refresh_from_db()
    assert destination.cursor < rows[0].pk
    assert forward(destination=destination).arrived == 5
    assert len(other_store.kept) == len([*rows, *more])


def test_sending_all_again_doubles_nothing_and_settles_what_is_taken_now(destination, other_store):
    rows = store_statements(3)
    culprit = str(rows[0].statement_id)
    other_store.rule = lambda sent: (400, {}, "bad") if culprit in {one["id"] for one in sent} else None
    forward(destination=destination)
    other_store.rule = lambda sent: None
    assert steering.send_again_from(destination=destination, moment=rows[0].stored) == 3
    assert forward(destination=destination).arrived == 3
    assert len(other_store.kept) == 3
    assert ParkedStatement.objects.filter(settled_at=None).count() == 0


def test_a_new_destination_can_begin_with_what_comes(other_store):
    store_statements(3)
    destination = make_destination(other_store.endpoint, from_now=True)
    rows = store_statements(2)
    assert forward(destination=destination).arrived == 2
    assert list(other_store.kept) == ids(rows)


def test_the_queries_of_a_batch_do_not_grow_with_it(other_store, django_assert_max_num_queries):
    destination = make_destination(other_store.endpoint, batch_size=100)
    store_statements(100)
    with django_assert_max_num_queries(20):
        assert forward(destination=destination).arrived == 100
