"""Workers are seen: whether one runs, when it was last heard of; and none dies of one destination."""

import io
import logging
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.lrs.forwarding import presence, steering
from assessments.lrs.forwarding.models import Destination, ForwardingWorker
from assessments.lrs.forwarding.presence import SILENT_AFTER, TIMER_WITHIN, Presence, watch
from assessments.lrs.forwarding.reasons import told
from assessments.lrs.forwarding.working import work
from assessments.lrs.models import Statement
from tests.factories.forwarding import make_destination, store_statements

pytestmark = pytest.mark.django_db


def turns(number):
    """Return a `has_to_stop` for a worker that ends after that many rounds, and its `pause`."""
    paused = []
    return lambda: len(paused) >= number, lambda: paused.append(1)


def command(*arguments):
    out = io.StringIO()
    call_command("forward_statements", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_a_worker_is_seen_while_it_runs_and_no_longer_when_it_has_ended():
    assert not watch().is_kept
    with Presence() as mine:
        mine.show()
        (running,) = watch().running
        assert (running.pid, running.ended_at) == (os.getpid(), None)
    assert not watch().running
    assert watch().last == running


def test_a_worker_that_died_falls_silent():
    with Presence() as mine:
        mine.show()
        row = ForwardingWorker.objects.get()
        ForwardingWorker.objects.update(seen_at=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
        assert not watch().is_kept
        assert watch().last == row


def test_signs_of_life_are_left_now_and_then_and_not_all_the_time(monkeypatch, django_assert_num_queries):
    with Presence() as mine:
        mine.show()
        with django_assert_num_queries(0):
            mine.show()
        monkeypatch.setattr(presence, "SIGN_EVERY", 0)
        ForwardingWorker.objects.update(seen_at=timezone.now() - SILENT_AFTER)
        mine.show()
        assert watch().running


def test_a_timer_counts_as_long_as_it_runs_now_and_then(other_store):
    make_destination(other_store.endpoint)
    store_statements(3)
    assert "3 arrived, 0 parked" in command("--once")
    seen = watch()
    assert (seen.running, seen.by_timer, seen.is_kept) == ([], True, True)
    ForwardingWorker.objects.update(seen_at=timezone.now() - TIMER_WITHIN)
    assert not watch().is_kept


def test_old_signs_are_forgotten_when_a_worker_starts():
    with Presence() as mine:
        mine.show()
    ForwardingWorker.objects.update(seen_at=timezone.now() - timedelta(days=2))
    with Presence() as mine:
        mine.show()
        assert ForwardingWorker.objects.count() == 1


def test_a_fault_of_ours_at_one_destination_keeps_nothing_from_the_others(other_store, caplog):
    broken = make_destination(other_store.endpoint, name="A broken one")
    make_destination(other_store.endpoint, name="Behind it")
    rows = store_statements(2)
    Statement.objects.filter(pk=rows[0].pk).update(raw="[]")
    Destination.objects.exclude(pk=broken.pk).update(cursor=rows[0].pk)
    has_to_stop, pause = turns(2)
    work(destinations=Destination.objects.all(), has_to_stop=has_to_stop, pause=pause)
    assert list(other_store.kept) == [str(rows[1].statement_id)]
    broken.refresh_from_db()
    assert (broken.failures, broken.lease, broken.cursor) == (1, None, 0)
    assert broken.next_try_at > timezone.now()
    assert told(broken.last_error).startswith("A fault on our side, told in the log of the server: ")
    assert [one.levelno for one in caplog.records].count(logging.ERROR) == 1
    assert not watch().running


def test_once_says_what_went_wrong(settings):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["127.0.0.1"]
    make_destination("http://127.0.0.1:9/xapi")
    store_statements(1)
    assert "Ministry: 0 arrived, 0 parked\tNothing answers at this address" in command("--once")


def test_status_says_that_no_worker_runs_and_fails_when_something_stalls(other_store):
    destination = make_destination(other_store.endpoint)
    assert "No worker is running." in command("--status")
    with Presence() as mine:
        mine.show()
        assert "No worker" not in command("--status")
    row = store_statements(1)[0]
    Statement.objects.filter(pk=row.pk).update(stored=timezone.now() - timedelta(hours=1))
    with pytest.raises(CommandError, match="Stalled: Ministry"):
        command("--status")
    steering.pause(destination=destination)
    command("--status")


@pytest.fixture
def handlers():
    """Give signals back to whom they belonged: a worker takes them."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_a_worker_ends_with_the_process_that_started_it(handlers, other_store):
    """As `make run` has it: a server that is killed leaves no worker behind."""
    make_destination(other_store.endpoint)
    store_statements(1)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    command("--parent", str(gone.pid), "--pause", "0.01")
    assert other_store.kept == {}


def test_a_worker_goes_on_until_it_is_told_to_stop(handlers, other_store):
    make_destination(other_store.endpoint)
    store_statements(1)

    def take_and_tell(sent):
        os.kill(os.getpid(), signal.SIGTERM)

    other_store.rule = take_and_tell
    command("--parent", str(os.getppid()), "--pause", "0.01")
    assert len(other_store.kept) == 1
    assert not watch().running
