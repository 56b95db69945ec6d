"""People who may have two accounts: the same spellings of the name at the same academy."""

from collections import defaultdict
from dataclasses import dataclass

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
    """Return groups of people (a queryset) with one name at one academy, in any order of its words, the likeliest
    first. Two queries, whatever their number."""
    open_ones = people.filter(is_active=True, is_superuser=False, merged_into=None).exclude(name_key="")
    groups = defaultdict(list)
    rows = open_ones.order_by("name_key", "date_joined", "pk").values_list("pk", "academy_id", "name_key")
    for pk, academy, key in rows:
        groups[academy, frozenset(key.split())].append(pk)
    several = [pks for pks in groups.values() if len(pks) > 1][:MOST_GROUPS]
    found = open_ones.in_bulk([pk for pks in several for pk in pks])
    doubles = [Double(tuple(found[pk] for pk in pks)) for pks in several]
    return sorted(doubles, key=lambda one: one.differ)
