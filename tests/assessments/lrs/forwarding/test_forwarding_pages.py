"""Forwarding in the admin: what somebody sees of each destination, what can be done, and what can be undone."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.lrs.forwarding.forwarding import forward
from assessments.lrs.forwarding.models import STALLED_AFTER, Destination, ForwardingWorker, ParkedStatement
from assessments.lrs.forwarding.presence import Presence
from assessments.lrs.forwarding.standing import troubled
from assessments.lrs.models import Statement
from tests.factories.forwarding import make_destination, make_parked, store_statements
from tests.factories.playing import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(administrator):
    return client_of(administrator)


def words(response) -> str:
    assert response.status_code == 200
    return re.sub("[\u2066\u2068\u2069]", "", text_of(response)).replace(" :", ":")


def page(desk) -> str:
    return words(desk.get(reverse("forwarding")))


def act(desk, name, /, *args, **posted) -> str:
    """Post to an address and return the words of the page it leads to."""
    return words(desk.post(reverse(name, args=args), posted, follow=True))


# What is seen


def test_without_a_destination_the_page_says_what_forwarding_is(desk):
    assert "Statements are not forwarded anywhere" in page(desk)
    assert reverse("forwarding_add") in desk.get(reverse("forwarding")).content.decode()


def test_a_worker_that_is_missing_is_seen_and_how_to_start_one(desk):
    make_destination()
    store_statements(2)
    found = page(desk)
    assert "No worker is running: nothing is sent." in found
    assert "manage.py forward_statements" in found
    assert "waiting for a worker" in found
    assert "2 statements, for 0 minutes" in found
    with Presence() as worker:
        worker.show()
        found = page(desk)
        assert "A worker is running, since" in found
        assert "Ministry sending" in found
    ForwardingWorker.objects.update(ran_once=True)
    assert "Statements are sent by a timer" in page(desk)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "for 0 minutes"),
        (1, "for 1 minute"),
        (119, "for 119 minutes"),
        (120, "for 2 hours"),
        (3000, "for 2 days"),
    ],
)
def test_how_long_statements_have_waited_is_told_in_what_people_count_in(desk, minutes, told):
    make_destination()
    store_statements(1)
    Statement.objects.update(stored=timezone.now() - timedelta(minutes=minutes, seconds=1))
    assert f"1 statement, {told}" in page(desk)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "up to date"),
        ({"is_active": False}, "paused"),
        ({"is_active": False, "failures": 1, "last_error": "HTTP 401: no"}, "stopped"),
        ({"failures": 1}, "trying again"),
        ({"failures": STALLED_AFTER}, "stalled"),
    ],
)
def test_each_state_has_its_word(desk, values, state):
    make_destination()
    Destination.objects.update(**values)
    assert f"Ministry {state}" in page(desk)


def test_an_error_is_told_in_words_with_what_to_do(desk):
    make_destination()
    Destination.objects.update(is_active=False, failures=1, last_error='HTTP 401: {"message": "Who?"}')
    found = page(desk)
    assert "The store does not accept the user name and the secret: Who?" in found
    assert "Sending has stopped. Put it right" in found
    Destination.objects.update(is_active=True, last_error="no-connection: [Errno 111]")
    found = page(desk)
    assert "Nothing answers at this address" in found
    assert "It is tried again by itself" in found


def test_what_a_store_refused_is_told_as_a_sentence_without_a_name(desk, trainee):
    parked = make_parked(answer='{"message": "It is another"}')
    found = page(desk)
    assert "Ministry waiting for a worker 1 refused" in found
    assert "learner opened: lesson" in found
    assert "The store holds another statement with this id: It is another" in found
    assert str(parked.statement.statement_id) in found


def test_queries_do_not_grow_with_what_was_refused(desk):
    make_parked()

    def count():
        with CaptureQueriesContext(connection) as captured:
            page(desk)
        return len(captured)

    count()
    few = count()
    for _number in range(25):
        make_parked(destination=Destination.objects.get())
    assert count() == few
    assert "and 16 more" in page(desk)


# What is done


def test_a_destination_is_added_changed_and_removed(desk, settings):
    settings.PANAH_FORWARD_HTTP_HOSTS = ["127.0.0.1"]
    given = {"name": "Archive", "endpoint": "http://127.0.0.1:9/xapi/", "username": "u", "secret": " s ",
             "version": "1.0.3", "batch_size": "20", "begin": "beginning"}  # fmt: skip
    refused = words(desk.post(reverse("forwarding_add"), given | {"endpoint": "http://example.org/xapi"}))
    assert "Only https is safe for a secret" in refused
    store_statements(1)
    assert "Archive" in act(desk, "forwarding_add", **given)
    one = Destination.objects.get()
    assert (one.endpoint, one.cursor, one.batch_size) == ("http://127.0.0.1:9/xapi", 0, 20)
    assert "s" not in one.secret.split()
    sealed = one.secret
    edited = words(desk.get(reverse("forwarding_edit", args=[one.pk])))
    assert sealed not in edited
    assert "The destination is changed." in act(
        desk, "forwarding_edit", one.pk, **given | {"secret": "", "name": "B"}
    )
    one.refresh_from_db()
    assert (one.name, one.secret) == ("B", sealed)
    make_parked(destination=one)
    asked = words(desk.get(reverse("forwarding_remove", args=[one.pk])))
    assert "1 statement that it refused waits for somebody" in asked
    assert Destination.objects.exists()
    assert "Nothing is sent to “B” any more." in act(desk, "forwarding_remove", one.pk)
    assert not Destination.objects.exists()
    assert Statement.objects.count() == 2


def test_what_is_mended_is_tried_again_and_what_is_paused_stays_so(desk):
    given = {
        "name": "M",
        "endpoint": "https://example.org/x",
        "username": "u",
        "version": "1.0.3",
        "batch_size": "5",
    }
    one = make_destination()
    Destination.objects.update(is_active=False, failures=1, last_error="HTTP 401: no")
    assert "changed, and tried again" in act(desk, "forwarding_edit", one.pk, **given)
    one.refresh_from_db()
    assert (one.is_active, one.failures, one.last_error) == (True, 0, "")
    act(desk, "forwarding_act", one.pk, "pause")
    act(desk, "forwarding_edit", one.pk, **given)
    one.refresh_from_db()
    assert not one.is_active
    act(desk, "forwarding_act", one.pk, "resume")
    one.refresh_from_db()
    assert one.is_active


def test_trying_the_connection_names_the_destination_and_what_is_wrong(desk, other_store):
    one = make_destination(other_store.endpoint)
    assert "“Ministry”: There is no record store at this address" in act(
        desk, "forwarding_act", one.pk, "try"
    )
    Destination.objects.update(endpoint="http://127.0.0.1:9/xapi")
    assert "“Ministry”: Nothing answers at this address" in act(desk, "forwarding_act", one.pk, "try")


def test_refused_statements_are_let_be_and_taken_up_again(desk, administrator):
    first = make_parked()
    second = make_parked(destination=first.destination)
    found = act(desk, "forwarding_parked", first.pk, "settle")
    assert "1 statement stays here and is not sent to “Ministry”. You can still send it again." in found
    assert "1 statement that was let be" in found
    assert f"let be by {administrator.get_full_name()}" in found
    act(desk, "forwarding_parked_all", first.destination.pk, "settle")
    assert ParkedStatement.objects.let_be().count() == 2
    found = act(desk, "forwarding_parked_all", first.destination.pk, "recall")
    assert "2 statements are sent again." in found
    assert found.count("will be sent again") == 2
    second.refresh_from_db()
    assert (second.settled_at, second.settled_by, second.asked_at is not None) == (None, None, True)
    Destination.objects.update(is_active=False)
    again = act(desk, "forwarding_parked_all", first.destination.pk, "again")
    assert "2 statements are sent again when you resume sending." in again


def test_everything_since_a_moment_is_sent_again(desk, other_store):
    one = make_destination(other_store.endpoint)
    store_statements(3)
    forward(destination=one)
    moment = timezone.localtime() - timedelta(hours=1)
    posted = {"moment": moment.strftime("%Y-%m-%dT%H:%M")}
    assert "3 statements wait for “Ministry” now." in act(desk, "forwarding_again", one.pk, **posted)
    tomorrow = {"moment": (moment + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")}
    assert "This moment is still to come." in act(desk, "forwarding_again", one.pk, **tomorrow)


# The alarm


def alarm(person) -> str:
    response = client_of(person).get(reverse("wagtailadmin_home"))
    found = words(response)
    return found if "Forwarding needs somebody" in found else ""


def test_the_start_page_says_nothing_while_all_is_well(administrator):
    make_destination()
    store_statements(1)
    assert alarm(administrator) == ""


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"is_active": False, "failures": 1, "last_error": "HTTP 401"},
         "Ministry: Sending has stopped: The store does not accept the user name and the secret"),
        ({"failures": STALLED_AFTER, "last_error": "too-late"},
         "Ministry: It has failed again and again: The store did not answer in time"),
    ],
)  # fmt: skip
def test_the_start_page_tells_who_may_mend_it_that_something_stalls(
    administrator, lecturer, observer, values, told
):
    make_destination()
    Destination.objects.update(**values)
    assert told in alarm(administrator)
    assert alarm(lecturer) == alarm(observer) == ""


def test_the_start_page_tells_of_statements_that_wait_and_of_refused_ones(administrator):
    destination = make_destination()
    store_statements(1)
    Statement.objects.update(stored=timezone.now() - timedelta(minutes=31))
    assert "Ministry: Statements wait too long: is a worker running?" in alarm(administrator)
    Destination.objects.update(cursor=Statement.objects.get().pk)
    assert alarm(administrator) == ""
    make_parked(destination=destination)
    assert "Ministry: 1 statement was refused." in alarm(administrator)


def test_the_alarm_takes_one_query_however_many_destinations(django_assert_num_queries):
    for number in range(3):
        make_parked(destination=make_destination(name=str(number)))
    with django_assert_num_queries(1):
        assert [one.parked for one in troubled()] == [1, 1, 1]
