"""Triggers that keep a table append-only, on SQLite and on PostgreSQL."""

from typing import Any

from django.db.migrations import RunPython

POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{table} is only added to'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only();
"""
SQLITE = """
CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END
"""


def append_only(*tables: str) -> RunPython:
    """A migration step after which the tables refuse every update, delete and truncate."""

    def create(apps: Any, schema_editor: Any) -> None:
        for table in tables:
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(POSTGRES.format(table=table))
            else:
                for verb in ("UPDATE", "DELETE"):
                    schema_editor.execute(SQLITE.format(table=table, verb=verb))

    def drop(apps: Any, schema_editor: Any) -> None:
        for table in tables:
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(f"DROP FUNCTION {table}_append_only() CASCADE")
            else:
                for verb in ("UPDATE", "DELETE"):
                    schema_editor.execute(f"DROP TRIGGER {table}_{verb}")

    return RunPython(create, drop)
