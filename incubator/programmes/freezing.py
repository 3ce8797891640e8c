"""A programme as plain values: what a version keeps, and what every page is drawn from."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from incubator.programmes.parts import (
    ALLOWANCE_FIELDS,
    CONDITION_FIELDS,
    EVIDENCE_FIELDS,
    EXIT_FIELDS,
    MIDTERM_FIELDS,
    SHEET_FIELDS,
)

if TYPE_CHECKING:
    from incubator.programmes.models import Programme

Content = dict[str, Any]
PLAIN = (
    "title",
    "year",
    "introduction",
    "benefits",
    "places",
    "physical",
    "virtual",
    "period_months",
    "max_age_years",
    "min_team",
    "public_interest_required",
    "panel_size",
    "pass_mark",
    "tie_rule",
    "phone",
    "counter_address",
    "supervision_phone",
)


def content(programme: "Programme") -> Content:
    """Everything a programme says, as JSON values; moments as ISO texts."""
    base, tier, division = programme.base, programme.tier, programme.local_division
    return {
        **{name: getattr(programme, name) for name in PLAIN},
        "opens_at": _iso(programme.opens_at),
        "closes_at": _iso(programme.closes_at),
        "tier": {"id": tier.pk, "name": tier.name, "name_en": tier.name_en},
        "base": {
            "id": base.pk,
            "name": base.body.name,
            "level": base.level,
            "address": base.address,
            "phone": base.phone,
            "hours": base.hours,
        },
        "office": {"id": programme.office_id, "name": programme.office.name},
        "local_division": division and {"code": division.pk, "name": division.name},
        "conditions": _rows(programme.conditions.all(), CONDITION_FIELDS),
        "evidence": [
            {**row, "sample": bool(item.sample_id), "id": item.pk}
            for item, row in zip(
                programme.evidence.all(),
                _rows(programme.evidence.all(), ("code", *EVIDENCE_FIELDS)),
                strict=True,
            )
        ],
        "sheet": _rows(programme.sheet.all(), ("code", *SHEET_FIELDS)),
        "allowances": _rows(programme.allowances.all(), ALLOWANCE_FIELDS),
        "midterm": {
            "pass_mark": programme.midterm_pass_mark,
            "items": _rows(programme.midterm.all(), ("code", *MIDTERM_FIELDS)),
        },
        "exit": {"items": _rows(programme.exit.all(), ("code", *EXIT_FIELDS))},
    }


def terms(kept: Content) -> Content:
    """What a residence keeps of the version under which it was applied for."""
    return {
        "tier": kept["tier"],
        "allowances": kept.get("allowances", []),
        "midterm": kept.get("midterm", {"pass_mark": kept["pass_mark"], "items": []}),
        "exit": kept.get("exit", {"items": []}),
    }


def moment(value: str | None) -> datetime | None:
    """A moment of a content, or None."""
    return datetime.fromisoformat(value) if value else None


def _iso(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def _rows(rows: Iterable[Any], names: Iterable[str]) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in names} for row in rows]
