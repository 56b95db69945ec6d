"""The accounts that a list is compared with, read at once: their number does not grow with the rows of the list."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.db.models.functions import Lower

from cms.accounts.models import User
from cms.accounts.spelling import name_key
from courses.cohorts.letters import skeleton
from courses.cohorts.models import Cohort, Enrolment

_BATCH = 1_000
_COLUMNS = (
    "pk",
    "username",
    "name_native",
    "name_latin",
    "name_key",
    "born_on",
    "academy_id",
    "is_active",
    "is_superuser",
    "merged_into_id",
    "sex",
    "language",
    "country",
    "agency",
    "rank",
    "email",
    "superior__username",
)


@dataclass(frozen=True)
class Account:
    """What is known of one person, in the order of _COLUMNS."""

    pk: int
    number: str
    name: str
    latin: str
    key: str
    born_on: date | None
    academy: int | None
    is_active: bool
    is_superuser: bool
    merged_into: int | None
    sex: str
    language: str
    country: str
    unit: str
    rank: str
    email: str
    superior: str | None

    @cached_property
    def spellings(self) -> tuple[frozenset[str], ...]:
        return words(self.name), words(self.latin)

    def __str__(self):
        return f"{self.name} ({self.number})"


@dataclass
class Known:
    """Accounts by number in small letters; `own` are those of the academy, by pk. `enrolled`: pks, in the cohort."""

    academy: int
    numbers: dict[str, Account] = field(default_factory=dict)
    own: dict[int, Account] = field(default_factory=dict)
    enrolled: frozenset[int] = frozenset()
    # Accounts that took others over, whatever their academy, by pk.
    merged: dict[int, Account] = field(default_factory=dict)

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for account in self.own.values():
            if account.is_active and account.merged_into is None and not account.is_superuser:
                for word in account.key.split():
                    found.setdefault(word, []).append(account.pk)
        return found

    @cached_property
    def looks(self) -> dict[str, Account]:
        """The academy's accounts by how their numbers look."""
        return {skeleton(account.number): account for account in self.own.values()}

    def numbered(self, number: str) -> Account | None:
        return self.numbers.get(number.lower())

    def named(self, spellings: Iterable[frozenset[str]]) -> list[Account]:
        """Return the academy's people whose name is the same in any script or spelling."""
        spellings = tuple(spellings)
        shared: Counter[int] = Counter()
        for word in frozenset().union(*spellings):
            shared.update(self._by_word.get(word, ()))
        likely = (self.own[pk] for pk, count in shared.items() if count > 1)
        return sorted(
            (account for account in likely if agree(spellings, account.spellings)), key=lambda one: one.number
        )


def words(name: str) -> frozenset[str]:
    return frozenset(name_key(name).split())


def agree(some: Iterable[frozenset[str]], others: Iterable[frozenset[str]]) -> bool:
    """Tell whether two people have one name: the same words in any order; one may have a word more (the father's)."""
    others = tuple(others)
    return any(_agree(one, other) for one in some for other in others)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return (len(shorter) > 1 and shorter <= longer) or (bool(shorter) and shorter == longer)


def read_known(cohort: Cohort, numbers: Iterable[str]) -> Known:
    """Return the people of the cohort's academy, and whoever else has one of the service numbers."""
    known = Known(cohort.academy_id)
    own = User.objects.filter(academy_id=cohort.academy_id).values_list(*_COLUMNS)
    known.own = {row[0]: Account(*row) for row in own}
    wanted_numbers = sorted(set(numbers))
    for start in range(0, len(wanted_numbers), _BATCH):
        few = wanted_numbers[start : start + _BATCH]
        # In any letter case, as in signing in. LOWER of SQLite knows Latin letters only, hence also as typed.
        typed = {spelling for number in few for spelling in (number, number.lower(), number.upper())}
        wanted = Q(username__in=typed) | Q(lowered__in={number.lower() for number in few})
        rows = User.objects.annotate(lowered=Lower("username")).filter(wanted)
        for row in rows.values_list(*_COLUMNS):
            known.numbers[row[1].lower()] = Account(*row)
    known.numbers.update({account.number.lower(): account for account in known.own.values()})
    _follow_merged(known)
    known.enrolled = frozenset(
        Enrolment.objects.filter(cohort=cohort, withdrawn_at=None).values_list("user_id", flat=True)
    )
    return known


def _follow_merged(known: Known) -> None:
    """Read the accounts that took others over and are of another academy: they are rare and one query."""
    wanted = {one.merged_into for one in known.numbers.values() if one.merged_into} - set(known.own)
    rows = User.objects.filter(pk__in=wanted).values_list(*_COLUMNS) if wanted else ()
    known.merged = {row[0]: Account(*row) for row in rows} | known.own
