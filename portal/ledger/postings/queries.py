"""Reading the journal: commitments, postings, what stands in it for whom."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.ledger.budgets.models import Line
from portal.ledger.postings.enums import Account
from portal.ledger.postings.models import Commitment, Leg, Posting
from portal.permissions import Permission


def by_id(pk: int) -> Commitment:
    """The commitment with this id and its line; Commitment.DoesNotExist when there is none."""
    return Commitment.objects.select_related("line__budget").get(pk=pk)


def commitment_of(basis: str) -> Commitment | None:
    """The commitment that rests on a basis, planned ones too; None when there is none."""
    return Commitment.objects.filter(basis=basis).select_related("line__budget").first()


def commitments_of(basis: str) -> QuerySet[Commitment]:
    """The commitments of a basis over the years, in order ("…:7:2027", "…:7:2028")."""
    found = Commitment.objects.filter(basis__startswith=f"{basis}:").order_by("year", "id")
    return found.select_related("line__budget")


def posted(kind: str, basis: str) -> Posting | None:
    """The posting of a kind and basis, or None."""
    return Posting.objects.filter(kind=kind, basis=basis).first()


def waiting_for(line: Line) -> QuerySet[Commitment]:
    """What is planned for a line and not yet committed, the oldest first."""
    return Commitment.objects.filter(
        line=None,
        fen__gt=0,
        body=line.budget.body_id,
        year=line.budget.year,
        source=line.source,
        code=line.code,
    ).order_by("id")


def planned(body_id: int, year: int) -> QuerySet[Commitment]:
    """What waits for a body's budgets of a year and of later ones."""
    found = Commitment.objects.filter(line=None, fen__gt=0, body=body_id, year__gte=year)
    return found.order_by("year", "source", "code", "id")


def payable(bodies: Collection[int]) -> QuerySet[Commitment]:
    """What these bodies (their ids) have committed and not yet paid, the newest first."""
    found = Commitment.objects.filter(body__in=list(bodies), open__gt=0, line__isnull=False)
    return found.select_related("line__budget", "body").order_by("-id")


def of_line(line_id: int, account: str = "") -> QuerySet[Any]:
    """The postings of a line, newest first, with what each adds to ``free``, ``committed`` and
    ``paid`` (fen, 0 for nothing); only those that touch an account when one is named.
    """
    touched = Leg.objects.filter(line=line_id)
    if account:
        touched = touched.filter(account=account)

    def sum_of(name: str) -> Any:
        mine = Q(legs__line=line_id, legs__account=name)
        return Coalesce(Sum("legs__fen", filter=mine), 0)

    found = Posting.objects.filter(pk__in=touched.values("posting"))
    return (
        found.annotate(
            free=sum_of(Account.FREE),
            committed=sum_of(Account.COMMITTED),
            paid=sum_of(Account.PAID),
        )
        .select_related("by")
        .order_by("-at", "-id")
    )


def on_line(line_id: int) -> QuerySet[Commitment]:
    """The commitments that stand on a line or took money from it, newest first."""
    touched = Leg.objects.filter(line=line_id).exclude(commitment=None)
    found = Commitment.objects.filter(Q(line=line_id) | Q(pk__in=touched.values("commitment")))
    return found.select_related("made_by").order_by("-id")


def visible_to(user: Anybody) -> QuerySet[Posting]:
    """The postings on lines of the bodies whose money a person sees."""
    offices = people.bodies_where(user, Permission.MONEY_VIEW)
    seen = Leg.objects.filter(line__budget__body__in=offices)
    return Posting.objects.filter(pk__in=seen.values("posting")).select_related("by", "reverses")


def legs_of(posting: Posting) -> QuerySet[Leg]:
    """The legs of a posting with their lines, in the order in which they were entered."""
    found = Leg.objects.filter(posting=posting).select_related("line__budget__body", "commitment")
    return found.order_by("id")


def of_ids(ids: Iterable[int]) -> QuerySet[Posting]:
    """The postings with these ids."""
    return Posting.objects.filter(pk__in=list(ids))
