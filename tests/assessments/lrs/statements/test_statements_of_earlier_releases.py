"""Rows from before there were terms: the migration gives them what the store would give them today."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps

from assessments.lrs.models import KnownActivity, Statement, StatementTerm
from assessments.lrs.store import known_definitions, record
from tests.factories.assessments import statement

migration = import_module("assessments.migrations.0004_terms_of_statements")
pytestmark = pytest.mark.django_db


@pytest.fixture
def small_slices(monkeypatch):
    monkeypatch.setattr(migration, "SLICE", 2)


def held():
    return set(StatementTerm.objects.values_list("term", "stored_us", "statement_id"))


def test_rows_get_the_terms_and_targets_that_the_store_would_give_them(small_slices):
    first = statement(context={"registration": str(uuid4())})
    second = statement(object={"objectType": "StatementRef", "id": first["id"]})
    third = statement(object={"objectType": "StatementRef", "id": second["id"]})
    for made in (
        first,
        second,
        third,
        statement(),
        statement(verb={"id": "https://example.org/" + "v" * 900}),
    ):
        record(made)
    terms, rows = held(), list(Statement.objects.order_by("id").values_list("id", "target", "verb"))
    StatementTerm.objects.all().delete()
    Statement.objects.update(target=None, verb="cut")
    migration.fill(apps, None)
    assert held() == terms
    assert list(Statement.objects.order_by("id").values_list("id", "target", "verb")) == rows
    migration.fill(apps, None)
    assert held() == terms


def test_definitions_of_all_slices_are_merged(small_slices):
    iri = "https://example.org/activities/told-of"
    for language, name in (("en", "Name"), ("ru", "Имя"), ("tg", "Ном")):
        record(statement(object={"id": iri, "definition": {"name": {language: name}}}))
    KnownActivity.objects.all().delete()
    migration.fill(apps, None)
    assert known_definitions([iri]) == {iri: {"name": {"en": "Name", "ru": "Имя", "tg": "Ном"}}}
