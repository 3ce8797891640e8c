"""What an approved change posts."""

from portal.accounts.models import User
from portal.ledger.changes.enums import ChangeKind
from portal.ledger.changes.models import Change
from portal.ledger.postings import journal, operations, yearend
from portal.ledger.postings.enums import Account, Kind
from portal.ledger.postings.journal import Act, Move

KINDS = {
    ChangeKind.ALLOT: Kind.ALLOT,
    ChangeKind.CHANGE: Kind.CHANGE,
    ChangeKind.TRANSFER: Kind.TRANSFER,
}


def post(row: Change, by: User) -> None:
    """Move the money of an approved change, once. Raises Refused (``short``) when it is gone."""
    if row.kind == ChangeKind.CLOSE:
        yearend.close(budget=row.budget, by=by)
        return
    if row.line is None:
        raise ValueError(f"{row} names no line.")
    moves = _added(row.line.pk, row.fen)
    if row.source_line_id is not None:
        moves += _added(row.source_line_id, -row.fen)
    act = Act(KINDS[ChangeKind(row.kind)], f"ledger.change:{row.pk}", row.words, row.fen)
    journal.post(act, moves, by=by)
    operations.take_up_waiting(line=row.line, by=by)


def _added(line: int, fen: int) -> list[Move]:
    return [Move(line, Account.ALLOTTED, -fen), Move(line, Account.FREE, fen)]
