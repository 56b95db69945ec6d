"""Statements of earlier releases get what they are found by. In slices; begun again, it does no harm."""

from uuid import UUID

from django.db import migrations

from assessments.lrs.statements import references, terms
from assessments.lrs.statements.activities import told_in
from assessments.lrs.widths import fitted
from assessments.xapi.merging import merged_definition
from assessments.xapi.reading import read_json, write_json

SLICE = 500


def fill(apps, schema_editor):
    Statement = apps.get_model("assessments", "Statement")
    for rows in _slices(Statement.objects.all()):
        told = [read_json(row.raw) for row in rows]
        for row, statement in zip(rows, told):
            target = statement["object"]
            row.target = UUID(target["id"]) if target.get("objectType") == "StatementRef" else None
            row.verb = fitted(statement["verb"]["id"])
        Statement.objects.bulk_update(rows, ["target", "verb"])
        found = [(row, terms.terms_of(statement, row.authority)) for row, statement in zip(rows, told)]
        _add_terms(apps, found)
        _add_definitions(apps, told)
    for rows in _slices(Statement.objects.exclude(target=None)):
        _add_terms(apps, [(row, _inherited(Statement, row.target)) for row in rows])


def _slices(statements):
    last = 0
    while rows := list(statements.filter(pk__gt=last).order_by("pk")[:SLICE]):
        yield rows
        last = rows[-1].pk


def _add_terms(apps, found):
    StatementTerm = apps.get_model("assessments", "StatementTerm")
    StatementTerm.objects.bulk_create(
        (
            StatementTerm(term=term, stored_us=terms.microseconds(row.stored), statement_id=row.pk)
            for row, held in found
            for term in held
        ),
        ignore_conflicts=True,
        batch_size=2000,
    )


def _add_definitions(apps, told):
    KnownActivity = apps.get_model("assessments", "KnownActivity")
    definitions = {}
    for statement in told:
        for activity in told_in(statement):
            if activity.get("definition"):
                name = fitted(activity["id"])
                definitions[name] = merged_definition(definitions.get(name, {}), activity["definition"])
    known = {row.iri: row for row in KnownActivity.objects.filter(iri__in=definitions)}
    for name, definition in definitions.items():
        if name in known:
            known[name].definition = write_json(merged_definition(read_json(known[name].definition), definition))
    KnownActivity.objects.bulk_update(known.values(), ["definition"])
    KnownActivity.objects.bulk_create(
        KnownActivity(iri=name, definition=write_json(definition))
        for name, definition in definitions.items()
        if name not in known
    )


def _inherited(Statement, target):
    """Return the terms along the chain of what a statement points at."""
    found, seen = set(), set()
    while target and target not in seen and len(seen) < references.LONGEST_CHAIN:
        seen.add(target)
        row = Statement.objects.filter(statement_id=target).values_list("raw", "target").first()
        if row is None:
            break
        found |= terms.filter_terms(read_json(row[0]))
        target = row[1]
    return found


class Migration(migrations.Migration):

    dependencies = [("assessments", "0003_record_store")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
