"""Clients that write the same things in one moment, each in an order of its own: each is answered, none with a 500."""

import json
from functools import partial

import pytest
from django.db import connection

from assessments.lrs.models import Statement
from tests.assessments.lrs.fuzzing.wire import JSON, Sent, send
from tests.factories.assessments import statement
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(authorization):
    told = {"Authorization": authorization, "X-Experience-API-Version": "1.0.3", "Content-Type": JSON}

    def post(made):
        answer = send(Sent("POST", "/xapi/statements", b"", told, json.dumps(made).encode()))
        return answer.status, answer.body

    return post


@pytest.fixture
def _slow_rows():
    """Let every row take its time, so that batches meet half-way. SQLite has one writer at a time."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION slow_row() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN PERFORM pg_sleep(0.002); RETURN NEW; END';"
            f"CREATE TRIGGER slow_row BEFORE INSERT ON {Statement._meta.db_table}"
            " FOR EACH ROW EXECUTE FUNCTION slow_row()"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION slow_row CASCADE")


@pytest.mark.usefixtures("_slow_rows")
def test_one_batch_forward_and_backward(post):
    made = [statement() for _number in range(100)]
    answers = at_once(*(partial(post, sent) for sent in (made, made[::-1]) * 2))
    assert [status for status, _body in answers] == [200] * 4
    assert Statement.objects.count() == len(made)


def test_the_same_statements_voided_in_two_orders(post):
    made = [statement() for _number in range(100)]
    assert post(made)[0] == 200

    def voiding(targets):
        verb = {"id": "http://adlnet.gov/expapi/verbs/voided"}
        return [
            statement(verb=verb, object={"objectType": "StatementRef", "id": one["id"]}) for one in targets
        ]

    answers = at_once(*(partial(post, voiding(some)) for some in (made, made[::-1]) * 3))
    assert [status for status, _body in answers] == [200] * 6
    assert Statement.objects.filter(voided=True).count() == len(made)


def test_activities_told_of_in_two_orders(post):
    held = [
        {"id": f"https://example.org/{number}", "definition": {"name": {"en": "A"}}} for number in range(300)
    ]

    def telling(activities):
        return statement(context={"contextActivities": {"other": activities}})

    answers = at_once(*(partial(post, telling(some)) for some in (held, held[::-1]) * 3))
    assert [status for status, _body in answers] == [200] * 6
