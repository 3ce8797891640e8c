"""The way of public money in a browser: opinions, orders, the bank's file and the bank's list."""

from __future__ import annotations

from typing import Any

from portal.core import money
from portal.ledger.budgets.models import Line
from portal.payments.banking.models import BankFile, ReceiptList
from portal.payments.orders.models import Order
from tests.factories import payments
from tests.journeys.walking import Walk, until


def figures() -> tuple[int, int, int]:
    """Reserved, paid and free on the only line, in fen."""
    line = Line.objects.get()
    return line.committed, line.paid, line.free


def agree(walk: Walk, approval: int, *who: str) -> None:
    """These people agree one after the other."""
    for one in who:
        walk.go(f"/work/approvals/{approval}/", one)
        walk.page.locator('input[name=opinion][value="agree"]').check(force=True)
        walk.page.fill("textarea[name=words]", "同意。")
        walk.press("main form button.button-wide")


def release(walk: Walk, order: Order, *words: str) -> None:
    """The maker cannot release an order; the treasurer reads these words on it and does."""
    here = f"/work/payments/{order.pk}/"
    walk.go(here, "accountant")
    assert walk.page.locator('button[value="check"]').count() == 0, "never one person alone"
    walk.go(here, "treasurer")
    walk.says(*words)
    said = walk.act("check")
    assert Order.objects.get(pk=order.pk).status == "checked", said[:1500]


def send(walk: Walk, fen: int) -> bytes:
    """The accountant makes the file of everything that was released; returns what it holds."""
    walk.go("/work/bank-files/new/", "accountant")
    walk.says(money.yuan(fen))
    walk.press("main form button.button")
    file = BankFile.objects.latest("pk")
    content = walk.page.request.get(f"{walk.site.url}/work/bank-files/{file.pk}/content/")
    return content.body()


def bank_says(walk: Walk, result: str, *orders: Order, **given: Any) -> None:
    """The accountant uploads the bank's list, looks at it, and takes it in."""
    paper = payments.listed(*(payments.line(row, result, **given) for row in orders))
    walk.go("/work/bank-receipts/new/", "accountant")
    walk.attach("upload", paper)
    walk.press("main form button.button")
    walk.says(*(row.reference for row in orders))
    source = ReceiptList.objects.latest("pk")
    walk.press('form[action$="/confirm/"] button')
    until(lambda: ReceiptList.objects.get(pk=source.pk).phase == "written")
