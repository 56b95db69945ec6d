"""Solar Hijri dates beside Gregorian ones."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from cms.formats.solar_hijri import (
    FIRST_YEAR,
    LAST_YEAR,
    SolarDate,
    first_day,
    is_leap,
    to_gregorian,
    to_solar,
)
from cms.templatetags.dates import day

KNOWN = [
    ((1304, 1, 11), date(1925, 3, 31)),  # the law that made it the calendar of Iran
    ((1352, 4, 26), date(1973, 7, 17)),
    ((1357, 2, 7), date(1978, 4, 27)),
    ((1357, 11, 22), date(1979, 2, 11)),
    ((1370, 1, 1), date(1991, 3, 21)),
    ((1371, 2, 8), date(1992, 4, 28)),
    ((1375, 1, 1), date(1996, 3, 20)),
    ((1395, 1, 1), date(2016, 3, 20)),
    ((1399, 12, 30), date(2021, 3, 20)),  # the last day of a leap year
    ((1400, 1, 1), date(2021, 3, 21)),
    ((1400, 5, 24), date(2021, 8, 15)),
    ((1402, 12, 29), date(2024, 3, 19)),
    ((1403, 1, 1), date(2024, 3, 20)),
    ((1403, 12, 30), date(2025, 3, 20)),
    ((1404, 1, 1), date(2025, 3, 21)),
    ((1404, 6, 31), date(2025, 9, 22)),
    ((1404, 7, 1), date(2025, 9, 23)),
    ((1405, 9, 8), date(2026, 11, 29)),
]
LEAP_YEARS = [1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412]


@pytest.mark.parametrize(("solar", "gregorian"), KNOWN)
def test_known_days_are_the_same_in_both_calendars(solar, gregorian):
    assert to_solar(gregorian) == SolarDate(*solar)
    assert to_gregorian(SolarDate(*solar)) == gregorian


def test_leap_years_are_those_of_the_calendar():
    assert [year for year in range(1354, 1413) if is_leap(year)] == LEAP_YEARS


@given(st.dates(first_day(FIRST_YEAR), first_day(LAST_YEAR) + timedelta(days=364)))
def test_there_and_back_gives_the_same_day_and_the_next_day_follows(gregorian):
    solar = to_solar(gregorian)
    assert to_gregorian(solar) == gregorian
    if gregorian < first_day(LAST_YEAR):
        after = to_solar(gregorian + timedelta(days=1))
        assert (after.year, after.month, after.day) > (solar.year, solar.month, solar.day)


@pytest.mark.parametrize(
    "solar", [(1404, 12, 30), (1404, 13, 1), (1404, 0, 1), (1404, 7, 31), (1404, 1, 0), (1, 1, 1)]
)
def test_a_day_that_is_not_in_the_calendar_is_refused(solar):
    with pytest.raises(ValueError, match=r"\d"):
        to_gregorian(SolarDate(*solar))


def test_only_dari_readers_see_both_calendars():
    with translation.override("fa-af"):
        assert day(date(2026, 11, 29)) == "8 قوس 1405 (29.11.2026)"
        assert day(date(1700, 1, 1)) == "01.01.1700"
        assert day(None) == day("") == ""
    for language in ("en", "ru", "kk", "ky", "tg", "tk", "uz"):
        with translation.override(language):
            assert day(date(2026, 11, 29)) == "29.11.2026"


def test_a_moment_is_the_day_it_is_in_the_zone_of_the_site():
    with translation.override("fa-af"):
        moment = datetime(2025, 3, 20, 20, 0, tzinfo=timezone.get_fixed_timezone(0))
        assert day(moment) == "1 حمل 1404 (21.03.2025)"
