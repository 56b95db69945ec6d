"""Which statements of a batch arrive, are parked, or stay for the next time; by table."""

from uuid import UUID

import pytest

from assessments.lrs.forwarding.sending.client import Answer
from assessments.lrs.forwarding.sending.delivering import deliver
from assessments.lrs.forwarding.sending.parcels import Parcel


def parcel(number):
    return Parcel(number, UUID(int=number), "{}")


class Story:
    """A store that answers some statements with a status, whatever batch they stand in."""

    def __init__(self, answers, largest=1000):
        self.answers, self.largest, self.requests = answers, largest, []

    def post(self, parcels):
        rows = [one.row for one in parcels]
        self.requests.append(rows)
        if len(rows) > self.largest:
            return Answer(413)
        return Answer(next((self.answers[row] for row in rows if row in self.answers), 200))


@pytest.mark.parametrize(
    ("answers", "taken", "refused", "ended_by"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7, 8], [], None),
        ({3: 400}, [1, 2, 4, 5, 6, 7, 8], [3], None),
        ({1: 409, 8: 409}, [2, 3, 4, 5, 6, 7], [1, 8], None),
        ({4: 413, 5: 400}, [1, 2, 3, 6, 7, 8], [4, 5], None),
        (dict.fromkeys(range(1, 9), 409), [], [1, 2, 3, 4, 5, 6, 7, 8], None),
        ({5: 503}, [], [], 503),
        ({2: 400, 5: 503}, [1, 3, 4], [2], 503),
        ({1: 401}, [], [], 401),
        ({1: 302}, [], [], 302),
    ],
)
def test_a_refused_batch_is_halved_until_the_culprit_stands_alone(answers, taken, refused, ended_by):
    story = Story(answers)
    found = deliver([parcel(n) for n in range(1, 9)], post=story.post, is_there=lambda one: False)
    assert [one.row for one in found.taken] == taken
    assert [one.parcel.row for one in found.refused] == refused
    assert (found.ended_by.status if found.ended_by else None) == ended_by


def test_one_culprit_in_fifty_costs_a_dozen_requests_and_order_is_kept():
    story = Story({37: 400})
    found = deliver([parcel(n) for n in range(1, 51)], post=story.post, is_there=lambda one: False)
    assert len(story.requests) <= 13
    assert [one.row for one in found.taken] == [n for n in range(1, 51) if n != 37]


def test_too_large_is_answered_with_smaller_batches_and_nothing_is_parked():
    story = Story({}, largest=3)
    found = deliver([parcel(n) for n in range(1, 9)], post=story.post, is_there=lambda one: False)
    assert [one.row for one in found.taken] == list(range(1, 9))
    assert found.refused == []
    assert found.smaller == 2


def test_a_conflict_with_the_same_statement_is_none():
    story = Story({2: 409, 3: 409})
    found = deliver([parcel(n) for n in (1, 2, 3)], post=story.post, is_there=lambda one: one.row == 2)
    assert [one.row for one in found.taken] == [1, 2]
    assert [one.parcel.row for one in found.refused] == [3]


@pytest.mark.parametrize(
    ("count", "answers", "everything"),
    [
        (20, dict.fromkeys(range(1, 21), 400), True),
        (20, dict.fromkeys(range(1, 20), 400), False),
        (20, dict.fromkeys(range(1, 21), 409), False),
        (5, dict.fromkeys(range(1, 6), 400), False),
    ],
)
def test_a_store_that_refuses_everything_is_told_from_bad_statements(count, answers, everything):
    found = deliver(
        [parcel(n) for n in range(1, count + 1)], post=Story(answers).post, is_there=lambda one: False
    )
    assert found.refuses_everything is everything
