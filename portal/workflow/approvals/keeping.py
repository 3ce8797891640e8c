"""Keeping chains and stock phrases: what an office sets for itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.permissions import Permission
from portal.workflow.approvals import conditions, queries
from portal.workflow.approvals.conditions import ChainFacts
from portal.workflow.approvals.enums import LinkKind
from portal.workflow.approvals.models import Chain, StockPhrase

if TYPE_CHECKING:
    from portal.bodies.models import Body

Links = Sequence[tuple[str, str]]


@transaction.atomic
def keep_chain(*, act: str, office: Body, links: Links, starts_on: date, by: User) -> Chain:
    """Set the chain of an act ("" for every act) in an office from a day on; the former rows stay.

    ``links`` are (role, kind) in order. What is under way keeps the chain it began with.
    Raises Refused: ``not_permitted``, ``chain_empty``, ``role_unknown``,
    ``chain_without_decision``, ``chain_in_past``.
    """
    _refuse_unless(by, Permission.CHAINS_EDIT, office)
    known = {code for code, _title in queries.roles()}
    facts = ChainFacts(
        kinds=[str(LinkKind(kind)) for _role, kind in links],
        roles_known=all(role in known for role, _kind in links),
        starts_on=starts_on,
        today=clock.today(),
    )
    refuse_if_blocked(collect(conditions.CHAIN, facts))
    row = Chain.objects.create(
        act=act,
        office_id=office.pk,
        starts_on=starts_on,
        links=[{"role": role, "kind": kind} for role, kind in links],
        kept_by=by,
        kept_at=clock.now(),
    )
    audit.record(
        "chain.kept",
        by=by,
        subject=f"workflow.chain:{row.pk}",
        data={"act": act, "office": office.pk, "from": str(starts_on), "links": row.links},
        post=people.post_in(by, Permission.CHAINS_EDIT, office.pk),
    )
    return row


@transaction.atomic
def keep_phrase(*, office: Body, act: str, text: str, by: User) -> StockPhrase:
    """Keep a sentence of an office. Raises Refused: ``not_permitted``, ``phrase_empty``."""
    _refuse_unless(by, Permission.APPROVE, office)
    plain = " ".join(text.split())
    if not plain:
        raise Refused(Reason("phrase_empty", _("Write the sentence.")))
    row, _is_new = StockPhrase.objects.get_or_create(
        office_id=office.pk,
        act=act,
        text=plain,
        dropped_at=None,
        defaults={"kept_by": by, "kept_at": clock.now()},
    )
    return row


def drop_phrase(*, phrase: StockPhrase, by: User) -> None:
    """Offer a sentence no longer. Raises Refused("not_permitted")."""
    _refuse_unless(by, Permission.APPROVE, phrase.office)
    StockPhrase.objects.filter(pk=phrase.pk, dropped_at=None).update(dropped_at=clock.now())


def _refuse_unless(by: User, permission: Permission, office: Body) -> None:
    if not people.may(by, permission, body=office.pk):
        raise Refused(not_permitted())
