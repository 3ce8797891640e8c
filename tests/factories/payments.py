"""Bank accounts, payment orders and receipts for tests, in any state."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock, money, sealed
from portal.ledger.postings import journal
from portal.ledger.postings.journal import Act, Move
from portal.ledger.postings.models import Commitment
from portal.organisations.register.models import Organisation
from portal.payments.banking import operations as banking
from portal.payments.banking import receipts, working
from portal.payments.banking.layout import Layout
from portal.payments.banking.models import BankFile, ReceiptList
from portal.payments.orders import operations, papers
from portal.payments.orders.entered import Receipt
from portal.payments.orders.models import Order
from portal.payments.payees import bank_code
from portal.payments.payees import operations as payees
from portal.payments.payees.entered import Entered, entered
from portal.payments.payees.models import Account
from tests import people
from tests.factories import joining, ledger, record

BANK = "中国农业银行鄂尔多斯东胜支行"
HEADS = ("付款单号", "金额", "收款账号", "交易状态", "交易日期", "流水号", "摘要")
_serials = iter(range(10_000_000))


def number() -> str:
    """An account number that no other account of the run has."""
    return f"0612{next(_serials):012d}"


def code(head: str = "10320500001") -> str:
    """A bank code with its check digit."""
    return head + str(bank_code.check_digit(head))


def ours() -> Body:
    """Our organisation, on the register of the bureau, its credit lists known and clean."""
    body = people.body("ours")
    if not Organisation.objects.filter(pk=body.pk).exists():
        joining.registered(body)
    record.lists_known(body)
    return body


def typed(body: Body | None = None, **given: Any) -> Entered:
    """An account as somebody types it."""
    values = {
        "holder": (body or people.body("ours")).name,
        "bank": BANK,
        "bank_code_": code(),
        "number": number(),
    }
    return entered(**(values | given))


def proposed(body: Body | None = None, by: str = "owner", **given: Any) -> Account:
    """Named by the owner, to be confirmed."""
    found = body or ours()
    return payees.propose(
        body=found, entered=typed(found, **given), permit=joining.scan(), by=people.person(by)
    )


def waiting() -> Account:
    """One of ours that is to be confirmed; only one can be at a time."""
    found = ours().accounts.filter(status="proposed").first()
    return found or proposed()


def account(body: Body | None = None, by: str = "owner", **given: Any) -> Account:
    """Confirmed by the treasurer and in force."""
    row = proposed(body, by, **given)
    return payees.confirm(account=row, by=people.person("treasurer"))


def in_force(body: Body | None = None) -> Account:
    """The account in force; made when there is none."""
    found = body or ours()
    known = Account.objects.filter(body=found, in_force=True).first()
    return known or account(found)


def receipt(fen: int = 1_000_000, **given: Any) -> Receipt:
    """A receipt of our organisation over so much."""
    values = {
        "kind": "receipt",
        "number": f"NO{next(_serials):08d}",
        "issuer": people.body("ours").name,
        "fen": fen,
        "on": clock.today(),
        "upload": None,
    }
    return Receipt(**(values | given))


def prepared(fen: int = 1_000_000, *, paper: bool = True, **given: Any) -> Order:
    """Prepared by the accountant over 10,000 yuan, with a receipt, from a commitment of its own."""
    in_force()
    basis = given.pop("basis", f"tests.award:{next(_serials)}")
    values: dict[str, Any] = {
        "commitment": given.pop("commitment", None) or ledger.commitment(fen, basis=basis),
        "body": people.body("ours"),
        "fen": fen,
        "basis": basis,
        "words": "首次3A等级奖励",
        "by": people.person("accountant"),
        "receipt": receipt(fen) if paper else None,
    }
    return operations.prepare(**(values | given))


def checked(row: Order | None = None, **given: Any) -> Order:
    """Released by the treasurer."""
    return operations.check(order=row or prepared(**given), by=people.person("treasurer"))


def bank_file(*rows: Order, layout: Layout | None = None) -> BankFile:
    """A file of checked orders, made by the accountant."""
    picked = list(rows) or [checked()]
    return banking.make_file(
        payer=people.body("bureau"), picked=picked, layout_=layout or Layout(),
        by=people.person("accountant"),
    )  # fmt: skip


def sent(row: Order | None = None, **given: Any) -> Order:
    """On its way to the bank."""
    found = row or checked(**given)
    bank_file(found)
    found.refresh_from_db()
    return found


def line(row: Order, result: str = "成功", **given: Any) -> tuple[str, ...]:
    """What the bank says of an order, as a row of its list."""
    values = {
        "reference": row.reference,
        "amount": money.yuan(row.fen),
        "account": sealed.unsealed(row.sealed),
        "result": result,
        "day": clock.today().isoformat(),
        "serial": f"S{next(_serials):09d}",
        "words": "",
    }
    return tuple(str(each) for each in (values | given).values())


def listed(*lines: Sequence[str], heads: Sequence[str] = HEADS, name: str = "回单.csv") -> Any:
    """The bank's list as a file."""
    text = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in (heads, *lines))
    return SimpleUploadedFile(name, text.encode("gb18030"), content_type="text/csv")


def uploaded(*lines: Sequence[str]) -> ReceiptList:
    """Uploaded by the accountant, to be confirmed."""
    return receipts.upload(
        payer=people.body("bureau"), upload=listed(*lines), by=people.person("accountant")
    )


def taken(*lines: Sequence[str]) -> ReceiptList:
    """Uploaded, confirmed and taken in."""
    row = receipts.confirm(row=uploaded(*lines), by=people.person("accountant"))
    working.take_in(row.pk)
    row.refresh_from_db()
    return row


def paid(row: Order | None = None) -> Order:
    """Paid by the bank."""
    found = row or sent()
    taken(line(found))
    found.refresh_from_db()
    return found


def returned(row: Order | None = None) -> Order:
    """Paid, and come back."""
    found = row or paid()
    taken(line(found, "退汇", words="账号与户名不符"))
    found.refresh_from_db()
    return found


def in_state(state: str) -> Order:
    """An order that took the steps to a state."""
    made: dict[str, Any] = {
        "prepared": prepared,
        "mending": lambda: operations.send_back(
            order=prepared(), by=people.person("treasurer"), words="用途写清楚"
        ),
        "checked": checked,
        "sent": sent,
        "paid": paid,
        "returned": returned,
        "settled": _settled,
        "cancelled": lambda: operations.cancel(
            order=prepared(), by=people.person("accountant"), words="重复制单"
        ),
    }
    found: Order = made[state]()
    return found


def enter_paper(row: Order, by: User, **given: Any) -> Order:
    """Put down a receipt."""
    return papers.enter(order=row, receipt=receipt(row.fen, **given), by=by)


def commitment_gone(row: Order) -> None:
    """The commitment of an order is given back, past every refusal."""
    key = row.commitment_id
    line = Commitment.objects.values_list("line", flat=True).get(pk=key)
    moves = [Move(line, "committed", -row.fen, key), Move(line, "free", row.fen)]
    journal.post(Act("release", f"tests.gone:{key}", "收回", row.fen), moves, by=None)


def tomorrow() -> date:
    """The day after today."""
    return clock.today() + timedelta(days=1)


def _settled() -> Order:
    from portal.workflow import engine

    return engine.advance(paid(), "settle", by=None)
