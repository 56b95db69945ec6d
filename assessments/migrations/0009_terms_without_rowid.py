from django.db import migrations

# On SQLite a table with a primary key of three columns is a table and an index beside it, each row written to both.
# Without the row ids the key is the table: half the size, and what is written for a statement shrinks with it.
TABLE = "assessments_statementterm"
COLUMNS = "term, stored_us, statement_id"


def remake(schema_editor, suffix):
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute(
        f"CREATE TABLE new__{TABLE} (term bigint NOT NULL, stored_us bigint NOT NULL, statement_id bigint NOT NULL,"
        f" PRIMARY KEY ({COLUMNS})) {suffix}"
    )
    schema_editor.execute(
        f"INSERT INTO new__{TABLE} ({COLUMNS}) SELECT {COLUMNS} FROM {TABLE} ORDER BY {COLUMNS}"
    )
    schema_editor.execute(f"DROP TABLE {TABLE}")
    schema_editor.execute(f"ALTER TABLE new__{TABLE} RENAME TO {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_forwarding_worker")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: remake(schema_editor, "WITHOUT ROWID"),
            lambda apps, schema_editor: remake(schema_editor, ""),
        )
    ]
