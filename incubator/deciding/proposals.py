"""The result of a round on its way through the approval chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.deciding import queries, rounds
from incubator.programmes.models import Programme
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core.reasons import Refused, not_permitted
from portal.permissions import Permission
from portal.workflow.approvals import acts
from portal.workflow.approvals import operations as approvals

if TYPE_CHECKING:
    from portal.workflow.approvals.models import Approval

ACT = "admission.result"


@transaction.atomic
def propose(*, programme: Programme, words: str, url: str, by: User) -> Approval:
    """Propose the ranking as it stands; its figures go with it, so that nothing changes unseen.

    Raises Refused: ``not_permitted``, ``nothing_scored``, ``lot_not_drawn``, ``approval_open``.
    """
    if not people.may(by, Permission.ADMISSION_CHECK, body=programme.office_id):
        raise Refused(not_permitted())
    ranking = queries.ranking(programme)
    rounds.refuse_unready(ranking)
    return approvals.propose(
        act=ACT,
        office=programme.office,
        subject=queries.subject(programme.pk),
        title=programme.title,
        url=url,
        words=words,
        by=by,
        data={"programme": programme.pk, "figures": ranking.figures()},
    )


def perform(approval: Approval, by: User) -> object:
    """Do what was agreed, in the transaction of the last opinion."""
    programme = Programme.objects.select_related("office").get(pk=approval.data["programme"])
    return rounds.publish_result(programme=programme, by=by, proposed=approval.data["figures"])


acts.register(ACT, _("Result of an admission round"), perform=perform)
