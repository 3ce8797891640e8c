"""What the rows of rules say about the public account."""

from datetime import date

from portal.law import queries as law
from portal.ledger.account import conditions


def last_day_shown(publicity_ends_on: date) -> date:
    """The last day on which persons stand in the account, by the row in force when their
    publicity ended. Subjects above give it as ``Told.shown_until``.
    """
    kept = int(law.rule("ledger.persons_kept", on=publicity_ends_on).value)
    return conditions.last_day_shown(publicity_ends_on, kept)
