"""Reading formats, files and receipts of the offices whose payments a person sees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.core import clock, sealed
from portal.payments.banking import conditions
from portal.payments.banking.conditions import Code, MatchFacts
from portal.payments.banking.enums import Standing, Verdict
from portal.payments.banking.models import BankFile, BankFormat, Receipt, ReceiptList
from portal.payments.banking.rows import Row
from portal.payments.orders import queries as orders
from portal.payments.orders.models import Order
from portal.payments.payees import queries as payees


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what it would do, every reason, and the order of its number."""

    row: Row
    verdict: Verdict
    reasons: Sequence[Code]
    order: Order | None


def formats(user: User) -> QuerySet[BankFormat]:
    """The formats of the person's offices."""
    found = BankFormat.objects.filter(payer__in=payees.offices_seen(user))
    return found.select_related("payer", "saved_by")


def formats_of(payer: int) -> QuerySet[BankFormat]:
    """The formats of a body (its id)."""
    return BankFormat.objects.filter(payer=payer)


def files(user: User) -> QuerySet[BankFile]:
    """The files of the person's offices, newest first."""
    found = BankFile.objects.filter(payer__in=payees.offices_seen(user))
    return found.select_related("payer", "made_by")


def lists(user: User) -> QuerySet[ReceiptList]:
    """The uploaded files of receipts of the person's offices, newest first."""
    found = ReceiptList.objects.filter(payer__in=payees.offices_seen(user))
    return found.select_related("payer", "uploaded_by", "confirmed_by").defer("sealed")


def receipts(user: User) -> QuerySet[Receipt]:
    """The receipts of the person's offices, newest first."""
    found = Receipt.objects.filter(payer__in=payees.offices_seen(user))
    return found.select_related("payer", "source", "order__body", "settled_by")


def unmatched(user: User) -> QuerySet[Receipt]:
    """Those that wait for a person, the oldest first."""
    return receipts(user).filter(standing=Standing.WAITING).order_by("came_at", "id")


def age(receipt: Receipt, today: date) -> int:
    """For how many days a receipt has waited."""
    return (today - clock.day(receipt.came_at)).days


def candidates(receipt: Receipt, user: User) -> QuerySet[Order]:
    """The orders that a person may match with a receipt: of this amount and the right state."""
    found = orders.of_offices(user).filter(payer=receipt.payer_id, fen=receipt.fen)
    return found.filter(status__in=conditions.BEARS[receipt.result]).order_by("-id")


def judged(payer: int, rows: Sequence[Row]) -> list[Judged]:
    """Every row against the orders of a body and the receipts taken before, in two queries."""
    known = _known(payer, (row.key for row in rows))
    found = by_reference(payer, (row.reference for row in rows))
    return [_judge(row, known.get(row.key), found.get(plain(row.reference))) for row in rows]


def by_reference(payer: int, references: Iterable[str]) -> dict[str, Order]:
    """The orders of a body by their number, whichever try a reference names."""
    numbers = {plain(reference) for reference in references} - {""}
    found = Order.objects.filter(payer=payer, number__in=numbers)
    return {order.number: order for order in found.select_related("body", "commitment__line")}


def match_facts(row: Row, order: Order | None) -> MatchFacts:
    """The facts on which a row is matched with the order of its number."""
    if order is None:
        return MatchFacts(result=row.result, reference=row.reference, fen=row.fen)
    return MatchFacts(
        result=row.result,
        reference=row.reference,
        fen=row.fen,
        order=order.number,
        now=order.reference,
        status=order.status,
        order_fen=order.fen,
        account_named=bool(row.account),
        account_fits=order.fingerprint in sealed.fingerprints(row.account),
    )


def _judge(row: Row, earlier: Receipt | None, order: Order | None) -> Judged:
    if row.faults:
        verdict = Verdict.KNOWN if row.repeated else Verdict.FAULTY
        return Judged(row, verdict, row.faults, order)
    if earlier is not None:
        same = says_the_same(earlier, row)
        other = () if same else (Code("serial_other", {"serial": row.serial}),)
        return Judged(row, Verdict.KNOWN if same else Verdict.FAULTY, other, order)
    reasons = tuple(conditions.fits(match_facts(row, order)))
    return Judged(row, Verdict.UNMATCHED if reasons else Verdict.FITS, reasons, order)


def says_the_same(earlier: Receipt, row: Row) -> bool:
    """Whether a row with the key of a receipt that was taken before is that receipt."""
    return (earlier.fen, earlier.reference) == (row.fen, row.reference)


def _known(payer: int, keys: Iterable[str]) -> Mapping[str, Receipt]:
    found = Receipt.objects.filter(payer=payer, key__in=list(keys))
    return {receipt.key: receipt for receipt in found}


def plain(reference: str) -> str:
    """The order's number without the try: FK2026-00007-2 → FK2026-00007."""
    head, _dash, tail = reference.rpartition("-")
    return head if head.count("-") == 1 and tail.isdigit() else reference
