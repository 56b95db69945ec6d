"""A stamp of the content in the CMS: as long as it is the same, nothing read from the CMS is out of date.

What readers ask for on every page (the tree of pages, outlines, country facts) is kept in the memory of each
process and believed while the stamp stands. Every process asks the database, so what one publishes all see.
"""

from datetime import datetime

from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.db import connection
from django.dispatch import receiver
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from assessments.glossary.models import Term
from assessments.h5p.models import H5PContent
from assessments.packages.models import Package
from courses.content.reference import CountryFact, Route, Source
from courses.content.translations.models import TextState

# Whatever is done to pages in the admin is written into Wagtail's log, country facts and sources say themselves
# when they changed; the counts and times also see what is done by a command. The log of other models is left out: it
# also tells of cohorts, and enrolling people must not empty what is remembered of the course. The log is counted,
# too: of two editors who publish in one moment, the one who began first (and has the smaller id) can commit last.
PARTS = (
    (PageLogEntry, "MAX(id)"),
    (PageLogEntry, "COUNT(*)"),
    (PageLogEntry, 'MAX("timestamp")'),
    (Page, "COUNT(*)"),
    (Page, "MAX(id)"),
    (Page, "MAX(last_published_at)"),
    (PageViewRestriction, "COUNT(*)"),
    (CountryFact, "COUNT(*)"),
    (CountryFact, "MAX(changed_at)"),
    (Source, "COUNT(*)"),
    (Source, "MAX(changed_at)"),
    (Route, "COUNT(*)"),
    (Route, "MAX(changed_at)"),
    (Term, "COUNT(*)"),
    (Term, "MAX(changed_at)"),
    (TextState, "COUNT(*)"),
    (TextState, "MAX(changed_at)"),
    # What was archived is no longer required.
    (H5PContent, "COUNT(archived_at)"),
    (H5PContent, "MAX(archived_at)"),
    (Package, "COUNT(archived_at)"),
    (Package, "MAX(archived_at)"),
)

Stamp = tuple[int | str | datetime | None, ...]

_request = Local()


@receiver(request_started)
def _open(**kwargs):
    _request.stamp = None


@receiver(request_finished)
def _close(**kwargs):
    if hasattr(_request, "stamp"):
        del _request.stamp


def content_stamp() -> Stamp:
    """Return the stamp as the database has it now. One query; within a web request it is asked for once."""
    if getattr(_request, "stamp", None):
        return _request.stamp
    stamp = _ask()
    if hasattr(_request, "stamp"):
        _request.stamp = stamp
    return stamp


def _ask() -> Stamp:
    quote = connection.ops.quote_name
    parts = ", ".join(f"(SELECT {value} FROM {quote(model._meta.db_table)})" for model, value in PARTS)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {parts}")  # noqa: S608
        return (connection.settings_dict["NAME"], *cursor.fetchone())


class Remembered:
    """A function of some arguments whose results are kept until the content changes.

    Used as a decorator; `forget()` empties all of them (tests whose clock stands still).
    """

    every: list["Remembered"] = []

    def __init__(self, compute):
        self.compute = compute
        # One tuple, exchanged in one step: threads never see results under a stamp that is not theirs.
        self.kept: tuple[Stamp, dict] | None = None
        self.every.append(self)

    def __call__(self, *arguments):
        stamp, kept = content_stamp(), self.kept
        if kept is None or kept[0] != stamp:
            kept = self.kept = (stamp, {})
        results = kept[1]
        if arguments not in results:
            results[arguments] = self.compute(*arguments)
        return results[arguments]


def forget():
    """Empty everything remembered about the content in this process."""
    for remembered in Remembered.every:
        remembered.kept = None
