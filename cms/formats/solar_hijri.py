"""The calendar of Afghanistan: Solar Hijri years with the names of the zodiac. Pure.

A year has six months of 31 days, five of 30 and a last one of 29, in a leap year 30. Leap years follow the cycle of 33
years, which agrees with the observed equinox from 1244 to 1502 (1865 to 2123); other years are refused.
"""

from dataclasses import dataclass
from datetime import date, timedelta

# The names in Dari, the first month begins at the equinox of March.
MONTHS = ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت")
FIRST_YEAR, LAST_YEAR = 1244, 1502
_LEAP = {1, 5, 9, 13, 17, 22, 26, 30}
_CYCLE = 33
# The first day of the year 1403.
_ANCHOR_YEAR, _ANCHOR = 1403, date(2024, 3, 20)


@dataclass(frozen=True)
class SolarDate:
    year: int
    month: int
    day: int

    def __str__(self):
        return f"{self.day} {MONTHS[self.month - 1]} {self.year}"


def is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP


def to_solar(day: date) -> SolarDate:
    """Return a Gregorian day in the calendar of Afghanistan. Raises ValueError outside of the years that are known."""
    year = day.year - (_ANCHOR.year - _ANCHOR_YEAR)
    if year > LAST_YEAR or day < first_day(year):
        year -= 1
    passed = (day - first_day(year)).days
    month, left = (passed // 31, passed % 31) if passed < 6 * 31 else divmod(passed - 6, 30)
    return SolarDate(year, month + 1, left + 1)


def to_gregorian(solar: SolarDate) -> date:
    """Return the Gregorian day of a date. Raises ValueError for a month or day that is not in that year."""
    if not (1 <= solar.month <= len(MONTHS) and 1 <= solar.day <= _days_in(solar)):
        raise ValueError(str((solar.year, solar.month, solar.day)))
    before = 30 * (solar.month - 1) + min(solar.month - 1, 6)
    return first_day(solar.year) + timedelta(days=before + solar.day - 1)


def first_day(year: int) -> date:
    """Return the Gregorian day on which a year begins."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    between = range(min(year, _ANCHOR_YEAR), max(year, _ANCHOR_YEAR))
    days = 365 * len(between) + sum(map(is_leap, between))
    return _ANCHOR + timedelta(days=days if year >= _ANCHOR_YEAR else -days)


def _days_in(solar: SolarDate) -> int:
    if solar.month <= 6:
        return 31
    return 30 if solar.month < len(MONTHS) or is_leap(solar.year) else 29
