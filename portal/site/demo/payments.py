"""Payments in the demo city: an account two people confirmed, and orders in several states."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from portal.accounts import queries as accounts
from portal.bodies import queries as bodies
from portal.core import clock
from portal.ledger.budgets import queries as budgets
from portal.ledger.changes import operations as changes
from portal.ledger.postings import operations as ledger
from portal.organisations.record import queries as record
from portal.payments.banking import operations as banking
from portal.payments.banking.layout import Layout
from portal.payments.orders import operations
from portal.payments.orders.entered import Receipt
from portal.payments.payees import bank_code
from portal.payments.payees import operations as payees
from portal.payments.payees.entered import entered
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.bodies.models import Body
    from portal.ledger.budgets.models import Line
    from portal.payments.orders.models import Order

SOURCE, CODE, NAME = "lottery", "2296002", "社会组织扶持"
BUDGET, HEAD = 30_000_000, "10320500001"
PAYMENTS = ((2_000_000, "公益项目资助（首期）"), (500_000, "场地补贴"), (1_000_000, "开办补助"))


def build(people: dict[str, User], office: int) -> None:
    """Confirm the account of the owner's organisation and prepare three orders to it: one is with
    the bank, one is to be checked, one waits for its receipt.
    """
    owner = people["owner"]
    body = bodies.body(min(accounts.bodies_where(owner, Permission.ORGANISATION_MONEY)))
    name_account(body, "0612 0010 4001 2345", owner, people["treasurer"])
    day = clock.today()
    if not record.lists_known(body.pk, day) or record.lists_on(body.pk, day):
        return
    line = _line(office, people)
    with_the_bank, _to_check, _without_paper = (
        _order(line, body, number, fen, words, people["accountant"])
        for number, (fen, words) in enumerate(PAYMENTS, 1)
    )
    operations.check(order=with_the_bank, by=people["treasurer"])
    banking.make_file(
        payer=with_the_bank.payer, picked=[with_the_bank], layout_=Layout(), by=people["accountant"]
    )


def name_account(body: Body, number: str, owner: User, treasurer: User) -> None:
    """An account that the owner names and the treasurer confirms."""
    named = payees.propose(
        body=body,
        entered=entered(
            holder=body.name,
            bank="中国农业银行鄂尔多斯东胜支行",
            bank_code_=f"{HEAD}{bank_code.check_digit(HEAD)}",
            number=number,
        ),
        permit=_scan(),
        by=owner,
    )
    payees.confirm(account=named, by=treasurer)


def _line(office: int, people: dict[str, User]) -> Line:
    """A line of the office's budget of this year, allotted by two people."""
    year = clock.today().year
    known = budgets.line_of(office, year, SOURCE, CODE)
    if known is not None and known.free >= sum(fen for fen, _words in PAYMENTS):
        return known
    maker = people["accountant"]
    change = changes.add_line(
        budget=changes.open_budget(body_id=office, year=year, by=maker),
        source=SOURCE,
        code=CODE,
        name=NAME,
        fen=BUDGET,
        words="年初预算",
        document=f"东财预〔{year}〕8号",
        by=maker,
    )
    changes.approve(change=change, by=people["treasurer"])
    found = budgets.line_of(office, year, SOURCE, CODE)
    if found is None:
        raise ValueError("The line that was just added is not there.")
    return found


def _order(line: Line, body: Body, number: int, fen: int, words: str, by: User) -> Order:
    basis = f"demo.payment:{number}"
    commitment = ledger.commit(line=line, fen=fen, basis=basis, words=words, by=by)
    paper = Receipt("receipt", f"NO{20260000 + number}", body.name, fen, clock.today())
    return operations.prepare(
        commitment=commitment,
        body=body,
        fen=fen,
        basis=basis,
        words=words,
        by=by,
        receipt=paper if number < len(PAYMENTS) else None,
    )


def _scan() -> ContentFile[bytes]:
    sheet = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 40, 580, 837), outline="#3a4e51", width=2)
    pen.ellipse((380, 660, 540, 820), outline="#b5371b", width=6)
    out = BytesIO()
    sheet.save(out, format="PDF")
    return ContentFile(out.getvalue(), name="开户许可证.pdf")
