from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language

from cms.formats.solar_hijri import to_solar

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """Return a day as the readers of the language write it; in Dari the date of Afghanistan, then the Gregorian one.

    "" for no date.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = (localtime(value) if is_aware(value) else value).date()
    written = date_format(value, "DATE_FORMAT")
    if get_language() != "fa-af":
        return written
    try:
        return f"{to_solar(value)} ({written})"
    except ValueError:
        return written
