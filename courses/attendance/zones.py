"""What the clocks say where a cohort meets: a timetable is in the time of its place, whoever reads it wherever."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format

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


@dataclass(frozen=True)
class When:
    """Day and times of a session by the clocks of its place, for templates: they convert moments, not these."""

    day: date
    begins: time
    ends: time

    def __str__(self):
        return f"{date_format(self.day)} {self.begins:%H:%M}–{self.ends:%H:%M}"


def when(cohort: Cohort, starts_at: datetime, ends_at: datetime) -> When:
    """Return the two moments as the clocks of the cohort's place show them."""
    zone = zone_of(cohort)
    begins, ends = starts_at.astimezone(zone), ends_at.astimezone(zone)
    return When(begins.date(), begins.time(), ends.time())
