"""Tiers: changing them, and what a programme takes over from its own."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.programmes import syncing
from incubator.programmes.models import Programme, Tier
from incubator.programmes.parts import (
    ALLOWANCE_FIELDS,
    CONDITION_FIELDS,
    EXIT_FIELDS,
    MIDTERM_FIELDS,
)
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission

EDIT = Permission.PROGRAMME_EDIT
TERMS = {"allowances": ALLOWANCE_FIELDS, "midterm": MIDTERM_FIELDS, "exit": EXIT_FIELDS}
LISTS = {"conditions": CONDITION_FIELDS, **TERMS}
SHEETS = ("midterm", "exit")
Rows = list[dict[str, Any]]


@transaction.atomic
def save_tier(
    *,
    tier: Tier | None,
    by: User,
    lists: Mapping[str, Iterable[Mapping[str, Any]]] | None = None,
    **values: Any,
) -> Tier:
    """Add a tier, or change one; the names are the city's own.

    ``lists``: "conditions", "allowances", "midterm" or "exit" → rows in order, in place of the
    present ones. Programmes that took theirs over before keep them.
    Raises Refused: ``not_permitted``, ``tier_exists``.
    """
    if not people.may(by, EDIT):
        raise Refused(not_permitted())
    row = tier or Tier()
    for name, value in values.items():
        setattr(row, name, value)
    if Tier.objects.filter(name=row.name).exclude(pk=row.pk).exists():
        raise Refused(
            Reason(
                "tier_exists",
                _("There is a tier “%(name)s” already."),
                _("Choose another name, or change the one that is there."),
                params={"name": row.name},
            )
        )
    row.save()
    for part, rows in (lists or {}).items():
        syncing.of(part, row, list(rows)).write()
    audit.record("tier.saved", by=by, subject=f"incubator.tier:{row.pk}", data={"name": row.name})
    return row


def take_over(programme: Programme) -> None:
    """Give a new programme the conditions, support, period and sheets of its tier."""
    programme.period_months = programme.tier.period_months
    programme.midterm_pass_mark = programme.tier.midterm_pass_mark
    for part in LISTS:
        syncing.of(part, programme, of_tier(programme.tier, part)).write()


def fill_sheets(programme: Programme) -> None:
    """Give a programme the sheets it has none of: those of its tier, or the shipped ones."""
    for part in SHEETS:
        if not getattr(programme, part).exists():
            syncing.of(part, programme, of_tier(programme.tier, part)).write()


def of_tier(tier: Tier, part: str) -> Rows:
    """The rows of a tier's list; where it has no sheet of its own, the shipped one."""
    rows = [{name: getattr(row, name) for name in LISTS[part]} for row in getattr(tier, part).all()]
    return rows or [dict(row) for row in shipped().get(part, ())]


@cache
def shipped() -> Mapping[str, Rows]:
    """The sheets ("midterm", "exit") that every tier begins with."""
    text = (Path(__file__).parent / "data" / "sheets.toml").read_text("utf-8")
    found: Mapping[str, Rows] = tomllib.loads(text)
    return found


def not_permitted() -> Reason:
    """The reason against somebody who edits no programmes here."""
    return Reason(
        "not_permitted",
        _("You do not edit programmes for this office."),
        _("Ask a colleague of the office that holds the programme."),
    )
