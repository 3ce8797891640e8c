"""Whether a sheet can be kept at all, and keeping it: rows of groups, items, points, bands."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from ratings.schemes.checking import codes_once_in
from ratings.schemes.contents import PointContent, SheetContent
from ratings.schemes.enums import CAPS, Nature, Rebase
from ratings.schemes.models import Band, Group, Item, Point

if TYPE_CHECKING:
    from ratings.schemes.models import Version

CODE = re.compile(r"(?=.*[0-9])[0-9A-Za-z](?:[0-9A-Za-z.\-]{0,18}[0-9A-Za-z])?")
MOST = Decimal("99999.9")
MOST_BAND = Decimal("999999.999")
LONGEST = {"group": 60, "item": 120, "point": 200}
LONGEST_METHOD = 2000
MOST_LINES = 500


def storable(sheet: SheetContent) -> Iterator[Reason]:
    """Everything that keeps a sheet from being kept: codes, lengths, numbers, kinds."""
    yield from codes_once_in(sheet)
    if sum(1 for _point in sheet.points()) > MOST_LINES:
        yield Reason(
            "too_many_points",
            _("A sheet has at most %(most)s points."),
            _("Put together what belongs together."),
            params={"most": MOST_LINES},
        )
    for number in (sheet.total, sheet.bonus_most, *(group.total for group in sheet.groups)):
        yield from _mark(number, _("points in all"))
    if sheet.rebase not in Rebase.values:
        yield Reason("rebase_unknown", _("Choose what happens to points that do not apply."))
    for lower in sheet.bands.values():
        if not (lower.is_finite() and 0 <= lower <= MOST_BAND and lower == round(lower, 3)):
            yield Reason(
                "band_unreadable",
                _("A lower bound is a number from 0 with at most three decimals."),
                _("Mend it under Bounds of grades."),
            )
    for group in sheet.groups:
        yield from _line("group", group.code, group.title)
        for item in group.items:
            yield from _line("item", item.code, item.title)
            for point in item.points:
                yield from point_storable(point)


def point_storable(point: PointContent) -> Iterator[Reason]:
    """What keeps a single point from being kept."""
    yield from _line("point", point.code, point.title)
    yield from _mark(point.maximum, point.title)
    if point.nature not in Nature.values:
        yield Reason("nature_unknown", _("Choose whether the point counts, adds or bars."))
    if point.nature == Nature.VETO and point.maximum:
        yield Reason(
            "veto_with_marks",
            _("The veto “%(point)s” has no points to give."),
            _("Set its points to 0, or let it count."),
            params={"point": point.title},
        )
    if point.nature != Nature.VETO and point.cap is not None:
        yield Reason(
            "cap_without_veto",
            _("Only a veto limits the grade; “%(point)s” is none."),
            _("Take the grade away, or make it a veto."),
            params={"point": point.title},
        )
    if point.nature != Nature.SCORED and point.may_not_apply:
        yield Reason(
            "nothing_to_rebase",
            _("Bonus and veto apply to everybody; “%(point)s” cannot be left out."),
            _("Take the mark “may not apply” away."),
            params={"point": point.title},
        )
    if point.cap is not None and point.cap not in [level for level, _label in CAPS]:
        yield Reason("grade_unknown", _("There is no such grade."), _("Choose a grade."))
    if len(point.method) > LONGEST_METHOD:
        yield _too_long(point.title, LONGEST_METHOD)


def _line(level: str, code: str, title: str) -> Iterator[Reason]:
    if not CODE.fullmatch(code):
        yield Reason(
            "code_unreadable",
            _("“%(code)s” is no code. A code has up to 20 letters, digits, points and hyphens."),
            _("Write it like 2.1 or 2.1.3, with at least one digit."),
            params={"code": code},
        )
    if not title.strip():
        yield Reason(
            "title_missing",
            _("The line %(code)s has no name."),
            _("Say in a few words what is looked at."),
            params={"code": code},
        )
    if len(title) > LONGEST[level]:
        yield _too_long(title, LONGEST[level])


def _mark(number: Decimal, named: Any) -> Iterator[Reason]:
    if not number.is_finite() or not 0 <= number <= MOST or number != round(number, 1):
        yield Reason(
            "points_unreadable",
            _("%(name)s: points are a number from 0 with at most one decimal."),
            _("Write it like 12 or 12.5."),
            params={"name": named},
        )


def _too_long(words: str, most: int) -> Reason:
    return Reason(
        "words_too_long",
        _("“%(words)s…” is longer than %(most)s signs."),
        _("Shorten it."),
        params={"words": words[:20], "most": most},
    )


def write(version: "Version", sheet: SheetContent) -> None:
    """Put the sheet in place of what the draft holds; the caller has asked ``storable``."""
    for name in ("total", "bonus_most", "rebase", "basis", "introduction"):
        setattr(version, name, getattr(sheet, name))
    version.bands.all().delete()
    version.groups.all().delete()
    Band.objects.bulk_create(
        Band(version=version, grade=level, lower=lower) for level, lower in sheet.bands.items()
    )
    groups = [
        Group(version=version, code=group.code, title=group.title, total=group.total, order=order)
        for order, group in enumerate(sheet.groups)
    ]
    Group.objects.bulk_create(groups)
    items = [
        (Item(version=version, group=row, code=item.code, title=item.title, order=order), item)
        for row, group in zip(groups, sheet.groups, strict=True)
        for order, item in enumerate(group.items)
    ]
    Item.objects.bulk_create(row for row, _item in items)
    Point.objects.bulk_create(
        _row(version, row, point, order)
        for row, item in items
        for order, point in enumerate(item.points)
    )


def _row(version: "Version", item: Item, point: PointContent, order: int) -> Point:
    return Point(
        version=version,
        item=item,
        code=point.code,
        title=point.title,
        nature=point.nature,
        maximum=point.maximum,
        method=point.method,
        evidence=list(point.evidence),
        may_not_apply=point.may_not_apply,
        cap=point.cap,
        order=order,
    )
