"""One piece of content as its page shows it: versions, who did what, what was taken out on the way in."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from wagtail.log_actions import registry

from assessments.h5p.models import H5PContent, H5PVersion

MOST_EVENTS = 50


@dataclass(frozen=True)
class VersionLine:
    """One version: `tries` are those of people the reader may see, `restores` the number it was taken from."""

    number: int
    title: str
    made_at: datetime
    made_by: str
    is_newest: bool
    restores: int | None
    tries: int


@dataclass(frozen=True)
class Event:
    """One thing that was done."""

    at: datetime
    by: str
    what: str


def newest_version(content: H5PContent) -> H5PVersion | None:
    """Return the version that is played from now on, with all that is in it."""
    return content.versions.select_related("main_library", "created_by").order_by("-number").first()


def version_lines(content: H5PContent, *, user) -> list[VersionLine]:
    """Return the versions, the newest first. Two queries."""
    seen = get_user_model().objects.visible_to(user)
    rows = (
        content.versions.annotate(tries=Count("plays", filter=Q(plays__user__in=seen)))
        .order_by("-number")
        .values_list(
            "number",
            "title",
            "created_at",
            "created_by",
            "restores__number",
            "tries",
        )
    )
    rows = list(rows)
    people = get_user_model().objects.in_bulk({row[3] for row in rows if row[3]})
    return [
        VersionLine(
            number=number,
            title=title,
            made_at=at,
            made_by=str(people.get(by, "")),
            is_newest=index == 0,
            restores=restores,
            tries=tries,
        )
        for index, (number, title, at, by, restores, tries) in enumerate(rows)
    ]


def events(instance) -> list[Event]:
    """Return what was done to a thing, the last first. One query."""
    return [told(entry) for entry in entries_of(instance)[:MOST_EVENTS]]


def entries_of(instance):
    return registry.get_logs_for_instance(instance).select_related("user").order_by("-timestamp", "-pk")


def told(entry) -> Event:
    return Event(
        at=entry.timestamp, by=str(entry.user) if entry.user_id and entry.user else "", what=entry.message
    )
