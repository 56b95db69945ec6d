"""The benchmark of record stores finds right answers right, and tells of wrong ones."""

import pytest

from assessments.lrs.clients.granting import grant_key
from assessments.lrs.models import Statement
from assessments.lrs.store import receive
from benchmarks.store.__main__ import main
from benchmarks.store.statements import facts_of, numbers_of_learner, numbers_of_try, statement

KEPT = 160
TINY = ("--limit", "2", "--seconds", "0.02", "--turns", "1", "--connections", "2")


@pytest.fixture
def store(live_server):
    key, secret = grant_key(name="bench", scopes=["all"])
    receive(statements=[statement(number) for number in range(KEPT)], client=key)
    return f"panah={live_server.url.replace('://', f'://{key.key}:{secret}@')}/xapi"


@pytest.mark.django_db(transaction=True)
def test_right_answers_are_measured_and_missing_ones_told(store, capsys):
    assert main([store, "--statements", str(KEPT), *TINY]) == 0
    told = capsys.readouterr().out
    assert "!" not in told
    assert (told.count(" requests/s"), told.count(" statements/s")) == (8, 2)
    assert Statement.objects.count() > KEPT

    Statement.objects.filter(verb__endswith="/answered").delete()
    assert main([store, "--statements", str(KEPT), "--only", "by verb", *TINY]) == 1
    assert "0 statements in the answer, at least 2 expected" in capsys.readouterr().out


def test_numbers_tell_whose_statements_they_are_and_of_which_try():
    facts = [facts_of(number) for number in range(2000)]
    assert numbers_of_learner(7, 2000) == [n for n, one in enumerate(facts) if one.learner == 7]
    assert list(numbers_of_try(9)) == [n for n, one in enumerate(facts) if one.attempt == 9]
