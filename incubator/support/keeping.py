"""Keeping the menu: adding and changing items."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases.enums import BaseLevel
from incubator.bases.models import Base
from incubator.programmes.models import Tier
from incubator.support import queries
from incubator.support.enums import Who
from incubator.support.models import SupportItem
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

MENU = Permission.MENU_MANAGE


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is known of an item that shall be kept."""

    allowance: str = ""
    amount: int = 0
    for_residents: bool = True
    tiers: int = 0
    form: str = ""
    published: bool = False
    phone: str = ""
    base_active: bool = True


def takes_both_or_nothing(facts: ItemFacts) -> Iterator[Reason]:
    """A kind of allowance and an amount belong together."""
    if bool(facts.allowance) != bool(facts.amount):
        yield Reason(
            "allowance_incomplete",
            _("Kind and amount of the allowance belong together."),
            _("Enter both, or leave both empty when nothing is taken."),
        )


def narrowed_for_residents_only(facts: ItemFacts) -> Iterator[Reason]:
    """Only residences have a tier and a form."""
    if not facts.for_residents and (facts.tiers or facts.form):
        yield Reason(
            "tiers_need_residents",
            _("Tiers and forms of residence narrow only what is for organisations in residence."),
            _("Choose “organisations in residence”, or leave tiers and form open."),
        )


def can_be_reached(facts: ItemFacts) -> Iterator[Reason]:
    """What is on the menu names a telephone, and is offered by a base in use."""
    if facts.published and not facts.phone.strip():
        yield Reason(
            "phone_missing",
            _("No telephone is given."),
            _("Enter the number that people without a computer call."),
        )
    if facts.published and not facts.base_active:
        yield Reason(
            "base_inactive",
            _("The base is not in use."),
            _("Put the base into use again, or keep the item hidden."),
        )


KEEP = (takes_both_or_nothing, narrowed_for_residents_only, can_be_reached)


@transaction.atomic
def save_item(
    *,
    item: SupportItem | None,
    by: User,
    base: Base | None = None,
    office: "Body | None" = None,
    tiers: Iterable[Tier] = (),
    **values: Any,
) -> SupportItem:
    """Add an item to the menu of a base (``base``) or of the city (``office``), or change one.

    An item stays where it is. Requests that are there keep what they took. Raises Refused with
    every reason: ``not_permitted``, ``allowance_incomplete``, ``tiers_need_residents``,
    ``phone_missing``, ``base_inactive``.
    """
    row = item or SupportItem(base=base, office=base.office if base else office)
    if not row.office_id or not queries.may(by, MENU, row):
        raise Refused(
            Reason(
                "not_permitted",
                _("You do not keep the menu here."),
                _("Ask a colleague of the base or of the office."),
            )
        )
    for name, value in values.items():
        setattr(row, name, value)
    row.level = row.base.level if row.base else _level_of(row.office)
    chosen = list(tiers)
    refuse_if_blocked(collect(KEEP, _facts(row, len(chosen))))
    row.changed_at = clock.now()
    row.save()
    row.tiers.set(chosen)
    audit.record(
        "menu.item_saved",
        by=by,
        subject=f"incubator.supportitem:{row.pk}",
        data={"title": row.title, "published": row.published},
    )
    return row


def _level_of(office: "Body") -> BaseLevel:
    """The level at which an office offers something: that of its division."""
    level = office.division.level
    return BaseLevel(level) if level in BaseLevel.values else BaseLevel.CITY


def _facts(row: SupportItem, tiers: int) -> ItemFacts:
    return ItemFacts(
        allowance=row.allowance,
        amount=row.amount,
        for_residents=row.who == Who.RESIDENTS,
        tiers=tiers,
        form=row.form,
        published=row.published,
        phone=row.phone,
        base_active=row.base is None or row.base.active,
    )
