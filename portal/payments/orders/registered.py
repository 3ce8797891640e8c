"""What the ledger learns of payment orders: their words, their payees, what they ask for."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from portal.core.references import Reference
from portal.ledger.account import telling
from portal.ledger.account.telling import Payee
from portal.ledger.postings import asked, bases
from portal.payments.orders import queries
from portal.payments.orders.enums import OrderState
from portal.payments.orders.models import Order


def _told(keys: Collection[int]) -> Mapping[int, Reference]:
    found = Order.objects.filter(pk__in=keys).select_related("body")
    return {
        row.pk: Reference(f"{row.number} {row.body.name}", reverse("payment_order", args=[row.pk]))
        for row in found
    }


def _payees(commitments: Collection[int]) -> Mapping[int, Payee]:
    """Whom the orders of commitments pay; nobody where several bodies share one."""
    found = Order.objects.filter(commitment__in=commitments).exclude(status=OrderState.CANCELLED)
    told: dict[int, Payee] = {}
    for key, name, body, code, division in found.values_list(
        "commitment", "body__name", "body", "body__credit_code", "body__division"
    ):
        one = Payee(name, body, code or "", division)
        told[key] = one if told.get(key, one) == one else Payee()
    return told


bases.register("payments.order", _told)
telling.register_payees(_payees)
asked.register(queries.asked_for)
