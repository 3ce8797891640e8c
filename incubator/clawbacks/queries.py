"""Reading clawbacks: who sees which, what was paid, what stops new money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.clawbacks import shares
from incubator.clawbacks.acts import BASIS, Facts, OpenFacts
from incubator.clawbacks.enums import OPEN
from incubator.clawbacks.models import Clawback
from incubator.grants import queries as grants
from incubator.grants.enums import ClaimState
from incubator.grants.models import Claim
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.core.reasons import Reason
from portal.organisations.record import queries as record
from portal.permissions import Permission

UNSPENT = "unspent:"
WITH = ("organisation__body", "scheme__office", "case__holder", "opened_by", "decided_by")


def visible_to(user: Anybody) -> QuerySet[Clawback]:
    """The clawbacks of the offices whose cases or money a person sees."""
    offices: frozenset[int] = frozenset()
    for permission in grants.SEES:
        offices |= people.bodies_where(user, permission)
    return Clawback.objects.filter(case__holder__in=offices).select_related(*WITH)


def own(user: Anybody) -> QuerySet[Clawback]:
    """The clawbacks of the organisations in which a person is a member."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return Clawback.objects.filter(organisation__in=mine).select_related(*WITH)


def paid_claims(claim: Claim) -> list[list[int]]:
    """What the claim's organisation was paid under its scheme and still has, and nobody asks back
    yet: [[claim id, fen]].
    """
    return askable(_had_by(claim))


def paid_for(organisation: int, announced_on: date, family: Iterable[int]) -> list[Claim]:
    """The paid claims of a family that rest on the grade of an organisation announced on a day."""
    rows = record.grades_since(announced_on, [organisation]).filter(announced_on=announced_on)
    found = _paid().filter(
        organisation__in=list(family), confirmed_on=announced_on,
        grade__grade__in=list(rows.values_list("grade", flat=True)),
    )  # fmt: skip
    return _kept(found.select_related("scheme__office", "version", "organisation__body"))


def paid_until(claim: Claim) -> list[Claim]:
    """The paid claims of the claim's organisation under its scheme that rest on its ground, or on
    an earlier one.
    """
    return [one for one in _had_by(claim) if one.confirmed_on <= claim.confirmed_on]


def had(claim: Claim) -> int:
    """What the claim's organisation was paid under its scheme and still has, in fen."""
    return sum(one.paid - one.returned for one in _had_by(claim))


def askable(claims: Iterable[Claim]) -> list[list[int]]:
    """[[claim id, fen]] of what these claims still have and nobody asks back yet."""
    rows = {claim.pk: claim.paid - claim.returned for claim in claims}
    organisations = {claim.organisation_id for claim in claims}
    running = Clawback.objects.filter(organisation__in=organisations, status__in=OPEN)
    under_way = shares.outstanding(running.values_list("claims", "returned"))
    return shares.askable(rows, under_way)


def _paid() -> QuerySet[Claim]:
    return Claim.objects.filter(paid__gt=F("returned")).order_by("pk")


def _had_by(claim: Claim) -> list[Claim]:
    mine = _paid().filter(scheme=claim.scheme_id, organisation=claim.organisation_id)
    return _kept(mine.select_related("version"))


def _kept(claims: Iterable[Claim]) -> list[Claim]:
    """Without those whose transfer the bank returned: nobody owes what never arrived."""
    return [claim for claim in claims if grants.undone_transfer(claim) is None]


def open_facts(claim: Claim, words: str, by: User) -> OpenFacts:
    """What is known when somebody opens a clawback for a paid claim."""
    running = Clawback.objects.filter(
        scheme=claim.scheme_id, organisation=claim.organisation_id, status__in=OPEN
    )
    left = sum(fen for _pk, fen in paid_claims(claim))
    if left:
        running = running.filter(cause="")
    return OpenFacts(
        own_case=admission.belongs_to(by, claim.organisation_id),
        paid=left or had(claim),
        allowed=claim.version.clawback,
        open_already=running.exists(),
        words=words,
    )


def facts(row: Clawback, by: User | None, plan: Sequence[tuple[date, int]] = ()) -> Facts:
    """What the steps ask of a clawback, read from the locked row."""
    return Facts(
        own_case=by is not None and admission.belongs_to(by, row.organisation_id),
        own_opening=by is not None and by.pk == row.opened_by_id,
        own_decision=by is not None and by.pk == row.decided_by_id,
        owed=row.owed,
        came=row.repayments.aggregate(fen=Sum("fen"))["fen"] or 0,
        rest_open=_rest_open(row),
        today=clock.today(),
        plan=plan,
    )


def _rest_open(row: Clawback) -> bool:
    keys = [key for key, _fen in row.claims]
    waits = Claim.objects.filter(pk__in=keys, status=ClaimState.RETURNING).exists()
    return row.cause.startswith(UNSPENT) and waits


def holds(organisations: Iterable[int]) -> Iterator[Reason]:
    """No new money while some is asked back from the organisation or those it came from."""
    found = Clawback.objects.filter(organisation__in=list(organisations), status__in=OPEN)
    for row in found.select_related("case"):
        yield Reason(
            "money_asked_back",
            _("Money is being asked back (%(number)s); new money waits until that is settled."),
            _("See the page of that case."),
            BASIS,
            params={"number": str(row)},
        )
