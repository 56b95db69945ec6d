"""What can be true of a group that was trained. Pure: no clock, no database."""

from datetime import date, timedelta
from decimal import Decimal

MOST_PEOPLE = 500
HOURS_A_DAY = 12
# Afterwards an entry stands in reports; it can still be withdrawn.
EDITABLE = timedelta(days=30)

NOBODY, TOO_MANY, NOT_YET, BACKWARDS, TOO_LONG = "nobody", "too many", "not yet", "backwards", "too long"


def problems(
    *, starts_on: date, ends_on: date, hours: Decimal, people: int, today: date
) -> list[tuple[str, str]]:
    """Return [(field, what is wrong)], empty for a group that can be true."""
    found = []
    if ends_on < starts_on:
        found.append(("ends_on", BACKWARDS))
    elif ends_on > today:
        found.append(("ends_on", NOT_YET))
    elif hours > HOURS_A_DAY * ((ends_on - starts_on).days + 1):
        found.append(("hours", TOO_LONG))
    if people == 0:
        found.append(("women", NOBODY))
    elif people > MOST_PEOPLE:
        found.append(("women", TOO_MANY))
    return found


def same_place(one: str, other: str) -> bool:
    """Return whether two places are written alike, apart from letter case and spaces."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
