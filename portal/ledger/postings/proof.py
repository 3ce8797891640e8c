"""The proof that figures are the sums of the journal."""

from collections.abc import Iterable

from django.db.models import Sum

from portal.ledger.budgets.models import Line
from portal.ledger.postings.enums import HELD, Account
from portal.ledger.postings.models import Commitment, Leg


def wrong_sums() -> list[str]:
    """What does not add up: postings that do not balance, lines and commitments that are not the
    sums of their legs. Always empty.
    """
    legs = Leg.objects.order_by()
    unbalanced = legs.values("posting").annotate(sum=Sum("fen")).exclude(sum=0)
    wrong = [f"posting {one['posting']}: {one['sum']}" for one in unbalanced]
    by_line = _sums(legs.values_list("line", "account").annotate(sum=Sum("fen")))
    for line in Line.objects.all():
        found = by_line.get(line.pk, {})
        held = sum(fen for account, fen in found.items() if account in HELD)
        figures = (held, found.get(Account.COMMITTED, 0), found.get(Account.PAID, 0))
        if figures != (line.amount, line.committed, line.paid):
            wrong.append(f"line {line.pk}: {figures}")
    by_commitment = _sums(
        legs.exclude(commitment=None).values_list("commitment", "account").annotate(sum=Sum("fen"))
    )
    for row in Commitment.objects.all():
        found = by_commitment.get(row.pk, {})
        entered = (found.get(Account.COMMITTED, 0), found.get(Account.PAID, 0))
        if entered != (row.open, row.paid):
            wrong.append(f"commitment {row.pk}: {entered}")
    return wrong


def _sums(rows: Iterable[tuple[int, str, int]]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for key, account, fen in rows:
        found.setdefault(key, {})[account] = fen
    return found
