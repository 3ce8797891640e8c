"""What the acts on rounds share: the locked row, who may write it, the basics of every round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.reasons import Reason, refuse_if_blocked
from ratings.rounds import queries
from ratings.rounds.enums import WRITABLE, RoundState
from ratings.rounds.models import Round

if TYPE_CHECKING:
    from portal.accounts.models import User

FIRST_YEAR, YEARS_AHEAD = 2011, 2


def locked(rating_round: Round) -> Round:
    """The row, locked until the transaction ends."""
    rows: Any = Round.objects.select_for_update(of=("self",), no_key=True)
    found: Round = rows.select_related("registry", "case__holder").get(pk=rating_round.pk)
    return found


def draft(rating_round: Round, by: User) -> Round:
    """The locked row of a draft that the person may write."""
    row = locked(rating_round)
    reasons = [] if queries.may_edit(by, row) else [not_permitted()]
    if row.status not in WRITABLE:
        reasons.append(
            Reason(
                "not_a_draft",
                _("This round is no draft any more: it is now “%(state)s”."),
                _("Have it sent back first, or extend it."),
                params={"state": RoundState(row.status).label},
            )
        )
    refuse_if_blocked(reasons)
    return row


def basics(year: int, title: str) -> list[Reason]:
    """What is wrong with the year and the title."""
    reasons = []
    last = clock.today().year + YEARS_AHEAD
    if not FIRST_YEAR <= year <= last:
        reasons.append(
            Reason(
                "year_impossible",
                _("A round is of a year from %(first)s to %(last)s."),
                _("Mend the year."),
                params={"first": str(FIRST_YEAR), "last": str(last)},
            )
        )
    if not title.strip():
        reasons.append(Reason("title_missing", _("The round has no title.")))
    return reasons


def not_permitted() -> Reason:
    """The reason against whoever does not keep rounds of the registry."""
    return Reason("not_permitted", _("Your post does not include keeping rounds of this registry."))
