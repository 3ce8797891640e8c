"""The sheet of a review: that of the residence's terms, or the city's where they have none."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from incubator.reports.conditions import HUNDRED
from incubator.residence.models import Residence

FULL = 100 * HUNDRED


def of(residence: Residence) -> dict[str, Any]:
    """The sheet to be frozen in a review: pass mark and items with their maximum."""
    kept = residence.terms.get("midterm", {})
    return {"pass_mark": kept.get("pass_mark", 60), "items": kept.get("items") or _usual()}


def unscored(sheet: Mapping[str, Any], points: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles of the items without points."""
    return tuple(item["title"] for item in sheet["items"] if item["code"] not in points)


def score(sheet: Mapping[str, Any], points: Mapping[str, Any]) -> int | None:
    """The result in hundredths of 100 points; None while an item has none.

    Maxima that add up to another sum are scaled to 100, rounded half up.
    """
    if not sheet["items"] or unscored(sheet, points):
        return None
    reached = sum(int(points[item["code"]]["points"]) for item in sheet["items"])
    whole = sum(int(item["maximum"]) for item in sheet["items"]) * HUNDRED
    return (2 * reached * FULL + whole) // (2 * whole) if whole else None


def _usual() -> list[dict[str, Any]]:
    with translation.override("zh-hans"):
        rows = (
            ("need", _("Need and service"), _("The service answers a real need."), 25),
            ("plan", _("Progress of the plan"), _("Milestones are reached in time."), 25),
            ("rules", _("Own rules"), _("Council, charter and decisions are in order."), 20),
            ("money", _("Money"), _("Accounts and receipts are in order."), 15),
            ("team", _("Team"), _("Full-time people and volunteers stay."), 15),
        )
    return [
        {"code": code, "title": title, "criterion": criterion, "maximum": maximum}
        for code, title, criterion, maximum in rows
    ]
