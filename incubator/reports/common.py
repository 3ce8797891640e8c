"""What every act of this subject does: ask who it is, note it in the history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.residence import queries as residences
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import days
from portal.core.reasons import Reason, Refused, not_permitted
from portal.permissions import Permission


def refuse_unless_living(residence: Residence, by: User) -> None:
    """Only the organisation's own people; Raises Refused("not_permitted")."""
    if not residences.may_live(by, residence):
        raise Refused(not_permitted())


def refuse_unless_keeping(residence: Residence, by: User) -> None:
    """Only who looks after the residence and is no party; Raises Refused("not_permitted")."""
    if not residences.may_keep(by, residence):
        raise Refused(not_permitted())


def refuse_if_ended(residence: Residence) -> None:
    """Nothing is added to a residence that has ended; Raises Refused("residence_over")."""
    if residence.ended_on is not None:
        raise Refused(
            Reason(
                "residence_over",
                _("The residence ended on %(day)s; nothing is added to it any more."),
                _("What is still to be done stands on the page of the residence."),
                params={"day": days.date_words(residence.ended_on)},
            )
        )


def locked(residence: Residence) -> Residence:
    """The residence, locked until the transaction ends."""
    rows = Residence.objects.select_for_update(of=("self",)).select_related(
        "case__holder", "body", "base__body"
    )
    return rows.get(pk=residence.pk)


def record(action: str, residence: Residence, by: User | None, data: dict[str, Any]) -> None:
    """Note an act on a residence in its history."""
    keep = Permission.RESIDENCE_KEEP
    audit.record(
        action,
        by=by,
        subject=f"incubator.residence:{residence.pk}",
        case=str(residence),
        data=data,
        post=bases.post_in(by, keep, residence.base) if by else "",
    )
