"""Who is named in the public account: pure functions of facts and days."""

from datetime import date, timedelta

from portal.core import masking
from portal.ledger.account.enums import Shown


def shown(persons: int, shown_until: date | None, today: date) -> Shown:
    """How a recipient stands in public on a day (rules.md F).

    Organisations with their name; one or more persons shortened until the end of ``shown_until``,
    afterwards, and always without that day, only in the sums.
    """
    if not persons:
        return Shown.WHOLE
    if shown_until is None or today > shown_until:
        return Shown.COUNTED
    return Shown.MASKED


def public_name(name: str, how: Shown) -> str:
    """The name as everybody reads it: whole, 张**, or none at all."""
    if how == Shown.WHOLE:
        return name
    return masking.name(name) if how == Shown.MASKED else ""


def last_day_shown(publicity_ends_on: date, kept: int) -> date:
    """The last day on which persons stand in the account: ``kept`` days after their publicity."""
    return publicity_ends_on + timedelta(days=kept)
