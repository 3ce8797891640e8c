"""A trigger by which PostgreSQL itself refuses a posting whose legs do not sum to 0.

SQLite has no check at the end of a transaction; there ``journal`` alone sees to it.
"""

from typing import Any

from django.db.migrations import RunPython

CREATE = """
CREATE OR REPLACE FUNCTION ledger_leg_balanced() RETURNS trigger AS $$
BEGIN
IF (SELECT SUM(fen) FROM ledger_leg WHERE posting_id = NEW.posting_id) <> 0 THEN
RAISE EXCEPTION USING MESSAGE = 'unbalanced posting ' || NEW.posting_id;
END IF;
RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE CONSTRAINT TRIGGER ledger_leg_sum AFTER INSERT ON ledger_leg
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_leg_balanced();
"""
DROP = "DROP FUNCTION ledger_leg_balanced() CASCADE"


def balanced() -> RunPython:
    """A migration step after which every posting balances when its transaction ends."""

    def run(words: str) -> Any:
        def step(_apps: Any, schema_editor: Any) -> None:
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(words)

        return step

    return RunPython(run(CREATE), run(DROP))
