"""Numbers, durations and languages as a reader writes them."""

import re

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language_info

from assessments.lrs.explorer.telling.wording import PARTS_OF_DURATION

# ISO 8601, as xAPI 1.0.3 part 2, 4.6 allows it; more digits than anybody can read are left as they stand.
_DURATION = re.compile(
    r"P(?:(?P<years>\d{1,9})Y)?(?:(?P<months>\d{1,9})M)?(?:(?P<weeks>\d{1,9})W)?(?:(?P<days>\d{1,9})D)?"
    r"(?:T(?:(?P<hours>\d{1,9})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,9}(?:\.\d{1,9})?)S)?)?",
    re.ASCII,
)


def number(value: float | int) -> str:
    """Return a number with the reader's decimal sign, at most two places."""
    whole = int(value) if value == int(value) else None
    return number_format(round(value, 2) if whole is None else whole, use_l10n=True)


def percent(value: float) -> str:
    return f"{number(value)}%"


def duration(value: str) -> str:
    """Return "2 min 10 s" for "PT130S"; the text as it is when it is no duration that can be read."""
    found = _DURATION.fullmatch(value)
    if not found or not any(found.groups()):
        return value
    given = {name: float(part or 0) for name, part in found.groupdict().items()}
    seconds = given["hours"] * 3600 + given["minutes"] * 60 + given["seconds"]
    return _in_parts(seconds, given["years"], given["months"], given["days"] + 7 * given["weeks"])


def span(seconds: float) -> str:
    """Return a time between two moments in the two largest parts: "2 d 3 h"."""
    days, rest = divmod(int(seconds), 86400)
    return _in_parts(rest, days=days, most=2)


def _in_parts(seconds: float, years: float = 0, months: float = 0, days: float = 0, most: int = 6) -> str:
    # Under a minute the tenth counts, above it nobody reads it.
    seconds = round(seconds, 1) if seconds < 60 else round(seconds)
    amounts = {"years": years, "months": months, "days": days, "hours": seconds // 3600}
    amounts |= {"minutes": seconds % 3600 // 60, "seconds": seconds % 60}
    told = [
        str(pattern).format(count=number(amounts[name]))
        for name, pattern in PARTS_OF_DURATION
        if amounts[name]
    ]
    return " ".join(told[:most]) or str(PARTS_OF_DURATION[-1][1]).format(count=number(0))


def language(tag: str) -> str:
    """Return the name of a language in the reader's, its tag where nobody knows it."""
    known = {code.lower(): name for code, name in settings.LANGUAGES}
    if name := known.get(tag.lower()) or known.get(tag.lower().partition("-")[0]):
        return str(name)
    try:
        return str(get_language_info(tag.lower())["name_translated"])
    except KeyError:
        return tag
