"""appoint ADDRESS ROLE BODY --name NAME: give somebody a post from the machine itself.

The way to the first administrator of a new portal, and back in when every keeper of posts is
lost. Whoever may run commands on the server answers for it; the act stands in the history.
"""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.accounts import fields, operations, queries
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.bodies import queries as bodies
from portal.core.reasons import Refused


class Command(BaseCommand):
    """Finds or makes the account, then appoints."""

    help = "Give a person (phone or e-mail) a post in a body (its id)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare who, what and where."""
        parser.add_argument("address", help="mobile number or e-mail")
        parser.add_argument("role", choices=sorted(Role.all))
        parser.add_argument("body", type=int, help="the id of the body")
        parser.add_argument("--name", default="")

    def handle(self, *_: Any, **options: Any) -> None:
        """Appoint, or say in one line why not."""
        try:
            body = bodies.body(options["body"])
        except ObjectDoesNotExist as absent:
            raise CommandError(f"There is no body with the id {options['body']}.") from absent
        try:
            with transaction.atomic():
                user = self._user(options["address"], options["name"])
                operations.appoint(user=user, body=body.pk, role=options["role"], by=None)
        except Refused as refused:
            raise CommandError(" ".join(map(str, refused.reasons))) from refused
        self.stdout.write(f"{user.get_full_name()} is {options['role']} of {body.name}.")

    def _user(self, given: str, name: str) -> User:
        try:
            address = fields.AddressField().clean(given)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        contact = {"email": address} if fields.is_mail(address) else {"phone": address}
        return queries.by_address(address) or User.objects.create_user(name=name, **contact)
