"""A page of statements: filters, order, cursors and restrictions (xAPI 1.0.3 part 3, 2.1.3)."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from assessments.lrs.models import Statement, StatementTerm
from assessments.lrs.statements import terms
from assessments.lrs.statements.errors import BadQuery
from assessments.lrs.statements.reading import finding
from assessments.lrs.store import find_one, find_page, read_query, receive
from assessments.xapi import vocabulary
from assessments.xapi.reading import read_json, write_json
from tests.factories.assessments import statement

pytestmark = pytest.mark.django_db


@dataclass
class Sender:
    key: str = "sender"


SENDER = Sender()
ANNA = {"mbox": "mailto:anna@example.org"}
BORIS = {"mbox": "mailto:boris@example.org"}
COURSE = "https://example.org/course"


def send(*made, client=SENDER):
    receive(statements=list(made), client=client)
    return [one["id"] for one in made]


def asked(largest=500, **parameters):
    told = {
        name: value if isinstance(value, str) else write_json(value) for name, value in parameters.items()
    }
    return read_query(QueryDict(urlencode(told)), largest=largest)


def ids(page):
    return [read_json(text)["id"] for text in page.texts]


def found(*, restriction=(), **parameters):
    return ids(find_page(asked(**parameters), restriction=restriction))


def referring_to(statement_id, **fields):
    return statement(object={"objectType": "StatementRef", "id": statement_id}, **fields)


def voiding(statement_id, **fields):
    return referring_to(statement_id, verb={"id": vocabulary.VOIDED.iri}, **fields)


class TestFilters:
    def test_an_agent_is_found_as_actor_object_and_member(self):
        [acting] = send(statement(actor=ANNA))
        [met] = send(statement(object={"objectType": "Agent", **ANNA}))
        [grouped] = send(statement(actor={"objectType": "Group", "member": [ANNA, BORIS]}))
        send(statement(actor=BORIS), statement(context={"instructor": ANNA}))
        assert found(agent=ANNA) == [grouped, met, acting]

    def test_a_related_agent_is_found_wherever_it_stands(self):
        told = send(
            statement(actor=ANNA),
            statement(context={"instructor": ANNA}),
            statement(context={"team": {"objectType": "Group", "member": [ANNA]}}),
            statement(
                object={
                    "objectType": "SubStatement",
                    "actor": ANNA,
                    "verb": {"id": COURSE},
                    "object": BORIS | {"objectType": "Agent"},
                }
            ),
        )
        send(statement(actor=BORIS))
        assert found(agent=ANNA, related_agents="true") == told[::-1]
        assert found(agent=ANNA, related_agents="true", ascending="true") == told

    def test_related_activities_stand_in_the_context_and_the_sub_statement(self):
        told = send(
            statement(object={"id": COURSE}),
            statement(context={"contextActivities": {"parent": {"id": COURSE}}}),
            statement(context={"contextActivities": {"category": [{"id": COURSE}]}}),
            statement(
                object={
                    "objectType": "SubStatement",
                    "actor": ANNA,
                    "verb": {"id": "https://example.org/v"},
                    "object": {"id": COURSE},
                }
            ),
        )
        send(statement())
        assert found(activity=COURSE, related_activities="true") == told[::-1]
        assert found(activity=COURSE) == told[:1]

    def test_two_ranges_of_a_related_filter_are_paged_without_doubles_or_gaps(self):
        told = []
        for number in range(14):
            fields = {"actor": ANNA} if number % 3 else {"context": {"instructor": ANNA}}
            told += send(statement(**fields))
        assert pages(agent=ANNA, related_agents="true", limit="3") == told[::-1]
        assert pages(agent=ANNA, related_agents="true", limit="3", ascending="true") == told

    def test_filters_are_joined_by_and_whichever_fits_fewer(self):
        registration = str(uuid4())
        both = send(statement(actor=ANNA, context={"registration": registration}))
        send(statement(actor=ANNA), *(statement(context={"registration": registration}) for _ in range(5)))
        assert found(agent=ANNA, registration=registration.upper()) == both
        assert found(agent=BORIS, registration=registration) == []

    def test_since_is_after_and_until_includes(self):
        first, second, third = (send(statement())[0] for _ in range(3))
        moment = read_json(find_one(asked(statementId=second)).text)["stored"]
        verb = statement()["verb"]["id"]
        for filters in ({}, {"verb": verb}):
            assert found(since=moment, **filters) == [third]
            assert found(until=moment, **filters) == [second, first]

    @pytest.mark.parametrize("limit", ["0", "999"])
    def test_no_page_is_larger_than_the_store_gives(self, limit):
        send(*(statement() for _ in range(4)))
        page = find_page(asked(limit=limit, largest=3))
        assert len(page.found) == 3
        assert page.more

    @pytest.mark.parametrize(
        ("name", "value"),
        [("format", "Exact"), ("related_agents", "yes"), ("attachments", "1"), ("cursor", "5"), ("x", "y")],
    )
    def test_a_parameter_that_is_none_is_named(self, name, value):
        with pytest.raises(BadQuery) as caught:
            asked(**{name: value})
        assert caught.value.parameter == name


def pages(**parameters):
    told, more = (
        [],
        urlencode(
            {
                name: value if isinstance(value, str) else write_json(value)
                for name, value in parameters.items()
            }
        ),
    )
    while more:
        page = find_page(read_query(QueryDict(more)))
        told += ids(page)
        more = page.more
    return told


class TestMore:
    def test_a_batch_stored_in_one_moment_is_paged_whole(self):
        told = send(*(statement(actor=ANNA) for _ in range(7)))
        for filters in ({}, {"agent": ANNA}):
            assert pages(limit="2", **filters) == told[::-1]
            assert pages(limit="2", ascending="true", **filters) == told

    def test_what_arrives_meanwhile_neither_doubles_nor_hides(self):
        told = send(*(statement(actor=ANNA) for _ in range(4)))
        first = find_page(asked(agent=ANNA, limit="2"))
        send(statement(actor=ANNA), statement(actor=ANNA))
        second = find_page(read_query(QueryDict(first.more)))
        assert ids(first) + ids(second) == told[::-1]
        assert second.more == ""

    def test_all_parameters_are_carried_on(self):
        send(*(statement(actor=ANNA) for _ in range(3)))
        query = asked(agent=ANNA, limit="1", format="ids", attachments="true", related_agents="true")
        after = read_query(QueryDict(find_page(query).more))
        assert (after.format, after.has_attachments, after.filters) == ("ids", True, query.filters)


class TestVoidedAndReferring:
    def test_a_voided_statement_is_found_by_voided_statement_id_alone(self):
        [told] = send(statement(actor=ANNA))
        [voider] = send(voiding(told, actor=BORIS))
        assert find_one(asked(statementId=told)) is None
        assert read_json(find_one(asked(voidedStatementId=told)).text)["id"] == told
        assert find_one(asked(voidedStatementId=voider)) is None
        assert found() == [voider]

    def test_what_points_at_a_voided_statement_is_still_found_by_its_filters(self):
        [told] = send(statement(actor=ANNA))
        [note] = send(referring_to(told, actor=BORIS))
        [voider] = send(voiding(told, actor=BORIS))
        assert found(agent=ANNA) == [voider, note]

    def test_voided_before_it_arrived(self):
        late = statement(actor=ANNA)
        [voider] = send(voiding(late["id"], actor=BORIS))
        send(late)
        assert find_one(asked(statementId=late["id"])) is None
        assert found(agent=ANNA) == [voider]

    def test_a_voiding_statement_is_not_voided_in_either_order(self):
        first = voiding(str(uuid4()))
        send(first)
        send(voiding(first["id"]))
        late = voiding(str(uuid4()))
        send(voiding(late["id"]))
        send(late)
        assert not Statement.objects.filter(voided=True).exists()

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0), (2, 0, 1)])
    def test_a_chain_is_found_by_its_end_whichever_came_first(self, order):
        end = statement(actor=ANNA, context={"registration": str(uuid4())})
        middle = referring_to(end["id"], actor=BORIS)
        chain = [end, middle, referring_to(middle["id"])]
        for number in order:
            send(chain[number])
        assert set(found(agent=ANNA)) == {one["id"] for one in chain}
        assert set(found(agent=BORIS)) == {one["id"] for one in chain[1:]}
        assert set(found(registration=end["context"]["registration"])) == {one["id"] for one in chain}

    def test_a_chain_in_one_batch_is_found_by_its_end(self):
        end = statement(actor=ANNA)
        middle = referring_to(end["id"])
        told = send(referring_to(middle["id"]), middle, end)
        assert found(agent=ANNA) == told[::-1]

    def test_a_circle_ends(self):
        first, second = str(uuid4()), str(uuid4())
        send(referring_to(second, id=first, actor=ANNA))
        send(referring_to(first, id=second, actor=BORIS))
        itself = str(uuid4())
        send(referring_to(itself, id=itself))
        assert found(agent=ANNA) == found(agent=BORIS) == [second, first]


class TestRestrictions:
    def test_mine_are_those_of_the_client_and_not_what_points_at_them(self):
        mine, other = Sender("mine"), Sender("other")
        told = send(statement(actor=ANNA), client=mine)
        theirs = send(referring_to(told[0]), client=other)
        restriction = (terms.of_client("mine"),)
        assert found(restriction=restriction) == found(agent=ANNA, restriction=restriction) == told
        assert find_one(asked(statementId=told[0]), restriction=restriction)
        assert find_one(asked(statementId=theirs[0]), restriction=restriction) is None

    def test_a_launch_sees_its_actor_under_its_registration(self):
        registration = str(uuid4())
        told = send(statement(actor=ANNA, context={"registration": registration}))
        send(statement(actor=ANNA), statement(actor=BORIS, context={"registration": registration}))
        send(referring_to(told[0], actor=BORIS))
        assert found(restriction=(terms.of_launch(ANNA, registration.upper()),)) == told


QUERIES = [
    {},
    {"since": "2020-01-01T00:00:00Z", "until": "2100-01-01T00:00:00Z"},
    {"verb": statement()["verb"]["id"]},
    {"agent": ANNA},
    {"agent": ANNA, "related_agents": "true"},
    {"activity": COURSE},
    {"activity": COURSE, "related_activities": "true"},
    {"registration": str(uuid4())},
    {"agent": ANNA, "verb": statement()["verb"]["id"], "activity": COURSE, "related_activities": "true"},
    {"agent": ANNA, "since": "2020-01-01T00:00:00Z", "cursor": "1795404988211028.7"},
    {"cursor": "1795404988211028.7"},
]


@pytest.mark.parametrize("ascending", ["true", "false"])
@pytest.mark.parametrize("parameters", QUERIES)
@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_no_filter_scans_or_sorts(parameters, ascending):
    send(*(statement(actor=ANNA, object={"id": COURSE}) for _ in range(3)))
    with CaptureQueriesContext(connection) as captured:
        find_page(
            asked(**parameters, ascending=ascending),
            restriction=(terms.of_client("sender"),) * bool(parameters),
        )
    assert captured.captured_queries
    for query in captured.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"].replace("%", "%%"))
            plan = "\n".join(row[3] for row in cursor.fetchall())
        assert not re.search(
            r"TEMP B-TREE|SCAN (?!CONSTANT ROW|few|assessments_statement USING INDEX statement_by_stored)",
            plan,
        ), plan


def test_the_table_of_terms_has_each_term_of_a_statement_once():
    send(
        statement(
            actor=ANNA, context={"instructor": ANNA, "contextActivities": {"parent": [{"id": COURSE}] * 2}}
        )
    )
    assert StatementTerm.objects.count() == len(set(StatementTerm.objects.values_list("term", flat=True)))


@pytest.mark.parametrize("ascending", ["true", "false"])
@pytest.mark.parametrize("few", [1, 3, 1000])
def test_what_is_found_in_two_ranges_is_the_same_however_far_the_first_look_reaches(
    monkeypatch, few, ascending
):
    """Of a scenario one range holds what is about it, the other what is about its scenes."""
    monkeypatch.setattr(finding, "_FEW", few)
    inside = {"contextActivities": {"parent": [{"id": COURSE}]}}
    answered, passed = {"id": "https://example.org/answered"}, {"id": "https://example.org/passed"}
    kinds = [
        {"object": {"id": COURSE}, "verb": passed},
        {"context": inside, "verb": answered},
        {"verb": answered},
        {"context": inside, "verb": passed},
        {"object": {"id": COURSE}, "verb": answered},
    ]
    told = [(number * number) % 5 for number in range(7)] + [0] * 4 + [1] * 4 + [3, 2, 4, 0, 0]
    sent = [send(statement(**kinds[kind]))[0] for kind in told]
    expected = [one for one, kind in zip(sent, told, strict=True) if kind in (1, 4)]
    if ascending == "false":
        expected.reverse()
    parameters = {"verb": answered["id"], "activity": COURSE, "related_activities": "true"}
    for limit in (1, 2, 3, 5, 50):
        seen, more = [], urlencode({**parameters, "ascending": ascending, "limit": limit})
        while more:
            page = find_page(read_query(QueryDict(more), largest=500))
            seen += ids(page)
            more = page.more.partition("?")[2] if "?" in page.more else page.more
        assert seen == expected
