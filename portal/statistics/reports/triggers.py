"""Triggers by which both databases refuse every change of a report that was sent.

The engine's own step into that state still finds the old one; nothing gets past it afterwards.
A later migration that alters one of the two tables on SQLite drops the triggers first
(``locked().reverse_code``) and makes them again.
"""

from collections.abc import Iterator
from typing import Any

from django.db.migrations import RunPython

LOCKED = "a report that was sent does not change"
OF_CELL = "EXISTS (SELECT 1 FROM statistics_report WHERE id = {row}.report_id AND status = 'sent')"
TABLES = {
    "statistics_report": {"UPDATE": "OLD.status = 'sent'", "DELETE": "OLD.status = 'sent'"},
    "statistics_cell": {
        "INSERT": OF_CELL.format(row="NEW"),
        "UPDATE": f"{OF_CELL.format(row='OLD')} OR {OF_CELL.format(row='NEW')}",
        "DELETE": OF_CELL.format(row="OLD"),
    },
}
POSTGRES = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
IF {when} THEN RAISE EXCEPTION '{locked}'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""
SQLITE = """
CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {when}
BEGIN SELECT RAISE(ABORT, '{locked}'); END
"""


def locked() -> RunPython:
    """A migration step after which a report that was sent, and its figures, stay as they are."""

    def create(_apps: Any, schema_editor: Any) -> None:
        words = POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE
        for known in _triggers():
            schema_editor.execute(words.format(locked=LOCKED, **known))

    def drop(_apps: Any, schema_editor: Any) -> None:
        for known in _triggers():
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(f"DROP FUNCTION {known['name']}() CASCADE")
            else:
                schema_editor.execute(f"DROP TRIGGER {known['name']}")

    return RunPython(create, drop)


def _triggers() -> Iterator[dict[str, str]]:
    for table, verbs in TABLES.items():
        for verb, when in verbs.items():
            name = f"{table}_locked_{verb.lower()}"
            yield {"table": table, "verb": verb, "when": when, "name": name}
