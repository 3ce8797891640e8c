"""The payment order on paper, and the table of orders."""

from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core import clock, days, money, pdf
from portal.core.pdf import Fact
from portal.payments.orders import purposes
from portal.payments.orders.models import Order


def document(order: Order) -> pdf.Document:
    """The order as a page: both amounts, the payee's account masked, the lines to sign."""
    return pdf.Document(
        issuer=order.payer.name,
        title=pgettext("paper", "Payment order"),
        dated=clock.day(order.checked_at or order.prepared_at),
        number=order.reference,
        case=str(order.case),
        facts=tuple(Fact(label, value) for label, value in _facts(order)),
        closing=(
            _("Prepared by: %(maker)s") % {"maker": order.prepared_by.get_full_name()},
            _("Checked by: %(checker)s")
            % {"checker": order.checked_by.get_full_name() if order.checked_by else "________"},
            _("Head of finance (signature): ________________"),
        ),
    )


def paper(order: Order) -> bytes:
    """The page as PDF; in Chinese, as the files of the office are."""
    with translation.override("zh-hans"):
        return pdf.render(document(order))


def heads() -> Sequence[object]:
    """The headings of the table of orders."""
    return (
        _("Order number"), _("Payee"), _("Bank"), _("Account"), _("Amount"),
        _("Purpose of the payment"), _("State"), _("Maker"), _("Checked by"), _("Paid on"),
    )  # fmt: skip


def lines(orders: Iterable[Order]) -> Iterable[Sequence[object]]:
    """The orders as rows of a table; accounts show their last four digits only."""
    for order in orders:
        yield (
            order.reference,
            order.body.name,
            order.bank,
            order.shown,
            money.yuan(order.fen),
            order.words,
            order.state.label,
            order.prepared_by.get_full_name(),
            order.checked_by.get_full_name() if order.checked_by else "",
            order.paid_on or "",
        )


def _facts(order: Order) -> list[tuple[str, str]]:
    paper_words = ""
    if order.paper_number and order.paper_on:
        paper_words = f"{order.get_paper_display()} {order.paper_number} " + days.date_words(
            order.paper_on
        )
    return [
        (_("Payee"), order.holder),
        (_("Bank"), order.bank),
        (_("Bank code"), order.bank_code),
        (_("Account number"), order.shown),
        (_("Amount"), f"¥{money.yuan(order.fen)}"),
        (pgettext("amount", "In capitals"), money.capitals(order.fen)),
        (_("Purpose of the payment"), order.words),
        (_("Basis"), str(purposes.basis(order).words)),
        (_("Receipt or invoice"), paper_words),
    ]
