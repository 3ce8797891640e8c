"""Reading payment orders: who sees which, what is left of a commitment, facts of the checks."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet, Sum

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.bodies.enums import SOCIAL_ORGANISATIONS, BodyKind
from portal.core import clock, credit_code
from portal.organisations.record import queries as record
from portal.organisations.register import queries as register
from portal.payments.orders.conditions import OrderFacts, PayeeFacts
from portal.payments.orders.entered import Receipt, clean_number
from portal.payments.orders.enums import GONE, UNDER_WAY, OrderState
from portal.payments.orders.models import Order
from portal.payments.orders.paper_conditions import PaperFacts
from portal.payments.payees import queries as payees
from portal.permissions import Permission
from portal.workflow import queries as cases
from portal.workflow.bases import CaseModel

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.ledger.postings.models import Commitment

OPEN_TURNS = {
    "check": (OrderState.PREPARED,),
    "make": (OrderState.CHECKED, OrderState.MENDING, OrderState.RETURNED),
    "bank": (OrderState.SENT,),
}
"""Whose turn it is: who checks, who makes, the bank."""


def of_offices(user: User) -> QuerySet[Order]:
    """The orders of the offices whose payments a person sees."""
    return _rows().filter(payer__in=payees.offices_seen(user))


def visible_to(user: User) -> QuerySet[Order]:
    """Those, and the payments to the bodies in which the person is a member."""
    own = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return _rows().filter(Q(payer__in=payees.offices_seen(user)) | Q(body__in=own))


def to_body(body: int) -> QuerySet[Order]:
    """The payments to a body (its id), newest first; cancelled ones too."""
    return _rows().filter(body=body).order_by("-id")


def of_basis(basis: str) -> QuerySet[Order]:
    """The orders that rest on a basis ("grants.claim:12"), oldest first."""
    return _rows().filter(basis=basis).order_by("id")


def turn(rows: QuerySet[Order], name: str) -> QuerySet[Order]:
    """Those whose turn it is ("check", "make", "bank"), the last day first; all for ""."""
    states = OPEN_TURNS.get(name)
    if states is None:
        return rows.order_by("-id")
    return rows.filter(status__in=states).order_by("case__due_on", "id")


def searched(rows: QuerySet[Order], words: str) -> QuerySet[Order]:
    """Those whose number, payee or purpose holds the words."""
    if not words:
        return rows
    named = Q(number__icontains=words) | Q(body__name__icontains=words)
    return rows.filter(named | Q(words__icontains=words))


def counts(rows: QuerySet[Order]) -> dict[str, int]:
    """How many orders there are for each turn, and in all (""); one query."""
    return rows.order_by().aggregate(
        **{name: Count("pk", filter=Q(status__in=states)) for name, states in OPEN_TURNS.items()},
        all=Count("pk"),
    )


def makes(user: User) -> bool:
    """Whether the person prepares orders anywhere."""
    return people.may(user, Permission.PAYMENT_MAKE)


def payee(words: str) -> "Body | None":
    """The body that a credit code or an exact name means; None when none or several fit."""
    code = bodies.with_code(credit_code.clean(words))
    if code is not None:
        return code
    found = list(register.by_code_or_name_exact(words)[:2])
    return found[0].body if len(found) == 1 else None


def paid_to(body: int) -> int:
    """What was paid to a body in all, in fen."""
    found = Order.objects.filter(body=body, status__in=GONE)
    return found.aggregate(n=Sum("fen"))["n"] or 0


def for_the_bank(payer: int) -> QuerySet[Order]:
    """The checked orders of a body that go to the bank, the oldest first."""
    return _rows().filter(payer=payer, status=OrderState.CHECKED).order_by("id")


def over(_moment: datetime) -> Iterable[CaseModel]:
    """Paid orders for which no return is expected any more (for the due-runner)."""
    return cases.rows_waiting(Order, OrderState.PAID, clock.today())


def asked_for(commitment: int) -> int:
    """What orders under way ask of a commitment (its id), in fen."""
    found = Order.objects.filter(commitment=commitment, status__in=UNDER_WAY)
    return found.aggregate(n=Sum("fen"))["n"] or 0


def left(commitment: "Commitment") -> int:
    """What of a commitment is neither paid nor asked for by an order, in fen."""
    return commitment.open - asked_for(commitment.pk)


def payee_facts(body: "Body") -> PayeeFacts:
    """What is known of a payee today."""
    organisation, today = register.of_body(body), clock.today()
    lists: frozenset[str] | None = frozenset()
    if body.kind in SOCIAL_ORGANISATIONS:
        known = record.lists_known(body.pk, today)
        lists = record.lists_on(body.pk, today) or (frozenset() if known else None)
    account = payees.account_of(body.pk)
    return PayeeFacts(
        name=body.name,
        holder=account.holder if account else "",
        struck_off=organisation is not None and organisation.struck_off,
        registered=body.kind != BodyKind.FOUNDING_TEAM,
        lists=lists,
        has_account=account is not None,
    )


def order_facts(order: Order, by: User | None) -> OrderFacts:
    """The facts on which an order goes on; ``order`` has just been locked, and is under way."""
    now = payees.account_of(order.body_id)
    return OrderFacts(
        payee=payee_facts(order.body),
        fen=order.fen,
        left=left(order.commitment) + order.fen,
        has_paper=bool(order.paper_number),
        paper_fits=order.paper_fen == order.fen,
        account_current=now is None or now.pk == order.account_id,
        own_act=by is not None and by.pk == order.prepared_by_id,
        own_body=by is not None
        and people.may(by, Permission.ORGANISATION_VIEW, body=order.body_id),
    )


def paper_facts(receipt: Receipt, *, fen: int, body: "Body", order: Order | None) -> PaperFacts:
    """The facts on which a receipt or invoice is taken; ``order`` is the one it is for."""
    number = clean_number(receipt.number)
    return PaperFacts(
        number=number,
        issuer=receipt.issuer,
        fen=receipt.fen,
        on=receipt.on,
        today=clock.today(),
        order_fen=fen,
        payee=body.name,
        first_use=_first_use(body, number, order),
    )


def _first_use(body: "Body", number: str, order: Order | None) -> str:
    used = Order.objects.filter(body=body, paper_number=number)
    used = used.exclude(status=OrderState.CANCELLED)
    if order is not None:
        used = used.exclude(pk=order.pk)
    return used.order_by("id").values_list("number", flat=True).first() or "" if number else ""


def _rows() -> QuerySet[Order]:
    return Order.objects.select_related(
        "case__holder", "payer", "body", "account", "commitment__line",
        "prepared_by", "checked_by", "paper_file", "bank_file",
    )  # fmt: skip
