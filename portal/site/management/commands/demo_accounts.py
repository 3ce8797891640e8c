"""demo_accounts [--json]: the accounts of the demo city, one per kind of person."""

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts import queries
from portal.site.demo.city import PASSWORD


class Command(BaseCommand):
    """Prints them as a table, or as JSON: email, password, role, name and body."""

    help = "List the demo accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --json."""
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print the accounts; refuse outside demo mode."""
        if not settings.DEMO:
            raise CommandError("Demo accounts are only for demo mode (DEMO=1).")
        people = queries.demo_people()
        if options["json"]:
            rows = [_row(person) for person in people]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for person in people:
            about = " · ".join(filter(None, (person.name, person.title, person.body)))
            self.stdout.write(f"{person.email:<34}{PASSWORD}  {about}")


def _row(person: queries.DemoPerson) -> dict[str, str]:
    given = asdict(person)
    wanted = ("email", "role", "name", "body")
    return {"password": PASSWORD} | {key: given[key] for key in wanted}
