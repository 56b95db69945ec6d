"""Pages of statements by cursor: newest first, both ways, whatever arrives meanwhile."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.utils import timezone

from assessments.lrs.explorer.searching import Position, Search, find, position_of
from assessments.lrs.models import Statement
from assessments.lrs.statements import terms
from assessments.lrs.store import record
from tests.factories.assessments import statement

pytestmark = pytest.mark.django_db

VERBS = ["https://example.org/v/a", "https://example.org/v/b"]


def told(number, **fields):
    return statement(verb={"id": VERBS[number % 2]}, **fields)


@pytest.fixture
def rows():
    with transaction.atomic():
        return [row for number in range(11) for row in record(told(number))]


def verb_term(number):
    return [terms.term(terms.VERB, VERBS[number])]


def ids(page):
    return [row.pk for row in page.rows]


@pytest.mark.parametrize("wanted", [(), (verb_term(0),), (verb_term(0) + verb_term(1),)])
def test_pages_go_to_the_end_and_back_without_doubles_or_gaps(rows, wanted):
    expected = [
        row.pk for row in reversed(rows) if len(wanted) != 1 or len(wanted[0]) == 2 or row.verb == VERBS[0]
    ]
    pages = [find(Search(terms=wanted, limit=4))]
    while pages[-1].older:
        pages.append(find(Search(terms=wanted, limit=4, before=pages[-1].older)))
    assert [pk for page in pages for pk in ids(page)] == expected
    assert pages[0].newer is None
    for newer, older in pairwise(pages):
        back = find(Search(terms=wanted, limit=4, after=older.newer))
        assert ids(back) == ids(newer)
        assert bool(back.newer) == bool(newer.newer)


def test_a_page_stays_where_it_is_while_statements_arrive(rows):
    first = find(Search(limit=4))
    with transaction.atomic():
        record(told(0), told(1))
    assert ids(find(Search(limit=4, before=first.older))) == [row.pk for row in reversed(rows)][4:8]


def test_every_term_must_fit(rows):
    actor = [terms.term(terms.AGENT, "mbox mailto:nobody@example.org")]
    assert find(Search(terms=[verb_term(0), actor])).rows == []
    client = [terms.term(terms.CLIENT, "panah")]
    assert len(find(Search(terms=[client, verb_term(1)])).rows) == 5


def test_what_is_voided_is_shown_only_when_asked_for(rows):
    Statement.objects.filter(pk=rows[0].pk).update(voided=True)
    for wanted in ((), (verb_term(0),)):
        assert rows[0].pk not in ids(find(Search(terms=wanted)))
        assert rows[0].pk in ids(find(Search(terms=wanted, with_voided=True)))


@pytest.mark.parametrize("wanted", [(), (verb_term(0),)])
def test_moments_bound_a_page(rows, wanted):
    middle = rows[4].stored
    after = ids(find(Search(terms=wanted, since=middle)))
    before = ids(find(Search(terms=wanted, until=middle)))
    assert rows[4].pk in after
    assert rows[4].pk not in before
    assert len(after) + len(before) == len(ids(find(Search(terms=wanted))))
    assert find(Search(terms=wanted, since=timezone.now() + timedelta(hours=1))).rows == []


@pytest.mark.parametrize("text", ["", "x", "1", "1.2.3", "-1.2", "1.x", f"{'9' * 20}.1", "١.٢"])
def test_a_broken_cursor_is_none(text):
    assert Position.read(text) is None


def test_a_cursor_says_where_a_statement_stands(rows):
    position = position_of(rows[3])
    assert Position.read(str(position)) == position
    assert find(Search(before=Position.read("99999999999999999.99999999999999999"))).rows


def test_a_filter_reads_one_range_of_the_index_without_sorting(rows, django_assert_num_queries):
    client = [terms.term(terms.CLIENT, "panah")]
    # One for each term, to begin with the rarer; then the range and its statements.
    with django_assert_num_queries(4) as captured:
        find(Search(terms=[verb_term(0), client], with_voided=True, before=position_of(rows[5])))
    query = captured.captured_queries[2]["sql"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "TEMP B-TREE" not in plan
        assert "(term=? AND stored_us" in plan


def test_a_search_begins_with_what_fits_the_fewest(rows, django_assert_num_queries):
    common, rare = [terms.term(terms.CLIENT, "panah")], verb_term(1)
    with django_assert_num_queries(4) as captured:
        assert len(find(Search(terms=[common, rare])).rows) == 5
    # Before the look-up of the other; psycopg sets a space before a number below zero.
    outer = captured.captured_queries[2]["sql"].partition('U0."term"')[0]
    assert f'"term" = {rare[0]}' in outer.replace("=  -", "= -")
