"""What the clocks say where a cohort meets: a timetable is in the time of its place, whoever reads it wherever."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from courses.cohorts.models import Cohort
from courses.content.countries import Country

_ZONES = {
    Country.KZ: "Asia/Almaty",
    Country.KG: "Asia/Bishkek",
    Country.TJ: "Asia/Dushanbe",
    Country.TM: "Asia/Ashgabat",
    Country.UZ: "Asia/Tashkent",
}


def zone_of(cohort: Cohort) -> ZoneInfo:
    """Return the time zone of the cohort's country, the site's where it has none."""
    return ZoneInfo(_ZONES.get(cohort.country, settings.TIME_ZONE))


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the moment when clocks of the zone show this time on this day."""
    return datetime.combine(day, clock, tzinfo=zone)
