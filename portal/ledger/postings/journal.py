"""The only writer of figures: a posting with its legs, and the sums they change.

Lines are changed before commitments, each in the order of their keys, by conditional updates:
acts at the same moment wait for one another and never spend the same fen twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import F

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.ledger.budgets.models import Line
from portal.ledger.postings import refusals
from portal.ledger.postings.enums import HELD, Account
from portal.ledger.postings.models import Commitment, Leg, Posting

WORDS_MOST, BASIS_MOST = 300, 80


class AlreadyPosted(Exception):
    """This act was posted before; ``posting`` is what it left."""

    def __init__(self, posting: Posting) -> None:
        super().__init__(str(posting))
        self.posting = posting


class MovedOn(Exception):
    """A commitment stands on another line than the caller read; read it again."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is posted: kind, basis, words, the amount in fen, perhaps the posting it reverses."""

    kind: str
    basis: str
    words: str
    fen: int
    reverses: Posting | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A leg before it is posted; ``commitment`` is a key."""

    line: int
    account: str
    fen: int
    commitment: int | None = None


@dataclass(slots=True)
class _Sums:
    """What all legs together add to one line or one commitment."""

    held: int = 0
    by: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def post(act: Act, moves: Iterable[Move], *, by: User | None, late: bool = False) -> Posting:
    """Open a posting and enter its legs; ``late`` lets them touch closed lines."""
    return enter(open_posting(act, by=by), moves, late=late)


def open_posting(act: Act, *, by: User | None) -> Posting:
    """Begin a posting, inside the transaction of its act; one at a time for each kind and basis.

    Raises AlreadyPosted, and ValueError for a basis that cannot be one.
    """
    if not 0 < len(act.basis) <= BASIS_MOST:
        raise ValueError(f"“{act.basis}” is no basis of a posting.")
    try:
        with transaction.atomic():
            made = Posting.objects.create(
                kind=act.kind,
                basis=act.basis,
                words=act.words[:WORDS_MOST],
                fen=act.fen,
                at=clock.now(),
                by=by,
                reverses=act.reverses,
            )
    except IntegrityError:
        earlier = Posting.objects.filter(kind=act.kind, basis=act.basis).first()
        if earlier is None:
            raise
        raise AlreadyPosted(earlier) from None
    audit.record(
        f"ledger.{act.kind}",
        by=by,
        subject=f"ledger.posting:{made.pk}",
        data={"basis": act.basis, "fen": act.fen},
    )
    return made


def enter(posting: Posting, moves: Iterable[Move], *, late: bool = False) -> Posting:
    """Change lines and commitments by these legs and keep them.

    Raises ValueError for legs that do not sum to 0; Refused: ``short``, ``year_closed``,
    ``not_committed``, ``not_paid``; MovedOn.
    """
    legs = [move for move in moves if move.fen]
    if sum(move.fen for move in legs):
        raise ValueError(f"The legs of {posting} do not sum to 0.")
    homes = {move.commitment: move.line for move in legs if move.commitment is not None}
    promised = _by_commitment(legs)
    for key, sums in sorted(_by_line(legs).items()):
        if not _change_line(key, sums, late=late):
            _refuse_if_moved(homes)
            raise Refused(_why_not(key, sums, promised, late=late))
    for key, sums in sorted(promised.items()):
        _change_commitment(key, sums, homes[key])
    Leg.objects.bulk_create(
        Leg(
            posting=posting,
            line_id=move.line,
            account=move.account,
            fen=move.fen,
            commitment_id=move.commitment,
        )
        for move in legs
    )
    return posting


def _by_line(legs: Iterable[Move]) -> Mapping[int, _Sums]:
    found: dict[int, _Sums] = defaultdict(_Sums)
    for move in legs:
        _add(found[move.line], move)
    return found


def _by_commitment(legs: Iterable[Move]) -> Mapping[int, _Sums]:
    found: dict[int, _Sums] = defaultdict(_Sums)
    for move in legs:
        if move.commitment is not None:
            _add(found[move.commitment], move)
    return found


def _add(sums: _Sums, move: Move) -> None:
    sums.by[move.account] += move.fen
    if move.account in HELD:
        sums.held += move.fen


def _change_line(key: int, sums: _Sums, *, late: bool) -> bool:
    """One conditional update: the line may neither be overspent nor owe anything."""
    committed, paid = sums.by[Account.COMMITTED], sums.by[Account.PAID]
    free = sums.held - committed - paid
    fits = Line.objects.filter(
        pk=key,
        amount__gte=F("committed") + F("paid") - free,
        committed__gte=-committed,
        paid__gte=-paid,
    )
    if not late:
        fits = fits.filter(closed=False)
    changed = fits.update(
        amount=F("amount") + sums.held,
        committed=F("committed") + committed,
        paid=F("paid") + paid,
    )
    return bool(changed)


def _refuse_if_moved(homes: Mapping[int, int]) -> None:
    """Who waited while a year was closed finds the line closed and the commitment in the next."""
    for row in Commitment.objects.filter(pk__in=homes):
        if row.line_id != homes[row.pk]:
            raise MovedOn


def _why_not(key: int, sums: _Sums, promised: Mapping[int, _Sums], *, late: bool) -> Reason:
    """Why a line did not bear the legs: it is closed, a commitment is too small, or it is short."""
    line = Line.objects.select_related("budget").get(pk=key)
    if not line.closed or late:
        for row in Commitment.objects.filter(pk__in=promised):
            opened = promised[row.pk].by[Account.COMMITTED]
            paid = promised[row.pk].by[Account.PAID]
            if row.open + opened < 0 or row.paid + paid < 0:
                return refusals.commitment(row, opened=opened, paid=paid)
    free = sums.held - sums.by[Account.COMMITTED] - sums.by[Account.PAID]
    return refusals.line(line, wanted=-free, late=late)


def _change_commitment(key: int, sums: _Sums, home: int) -> None:
    opened, paid = sums.by[Account.COMMITTED], sums.by[Account.PAID]
    if not opened and not paid:
        return
    fits = Commitment.objects.filter(pk=key, line=home, open__gte=-opened, paid__gte=-paid)
    if not fits.update(open=F("open") + opened, paid=F("paid") + paid):
        row = Commitment.objects.get(pk=key)
        if row.line_id != home:
            raise MovedOn
        raise Refused(refusals.commitment(row, opened=opened, paid=paid))
