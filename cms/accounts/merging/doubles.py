"""People who may have two accounts: the same spellings of the name at the same academy."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count

from cms.accounts.models import User

MOST_GROUPS = 50


@dataclass(frozen=True)
class Double:
    """Accounts with one name; `differ` says that two of them have different dates of birth: namesakes, then."""

    people: tuple[User, ...]

    @property
    def differ(self) -> bool:
        return len({person.born_on for person in self.people if person.born_on}) > 1


def doubles_among(people) -> list[Double]:
    """Return groups of people (a queryset) with one name at one academy, the likeliest first. Two queries."""
    open_ones = people.filter(is_active=True, is_superuser=False, merged_into=None).exclude(name_key="")
    named = open_ones.order_by().values("academy_id", "name_key").annotate(count=Count("pk"))
    keys = [row["name_key"] for row in named.filter(count__gt=1).order_by("name_key")[:MOST_GROUPS]]
    rows = open_ones.filter(name_key__in=keys).order_by("name_key", "academy_id", "date_joined", "pk")
    groups = groupby(rows, key=lambda person: (person.name_key, person.academy_id))
    found = [Double(tuple(group)) for _key, group in groups]
    return sorted((one for one in found if len(one.people) > 1), key=lambda one: one.differ)
