"""Entries of the public account for tests, each told of as a subject above would do it."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from portal.core import clock
from portal.ledger.account import telling
from portal.ledger.account.telling import Payee, Told
from portal.ledger.budgets.models import Line
from portal.ledger.postings import operations
from portal.ledger.postings.models import Commitment, Leg, Posting
from tests import people
from tests.factories import ledger

LABEL = "tests.grant"
FIELDS = {"base": "孵化基地和平台", "talent": "人才"}
_known: dict[int, Told] = {}
_numbers = count(1)

telling.register(
    LABEL, lambda ids: {key: _known[key] for key in ids if key in _known}, fields=FIELDS
)


def payee(name: str = "东胜区暖阳社会工作服务中心", **given: Any) -> Payee:
    """An organisation that gets money."""
    return Payee(name, **({"division": "150602"} | given))


def basis(told: Told | None = None) -> str:
    """A name that nobody used yet for something that is told of."""
    number = next(_numbers)
    _known[number] = told or Told(title="首次3A奖励", payee=payee(), field="base")
    return f"{LABEL}:{number}"


def entry(
    fen: int = 100_000, *, paid: int = 0, told: Told | None = None, line: Line | None = None
) -> Commitment:
    """Promised on a line (one that holds just so much more by default), and paid so far."""
    name = basis(told)
    row = ledger.commitment(fen, line, name)
    if paid:
        operations.pay(commitment=row, fen=paid, basis=f"{name}:pay", by=None)
    return row


def entries(line: Line, tellings: Sequence[Told]) -> None:
    """Many at once on a line, each promised and partly paid, as the journal would enter them.

    The sums of the line stay behind: for tests of what is read from the postings alone.
    """
    about = {"year": line.budget.year, "source": line.source, "code": line.code, "line": line}
    common = {**about, "body_id": line.budget.body_id, "words": "–", "made_at": clock.now()}
    rows = Commitment.objects.bulk_create(
        Commitment(**common, basis=basis(told), fen=100_000 + n, open=99_999, paid=1 + n)
        for n, told in enumerate(tellings)
    )
    acts = Posting.objects.bulk_create(
        Posting(kind="commit", basis=row.basis, words="–", fen=row.fen, at=row.made_at)
        for row in rows
    )
    Leg.objects.bulk_create(
        Leg(posting=act, line=line, account=account, fen=fen, commitment=owner)
        for row, act in zip(rows, acts, strict=True)
        for account, fen, owner in (
            ("free", -row.fen, None), ("committed", row.open, row), ("paid", row.paid, row),
        )
    )  # fmt: skip


def recorded(fen: int = 50_000, words: str = "给困难老人买轮椅") -> Line:
    """Spending of donated money that was written down."""
    line = ledger.line(fen, source="charity", code="C1", recorded=True)
    number = next(_numbers)
    operations.record(
        line=line, fen=fen, basis=f"ledger.receipt:{line.pk}:{number}", words=words,
        by=people.person("accountant"),
    )  # fmt: skip
    return line
