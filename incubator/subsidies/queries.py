"""Reading lists and batches: who sees which, the facts of a step, what time brings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from incubator.admission import queries as admission
from incubator.grants import holds
from incubator.grants.acts import Facts
from incubator.grants.conditions import AwardFacts, Due, clean_lists
from incubator.grants.queries import SEES
from incubator.incentives import queries as schemes
from incubator.incentives.enums import Measure, Rhythm
from incubator.incentives.models import Scheme, SchemeVersion
from incubator.subsidies.acts import BatchFacts
from incubator.subsidies.enums import ClaimState
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim, SubsidyLine
from incubator.subsidies.refusals import nobody_due
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Reason
from portal.ledger.budgets import queries as budgets
from portal.organisations.lineage import queries as lineage
from portal.organisations.record import queries as record
from portal.payments.payees import queries as payees
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.ledger.budgets.models import Line
    from portal.organisations.register.models import Organisation

KIND = "subsidy"
ACT = "subsidies.batch"
CLAIM_WITH = (
    "organisation__body", "scheme__office", "version", "case__holder", "batch__case",
)  # fmt: skip
BATCH_WITH = ("scheme__office", "case__holder", "begun_by", "commitment__line")
RHYTHMS = (Rhythm.MONTHLY, Rhythm.ONCE)


def visible_to(user: Anybody) -> QuerySet[SubsidyClaim]:
    """The lists of the offices whose cases or money a person sees."""
    return SubsidyClaim.objects.filter(case__holder__in=_offices(user)).select_related(*CLAIM_WITH)


def batches_visible_to(user: Anybody) -> QuerySet[SubsidyBatch]:
    """The batches of those offices."""
    return SubsidyBatch.objects.filter(case__holder__in=_offices(user)).select_related(*BATCH_WITH)


def own(user: Anybody) -> QuerySet[SubsidyClaim]:
    """The lists of the organisations in which a person is a member."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return SubsidyClaim.objects.filter(organisation__in=mine).select_related(*CLAIM_WITH)


def may_claim(user: Anybody, organisation: int) -> bool:
    """Whether a person is owner or finance post of an organisation."""
    return people.may(user, Permission.ORGANISATION_MONEY, body=organisation)


def schemes_for(organisation: Organisation, on: date) -> list[SchemeVersion]:
    """The schemes for social workers in force on a day where the organisation is."""
    code = organisation.body.division_id
    found = schemes.in_force(on).filter(scheme__measure=Measure.LEVEL, rhythm__in=RHYTHMS)
    return [row for row in found if bodies.lies_within(code, row.scheme.office.division_id)]


def version_for(organisation: Organisation, scheme_id: int, month: date) -> SchemeVersion | None:
    """The version of a scheme on the first day of a month; None where it does not hold."""
    found = schemes_for(organisation, month)
    return next((row for row in found if row.scheme_id == scheme_id), None)


def schemes_kept(user: Anybody) -> list[Scheme]:
    """The schemes for social workers whose batches a person may put together."""
    offices = people.bodies_where(user, Permission.GRANT_EDIT)
    published = SchemeVersion.objects.filter(
        scheme=OuterRef("pk"), published_at__isnull=False, rhythm__in=RHYTHMS
    )
    found = Scheme.objects.filter(Exists(published), office__in=offices, measure=Measure.LEVEL)
    return list(found.select_related("office").order_by("pk"))


def facts(claim: SubsidyClaim, by: User | None) -> Facts:
    """What the steps ask of a list, read from the locked row."""
    key, today = claim.organisation_id, clock.today()
    account = payees.account_of(key)
    return Facts(
        due=Due(claim.gross, tuple(_against(claim, today))),
        amount=claim.fen,
        own_case=by is not None and admission.belongs_to(by, key),
        has_account=account is not None,
        lists_known=record.lists_known(key, today),
        struck_off=claim.organisation.struck_off,
        held=holds.reasons(lineage.ancestors(key)),
    )


def batch_facts(batch: SubsidyBatch, by: User | None, proposed: int | None = None) -> BatchFacts:
    """What the steps ask of a batch, read from the locked row."""
    own_bodies = {post.body_id for post in people.posts(by)} if by is not None else set()
    return BatchFacts(
        own_case=batch.claims.filter(organisation__in=own_bodies).exists(),
        own_act=by is not None and by.pk == batch.begun_by_id,
        fen=batch.fen,
        proposed=proposed,
        payee=batch.payee,
    )


def account_shown(organisation: int) -> str:
    """The organisation's checked account, masked; "" while there is none."""
    account = payees.account_of(organisation)
    return payees.masked(account) if account else ""


def to_gather(scheme_id: int, month: date) -> QuerySet[SubsidyClaim]:
    """The checked lists of a scheme up to a month that are in no batch, in the order of ids."""
    found = SubsidyClaim.objects.filter(
        scheme=scheme_id, status=ClaimState.CHECKED, batch=None, month__lte=month
    )
    return found.order_by("pk")


def line_of(batch: SubsidyBatch, year: int) -> Line | None:
    """The budget line that pays a batch in a year, by the terms in force."""
    newest = schemes.version_on(batch.scheme_id, clock.today())
    if newest is None:
        last = batch.claims.order_by("-month").first()
        newest = last.version if last else None
    return schemes.line_for(newest, year) if newest else None


def lacking(batch: SubsidyBatch) -> int:
    """How much the line of this year is short of a batch, in fen; 0 when it reaches."""
    line = line_of(batch, clock.today().year)
    return max(0, batch.fen - (budgets.figures(line).free if line else 0))


def lines_of(claim: SubsidyClaim) -> QuerySet[SubsidyLine]:
    """The people of a list: who is due first, then the exceptions."""
    found = SubsidyLine.objects.filter(claim=claim)
    return found.select_related("worker", "claim__version").order_by("-counts", "pk")


def exceptions_of(batch: SubsidyBatch) -> QuerySet[SubsidyLine]:
    """The people of a batch who are not paid, by organisation."""
    return _of_batch(batch).filter(counts=False, corrected=0)


def people_of(batch: SubsidyBatch) -> QuerySet[SubsidyLine]:
    """Everybody on the lists of a batch, by organisation."""
    return _of_batch(batch)


def _against(claim: SubsidyClaim, today: date) -> Iterable[Reason]:
    if not claim.people:
        yield nobody_due()
    lists = record.lists_on(claim.organisation_id, today)
    yield from clean_lists(AwardFacts(table={}, grade="", today=today, lists=lists))


def _of_batch(batch: SubsidyBatch) -> QuerySet[SubsidyLine]:
    found = SubsidyLine.objects.filter(claim__batch=batch)
    with_all = found.select_related("worker", "claim__organisation__body", "claim__case")
    return with_all.order_by("claim", "-counts", "pk")


def _offices(user: Anybody) -> frozenset[int]:
    return frozenset().union(*(people.bodies_where(user, each) for each in SEES))


def open_in(scheme_id: int, organisation: int, month: date) -> SubsidyClaim | None:
    """The organisation's list for a month that is in no batch yet."""
    found = SubsidyClaim.objects.filter(
        Q(scheme=scheme_id, organisation=organisation, month=month), batch=None
    )
    open_ones = (ClaimState.CONFIRMED, ClaimState.CHECKED)
    return found.filter(status__in=open_ones).select_related("case").first()
