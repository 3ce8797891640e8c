"""What needs no proposal: planned commitments taken up, money of others written down."""

from django.db import transaction

from portal.accounts.models import User
from portal.core.reasons import Refused, refuse_if_blocked
from portal.ledger.budgets.models import Line
from portal.ledger.changes import queries, refusals
from portal.ledger.changes.operations import may_edit
from portal.ledger.postings import journal
from portal.ledger.postings import operations as postings
from portal.ledger.postings.models import Commitment, Posting


@transaction.atomic
def take_up(*, commitment: Commitment, by: User) -> Commitment:
    """Commit what was planned for a year, now that its line has money.

    Raises Refused: ``not_permitted``, ``no_line``, ``short``.
    """
    may_edit(by, commitment.body_id)
    return postings.take_up(commitment=commitment, by=by)


@transaction.atomic
def write_down(*, line: Line, fen: int, words: str, document: str, by: User) -> Posting:
    """Record spending of money that is not the office's, once for each receipt.

    Raises Refused: ``not_permitted``, and what ``postings.operations.record`` raises.
    """
    may_edit(by, line.budget.body_id)
    basis = f"ledger.receipt:{line.pk}:{document.strip()}"[: journal.BASIS_MOST]
    return postings.record(line=line, fen=fen, basis=basis, words=words, by=by)


@transaction.atomic
def strike_out(*, posting: Posting, words: str, by: User) -> Posting:
    """Reverse spending that was recorded by mistake; not by who recorded it.

    Raises Refused with every reason: ``not_permitted``, ``four_eyes``, ``words_missing``; and
    what ``postings.operations.reverse`` raises.
    """
    refuse_if_blocked(queries.against_striking(posting, by))
    if not words.strip():
        raise Refused(refusals.words_missing())
    return postings.reverse(posting=posting, reason=words.strip(), by=by)
