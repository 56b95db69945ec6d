"""A date of birth as people write it, or why it cannot be told. Pure: today is given."""

import re
from datetime import date, timedelta

# The day before the first of Excel's calendar, which has a 29 February 1900 that never was.
_EPOCH = date(1899, 12, 30)
_ISO = re.compile(r"^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]00:00(?::00)?)?$")
_PARTED = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\.?$")
_SERIAL = re.compile(r"^\d{4,5}$")
_EASTERN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
YOUNGEST, OLDEST = 14, 100
# Years of the solar calendar of Afghanistan and Iran that a living person can be born in.
_SOLAR = range(1300, 1420)


class DateFault(ValueError):
    """A date cannot be told; the message is a code: unclear, ambiguous, impossible, solar, future, age."""


def born_on(text: str, today: date) -> date:
    """Return the date. 31.12.1990, 1990-12-31, 12/31/1990, 31/12/90 and Excel's 33238 are read; 05/06/90 is not.

    Raises DateFault.
    """
    text = re.sub(r"\s*(г\.?|года|ж\.?|y\.?)$", "", text.translate(_EASTERN).strip())
    found = _read(text, today)
    if found > today:
        raise DateFault("future")
    if not YOUNGEST <= _years(found, today) <= OLDEST:
        raise DateFault("age")
    return found


def _read(text: str, today: date) -> date:
    if match := _ISO.match(text):
        return _date(*map(int, match.groups()))
    if match := _PARTED.match(text):
        first, sign, second, year = match.groups()
        return _parted(int(first), int(second), _year(year, today), sign)
    if _SERIAL.match(text) and int(text) > 3000:
        return _EPOCH + timedelta(days=int(text))
    raise DateFault("unclear")


def _parted(first: int, second: int, year: int, sign: str) -> date:
    """Dots and hyphens have the day first everywhere; a slash has the month first in America."""
    if sign == "/" and first <= 12 and second <= 12 and first != second:
        raise DateFault("ambiguous")
    if sign == "/" and second > 12:
        first, second = second, first
    return _date(year, second, first)


def _year(text: str, today: date) -> int:
    """Return the year of two digits that a grown person can be born in; there is never more than one to choose."""
    if len(text) == 4:
        return int(text)
    year = today.year // 100 * 100 + int(text)
    return year if year <= today.year - YOUNGEST else year - 100


def _date(year: int, month: int, day: int) -> date:
    if year in _SOLAR:
        raise DateFault("solar")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateFault("impossible") from error


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
