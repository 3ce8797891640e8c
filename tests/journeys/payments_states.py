"""Payments in states that the descriptions of addresses do not show, for the sweep by axe."""

from collections.abc import Callable

from django.urls import reverse

from tests.factories import payments as make

Where = tuple[str, str] | tuple[str, str, int]


def order_to_check() -> Where:
    """An order as the treasurer releases it."""
    return reverse("payment_order", args=[make.prepared().pk]), "treasurer"


def order_returned() -> Where:
    """An order that came back, as the maker sees it."""
    return reverse("payment_order", args=[make.returned().pk]), "accountant"


def payment_returned() -> Where:
    """The same as the organisation sees it."""
    return reverse("payment_to_us", args=[make.returned().pk]), "owner"


def payment_wants_paper() -> Where:
    """A payment that waits for a receipt."""
    return reverse("payment_to_us", args=[make.prepared(paper=False).pk]), "owner"


def file_to_make() -> Where:
    """Checked orders and their file."""
    make.checked()
    return reverse("bank_file_make"), "accountant"


def order_to_prepare() -> Where:
    """An open commitment to pay from."""
    basis = f"tests.award:{next(make._serials)}"
    make.prepared(50, commitment=make.ledger.commitment(100, basis=basis), basis=basis)
    return reverse("payment_prepare"), "accountant"


def account_to_confirm() -> Where:
    """An account with its decision, while another one is in force."""
    make.in_force()
    return reverse("payee_account", args=[make.waiting().pk]), "treasurer"


def receipts_taken() -> Where:
    """Every class of rows in a preview."""
    row = make.sent()
    make.taken(make.line(make.sent(), reference="X1"))
    lines = [make.line(row), make.line(row, amount="1"), make.line(row, result="处理中")]
    return reverse("receipt_list", args=[make.uploaded(*lines).pk]), "accountant"


FURTHER: dict[str, Callable[[], Where]] = {
    "payment order to check": order_to_check,
    "payment order that came back": order_returned,
    "payment to us that came back": payment_returned,
    "payment that waits for a receipt": payment_wants_paper,
    "file for the bank to make": file_to_make,
    "payment order to prepare": order_to_prepare,
    "bank account to confirm": account_to_confirm,
    "bank receipts in every class": receipts_taken,
}
