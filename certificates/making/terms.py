"""How long a certificate is valid. Pure."""

from calendar import monthrange
from datetime import date


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later; of a month that is shorter, its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_day(issued_on: date, version) -> date | None:
    """Return the last day of a certificate issued on a day with a version of a design; None for one without end."""
    months = version.content.get("valid_months") if version else None
    return months_later(issued_on, months) if months else None
