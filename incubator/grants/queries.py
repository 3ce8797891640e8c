"""Reading claims: who sees which, the queue, the facts of a step, what is public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from incubator.admission import queries as admission
from incubator.grants import grounds, holds
from incubator.grants.acts import Facts
from incubator.grants.enums import COUNTED, PAID_OUT, ClaimState
from incubator.grants.grounds import Ground
from incubator.grants.models import Claim
from incubator.grants.reckoning import Reckoned, reckon
from incubator.incentives.models import SchemeVersion
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.bodies import queries as bodies
from portal.core import clock
from portal.organisations.lineage import queries as lineage
from portal.organisations.record import queries as record
from portal.organisations.register import queries as register
from portal.payments.orders import queries as orders
from portal.payments.orders.enums import GONE, OrderState
from portal.payments.payees import queries as payees
from portal.permissions import Permission
from portal.workflow.publicity import queries as publicities

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation
    from portal.payments.orders.models import Order
    from portal.workflow.publicity.models import PublicEntry

KIND = "grant"
ACT = "grants.award"
WITH = (
    "organisation__body", "scheme__office", "version__line__budget", "version__scheme",
    "case__holder", "grade", "base__body",
)  # fmt: skip
SEES = (Permission.CASES_VIEW, Permission.PAYMENT_MAKE, Permission.MONEY_VIEW)


def visible_to(user: Anybody) -> QuerySet[Claim]:
    """The claims of the offices whose cases or money a person sees."""
    offices: frozenset[int] = frozenset()
    for permission in SEES:
        offices |= people.bodies_where(user, permission)
    return Claim.objects.filter(case__holder__in=offices).select_related(*WITH)


def own(user: Anybody) -> QuerySet[Claim]:
    """The claims of the organisations in which a person is a member."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return Claim.objects.filter(organisation__in=mine).select_related(*WITH)


def of_case(case_id: int) -> Claim:
    """The claim of a case. Raises Claim.DoesNotExist."""
    return Claim.objects.select_related(*WITH).get(case=case_id)


def may_handle_money(user: Anybody, organisation: int) -> bool:
    """Whether a person is owner or finance post of an organisation."""
    return people.may(user, Permission.ORGANISATION_MONEY, body=organisation)


def organisations_of(user: Anybody) -> list[Organisation]:
    """The organisations for whose money a person acts, by name."""
    mine = people.bodies_where(user, Permission.ORGANISATION_MONEY)
    found = register.all_organisations().filter(pk__in=mine)
    return list(found.order_by("body__name"))


def account_shown(claim: Claim) -> str:
    """The organisation's checked account, masked; "" while there is none."""
    account = payees.account_of(claim.organisation_id)
    return payees.masked(account) if account else ""


def subject(claim: Claim) -> str:
    """What names a claim in proposals."""
    return claim.basis


def within_reach(
    organisation: Organisation, awards: Iterable[SchemeVersion]
) -> list[SchemeVersion]:
    """Those of these awards that are given where the organisation is: its bureau's, and above."""
    code = organisation.body.division_id
    return [
        version for version in awards if bodies.lies_within(code, version.scheme.office.division_id)
    ]


def reckoned(claim: Claim, family: frozenset[int] | None = None) -> Reckoned:
    """What is due on a claim as things stand now."""
    known = family or lineage.ancestors(claim.organisation_id)
    return reckon(
        claim.version,
        ground_of(claim),
        known,
        asked_on=claim.claimed_on or clock.today(),
        but=claim.pk,
    )


def ground_of(claim: Claim) -> Ground:
    """On what a claim rests, as the records say today."""
    return Ground(
        claim.organisation_id,
        claim.entry,
        claim.confirmed_on,
        stands=_stands(claim),
        occasion=claim.occasion,
        base=claim.base_id,
        asked=claim.asked,
    )


def facts(claim: Claim, by: User | None, *, now: Reckoned | None = None) -> Facts:
    """What the steps ask of a claim; the amount is reckoned anew."""
    family = lineage.ancestors(claim.organisation_id)
    return Facts(
        due=(now or reckoned(claim, family)).due,
        amount=claim.amount,
        own_case=by is not None and admission.belongs_to(by, claim.organisation_id),
        has_account=payees.account_of(claim.organisation_id) is not None,
        lists_known=record.lists_known(claim.organisation_id, clock.today()),
        struck_off=claim.organisation.struck_off,
        held=holds.reasons(family),
        beside=_beside(claim, family),
        has_receipt=bool(claim.receipt_number and claim.receipt_file_id),
        reported=bool(claim.report and claim.report_words and claim.report_file_id),
        paid=claim.paid,
        spent=claim.spent,
        unspent=claim.unspent,
    )


def to_lapse(_moment: datetime) -> Iterable[Claim]:
    """The offers whose days to claim are over."""
    return Claim.objects.filter(status=ClaimState.OFFERED, claim_until__lt=clock.today())


def publicity_over(moment: datetime) -> Iterable[Claim]:
    """The claims whose publicity is over and free of open objections."""
    ended = publicities.ended(moment, KIND).order_by().values("case")
    return list(
        Claim.objects.filter(status=ClaimState.PUBLISHED, case__in=ended).select_related(*WITH)
    )


def to_close(_moment: datetime) -> Iterable[Claim]:
    """The paid claims whose days to say that the money is missing are over."""
    return Claim.objects.filter(status=ClaimState.PAID, case__due_on__lt=clock.today())


def page_of(claim: Claim) -> PublicEntry | None:
    """The entry of a claim on its last public page."""
    return publicities.of_case(claim.case_id or 0).last()


def undone_transfer(claim: Claim) -> Order | None:
    """The payment order of a claim that counts as paid although its money is not with the
    organisation: the bank returned it, or the order was cancelled after that. None otherwise.
    """
    if claim.status not in PAID_OUT:
        return None
    order = orders.of_basis(claim.basis).last()
    if order is None or order.status in GONE:
        return None
    came_back = order.status in (OrderState.RETURNED, OrderState.CANCELLED) or order.attempt > 1
    return order if came_back else None


def _stands(claim: Claim) -> bool:
    if claim.base_id is not None:
        return grounds.base_grade_stands(claim.base_id, claim.occasion, claim.entry)
    if claim.grade is None:
        return True
    return record.grade_stands(claim.organisation_id, claim.confirmed_on, claim.grade.grade)


def _beside(claim: Claim, family: frozenset[int]) -> tuple[str, ...]:
    """The schemes beside which this one is not paid, and under which the lineage has a claim;
    with the number of a claim of the organisation's own.
    """
    if not claim.version.not_with:
        return ()
    others = Claim.objects.filter(
        scheme__in=claim.version.not_with, organisation__in=family, status__in=COUNTED
    ).exclude(pk=claim.pk)
    rows = others.select_related("scheme", "case").order_by("pk")
    own = {row.scheme_id: f" {row}" for row in rows if row.organisation_id == claim.organisation_id}
    titles = {row.scheme_id: row.scheme.shown_title for row in rows}
    return tuple(f"{title}{own.get(key, '')}" for key, title in titles.items())
