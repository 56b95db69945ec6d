"""Times of SCORM: 1.2 writes 0001:30:00.5, 2004 ISO 8601 (PT1H30M0.5S). Pure."""

import re

_HOURS = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2}(?:\.\d{1,2})?)")
_ISO = re.compile(
    r"P(?=.)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,6})?)S)?)?"
)
# Months and years have no length; scorm-again and others count them like this.
_PARTS = (365 * 86_400, 30 * 86_400, 86_400, 3_600, 60, 1)


def seconds_of(text: str) -> float | None:
    """Return how many seconds a time of either edition lasts; None for what is no time."""
    if found := _HOURS.fullmatch(text):
        return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])
    if found := _ISO.fullmatch(text):
        return sum(float(part) * worth for part, worth in zip(found.groups(), _PARTS, strict=True) if part)
    return None


def as_hours(seconds: int) -> str:
    """Return a time as SCORM 1.2 writes it."""
    return f"{min(seconds // 3600, 9999):04d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.00"


def as_iso(seconds: int) -> str:
    """Return a time as SCORM 2004 writes it."""
    return f"PT{seconds // 3600}H{seconds // 60 % 60}M{seconds % 60}S"
