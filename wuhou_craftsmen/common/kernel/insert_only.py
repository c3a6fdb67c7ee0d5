"""Migration operations that make the database itself refuse changes, on SQLite and PostgreSQL alike."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def insert_only(table: str) -> migrations.RunPython:
    """Rows of `table` may be inserted, never updated or deleted."""
    sqlite = [
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: 只可新增，不可更改'); END"
        for event in ("update", "delete")
    ]
    postgres = [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: 只可新增，不可更改', TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $$",
        f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    ]
    return both(sqlite, postgres)


def refuse_insert(
    table: str, name: str, condition: str, message: str, *, on_postgres: str = ""
) -> migrations.RunPython:
    """An insert into `table` fails while `condition` (SQL over NEW; `on_postgres` where that differs) is true."""
    sqlite = [
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    ]
    postgres = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {on_postgres or condition} THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
    return both(sqlite, postgres)


def let_go(table: str, *names: str) -> migrations.RunPython:
    """Drop insert-only and the named refusals of `table`: a migration that changes its rows makes them anew afterwards.

    SQLite makes a table anew for most changes and loses its triggers with the old one.
    """
    sqlite = [f"DROP TRIGGER {name}" for name in (f"{table}_no_update", f"{table}_no_delete", *names)]
    postgres = [f"DROP TRIGGER {name} ON {table}" for name in (f"{table}_insert_only", *names)]
    return both(sqlite, postgres)


def both(sqlite: list[str], postgres: list[str]) -> migrations.RunPython:
    """Run the statements of the vendor at hand, as they are."""

    def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgres:
            schema_editor.execute(statement.replace("%", "%%") if "%:" in statement else statement)

    return migrations.RunPython(forwards, migrations.RunPython.noop)
