"""A statement in full, and the timelines: how they are shown, and what may be taken away."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from assessments.lrs import blobs
from assessments.lrs.models import Attachment, Statement
from assessments.xapi import vocabulary
from tests.assessments.lrs.explorer.pages import PONDERED, shown, store
from tests.factories.assessments import statement
from tests.factories.playing import text_of

pytestmark = pytest.mark.django_db


# One statement


def test_a_statement_is_shown_as_sentence_facts_and_json(desk, trainee, attempt):
    row = Statement.objects.get(verb=vocabulary.FAILED.iri)
    page = shown(desk, "explorer_statement", row.statement_id)
    assert f"{trainee.name_native} did not pass: " in page
    assert "critical error: Refusing entry" in page
    for words in (
        "Score",
        "Duration",
        "Registration Spring cohort",
        "Belongs to Spring cohort",
        "Profile panah v1",
        "Sent by Panah",
        "Statement id",
        "Before it",
    ):
        assert words in page, words
    told = desk.get(reverse("explorer_statement", args=[row.statement_id])).context["shown"]
    assert json.loads(told.json) == json.loads(row.raw)


def test_the_json_is_taken_away_exactly_as_it_is_stored(desk):
    (row,) = store(statement())
    response = desk.get(reverse("explorer_json", args=[row.statement_id]))
    assert response.content.decode() == Statement.objects.get().raw
    assert response["Content-Disposition"] == f'attachment; filename="statement-{row.statement_id}.json"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_attachment_is_a_file_of_bytes_and_nothing_that_a_browser_would_run(desk, settings, tmp_path):
    records = {**settings.STORAGES["records"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "records": records}
    content = b"<script>alert(1)</script>"
    told = {
        "usageType": "https://example.org/u",
        "display": {"en": '<b>"name"'},
        "contentType": "text/html",
        "length": len(content),
        "sha2": "A" * 64,
        "fileUrl": "https://example.org/f",
    }
    row, other = store(statement(attachments=[told]), statement())
    kept = Attachment.objects.create(
        statement=row, sha2="a" * 64, content_type="text/html", digest=blobs.keep(content), size=len(content)
    )
    response = desk.get(reverse("explorer_attachment", args=[row.statement_id, kept.pk]))
    assert response.content == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith('attachment; filename="')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    page = desk.get(reverse("explorer_statement", args=[row.statement_id])).content.decode()
    assert "&lt;b&gt;&quot;name&quot;" in page
    assert 'href="https://example.org/f"' not in page
    assert reverse("explorer_attachment", args=[row.statement_id, kept.pk]) in page
    astray = reverse("explorer_attachment", args=[other.statement_id, kept.pk])
    assert not desk.get(astray).headers.get("Content-Disposition")
    Attachment.objects.update(digest="0" * 64)
    gone = desk.get(reverse("explorer_attachment", args=[row.statement_id, kept.pk]))
    assert not gone.headers.get("Content-Disposition")


def test_what_points_at_a_statement_is_a_step_away_both_ways(desk):
    (row,) = store(statement())
    (later,) = store(
        statement(verb={"id": PONDERED}, object={"objectType": "StatementRef", "id": str(row.statement_id)})
    )
    assert "Points at it p-1 – pondered" in shown(desk, "explorer_statement", row.statement_id)
    assert "It points at p-1 opened: 1" in shown(desk, "explorer_statement", later.statement_id)


# Timelines


def test_an_attempt_is_a_timeline_with_its_points_and_errors(desk, attempt):
    scenario = json.loads(Statement.objects.get(verb=vocabulary.INITIALIZED.iri).raw)["object"]["id"]
    response = desk.get(
        f"{reverse('explorer_registration', args=[attempt.registration])}?{urlencode({'activity': scenario})}"
    )
    (play,) = response.context["timeline"].plays
    assert [step.sentence.verb for step in play.steps] == [
        "began",
        "answered",
        "answered",
        "completed",
        "did not pass",
    ]
    assert play.points == attempt.points
    page = text_of(response)
    assert "Try 1" in page
    assert "Critical error:" in page
    assert "points so far:" in page


def test_a_learner_and_a_registration_are_told_by_day_and_course(desk, trainee, attempt):
    for page in (
        shown(desk, "explorer_learner", trainee.actor_key),
        shown(desk, "explorer_registration", attempt.registration),
    ):
        assert "Spring cohort" in page
        assert "Attempts:" in page
        assert "scene d1 of" in page
    learner = desk.get(reverse("explorer_learner", args=[trainee.actor_key])).context["timeline"]
    assert [len(day.courses) for day in learner.days] == [1]


def test_a_learner_who_did_nothing_yet_has_an_empty_timeline(desk, trainee):
    page = shown(desk, "explorer_learner", trainee.actor_key)
    assert "Nothing has happened yet" in page
    assert trainee.name_native in page


def test_what_is_not_there_is_not_found(desk):
    for name in ("explorer_statement", "explorer_json", "explorer_registration"):
        response = desk.get(reverse(name, args=[uuid4()]), follow=True)
        assert response.status_code == 404, name
