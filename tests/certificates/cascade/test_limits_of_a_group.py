from datetime import date
from decimal import Decimal

import pytest

from certificates.cascade import limits

TODAY = date(2026, 6, 30)


def problems(starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 2), hours="8", people=10):
    return limits.problems(
        starts_on=starts_on, ends_on=ends_on, hours=Decimal(hours), people=people, today=TODAY
    )


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"ends_on": TODAY}, []),
        ({"people": 1}, []),
        ({"people": 500}, []),
        ({"people": 0}, [("women", limits.NOBODY)]),
        ({"people": 501}, [("women", limits.TOO_MANY)]),
        ({"ends_on": date(2026, 5, 31)}, [("ends_on", limits.BACKWARDS)]),
        ({"ends_on": date(2026, 7, 1)}, [("ends_on", limits.NOT_YET)]),
        ({"starts_on": date(2027, 1, 1), "ends_on": date(2027, 1, 2)}, [("ends_on", limits.NOT_YET)]),
        ({"hours": "24"}, []),
        ({"hours": "24.5"}, [("hours", limits.TOO_LONG)]),
        (
            {"ends_on": date(2026, 7, 1), "people": 0},
            [("ends_on", limits.NOT_YET), ("women", limits.NOBODY)],
        ),
    ],
)
def test_what_cannot_be_true_of_a_group_is_named_with_its_field(changes, found):
    assert problems(**changes) == found


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Хоргос", " хоргос ", True),
        ("Khorgos  post", "khorgos post", True),
        ("Khorgos", "Dostuk", False),
        ("", "", True),
    ],
)
def test_places_are_alike_apart_from_letter_case_and_spaces(one, other, alike):
    assert limits.same_place(one, other) is alike
