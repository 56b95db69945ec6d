"""The stamp changes with everything that is published, in whatever order transactions come to their end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from courses.content.stamp import content_stamp
from courses.models import CountryFact, LessonPage
from tests.factories.curriculum import edit

pytestmark = pytest.mark.django_db


def log_entry(page, number, at):
    return PageLogEntry.objects.create(
        id=number,
        page_id=page.pk,
        content_type=page.content_type,
        label="x",
        action="wagtail.edit",
        timestamp=at,
    )


def test_publishing_a_page_and_correcting_a_fact_change_it():
    stamps = [content_stamp()]
    edit(LessonPage.objects.live().first(), title="Another title")
    stamps.append(content_stamp())
    CountryFact.objects.first().save()
    stamps.append(content_stamp())
    assert len(set(stamps)) == 3


def test_reading_does_not_change_it():
    before = content_stamp()
    assert LessonPage.objects.live().exists()
    assert content_stamp() == before


def test_who_began_first_and_committed_last_is_seen():
    page, now = LessonPage.objects.first(), timezone.now()
    log_entry(page, 1_000_001, now)
    between = content_stamp()
    log_entry(page, 1_000_000, now - timedelta(seconds=1))
    assert content_stamp() != between
