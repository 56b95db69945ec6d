from datetime import date, timedelta

import pytest
from django.utils import timezone

from certificates.cascade.numbers import OnwardNumbers, onward_numbers
from certificates.models import OnwardGroup
from cms.accounts import roles
from tests.factories.academies import make_academy
from tests.factories.onward import make_group
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(lecturer):
    """Three groups of two trainers in two countries; a fourth was withdrawn."""
    other = make_person(
        username="l-9", role=roles.LECTURER, academy=make_academy("Academy of the south", country="TJ")
    )
    make_group(trainer=lecturer)
    make_group(trainer=lecturer, starts_on=date(2026, 6, 29), ends_on=date(2026, 7, 1), women=1, hours="2.5")
    make_group(trainer=other, country="TJ", language="tg", women=0, men=5, others=0)
    make_group(trainer=other, country="TJ", withdrawn_at=timezone.now())
    return OnwardGroup.objects.all()


def test_numbers_are_told_apart_by_country_academy_language_and_month(groups, lecturer):
    told = onward_numbers(groups)
    assert [(cell.country, cell.language, cell.month, cell.people) for cell in told] == [
        ("KZ", "ru", date(2026, 6, 1), 11),
        ("KZ", "ru", date(2026, 7, 1), 8),
        ("TJ", "tg", date(2026, 6, 1), 5),
    ]
    assert told[0].academy == lecturer.academy_id
    assert (told[1].women, told[1].men, told[1].others, told[1].hours) == (1, 6, 1, 2.5)


def test_a_group_counts_in_the_month_in_which_it_ended(groups):
    assert [(cell.month, cell.groups) for cell in onward_numbers(groups, by=("month",))] == [
        (date(2026, 6, 1), 2),
        (date(2026, 7, 1), 1),
    ]


def test_a_trainer_of_two_groups_in_one_country_is_counted_once(groups):
    told = onward_numbers(groups, by=("country",))
    assert told == [
        OnwardNumbers(country="KZ", groups=2, trainers=1, hours=10.5, women=5, men=12, others=2),
        OnwardNumbers(country="TJ", groups=1, trainers=1, hours=8, women=0, men=5, others=0),
    ]


def test_without_a_split_there_is_one_row_for_all_and_none_for_nothing(groups):
    assert [(cell.groups, cell.trainers, cell.people) for cell in onward_numbers(groups, by=())] == [
        (3, 2, 24)
    ]
    assert onward_numbers(groups.none(), by=()) == []


def test_a_withdrawn_group_counts_nowhere(groups):
    withdrawn = groups.exclude(withdrawn_at=None)
    assert withdrawn.count() == 1
    assert onward_numbers(withdrawn) == []


def test_a_split_there_is_not_is_refused(groups):
    with pytest.raises(KeyError):
        onward_numbers(groups, by=("name",))


def test_one_query_for_any_number_of_groups(groups, lecturer, django_assert_num_queries):
    for number in range(20):
        make_group(trainer=lecturer, ends_on=date(2026, 6, 2) + timedelta(days=30 * number))
    with django_assert_num_queries(1):
        onward_numbers(groups)
