"""Bring the database up to date and fill an empty one, in one process (starting Django is slow).

Prints a line when the database stands, then one line of JSON: the demo accounts.
"""

import io
import sys

import django
from django.core.management import call_command


def main() -> None:
    """Apply what is missing, fill an empty portal, print the accounts."""
    django.setup()
    _migrate()
    print("migrated", flush=True)
    print(_demo(), flush=True)


def _migrate() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)


def _demo() -> str:
    from django.contrib.auth import get_user_model

    if not get_user_model().objects.exists():
        call_command("demo_city", stdout=sys.stderr)
    answer = io.StringIO()
    call_command("demo_accounts", "--json", stdout=answer)
    return answer.getvalue().replace("\n", " ")


if __name__ == "__main__":
    main()
