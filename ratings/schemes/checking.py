"""What must hold before a sheet is published: every fault at once, each with its cure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Severity
from portal.organisations.record.enums import GradeLevel
from ratings.schemes.conditions import plain
from ratings.schemes.contents import SheetContent
from ratings.schemes.enums import CAPS, Evidence, Nature

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """A sheet with the rows that bind it: the step of marks, the usual number of groups."""

    content: SheetContent
    step: Decimal
    groups_least: int
    groups_most: int


def has_basis(facts: CheckFacts) -> Iterator[Reason]:
    """Nobody is graded without a rule that says so."""
    if not facts.content.basis.strip():
        yield Reason(
            "basis_missing",
            _("It is not said on which rule the sheet rests."),
            _("Name the document under Basics."),
        )


def groups_usual(facts: CheckFacts) -> Iterator[Reason]:
    """Four or five groups share the points; another number is only pointed out."""
    counted = [group for group in facts.content.groups if group.total]
    if not facts.content.groups:
        yield Reason(
            "no_groups",
            _("The sheet is empty."),
            _("Add groups, or import a spreadsheet."),
        )
    elif not facts.groups_least <= len(counted) <= facts.groups_most:
        yield Reason(
            "groups_unusual",
            _("%(count)s groups share the points; usually it is %(least)s to %(most)s."),
            severity=Severity.WARN,
            params={
                "count": len(counted),
                "least": facts.groups_least,
                "most": facts.groups_most,
            },
        )


def no_orphans(facts: CheckFacts) -> Iterator[Reason]:
    """A group without items, or an item without points, asks nothing of anybody."""
    for group in facts.content.groups:
        if not group.items:
            yield Reason(
                "group_empty",
                _("The group “%(group)s” has no items."),
                _("Add items, or delete the group."),
                params={"group": group.title},
            )
        for item in group.items:
            if not item.points:
                yield Reason(
                    "item_empty",
                    _("The item “%(item)s” has no points."),
                    _("Add points, or delete the item."),
                    params={"item": item.title},
                )


def codes_once(facts: CheckFacts) -> Iterator[Reason]:
    """Marks, evidence and reports name a point by its code."""
    yield from codes_once_in(facts.content)


def codes_once_in(content: SheetContent) -> Iterator[Reason]:
    """Each code that stands twice among the groups, the items or the points."""
    levels = (
        [group.code for group in content.groups],
        [item.code for group in content.groups for item in group.items],
        [point.code for point in content.points()],
    )
    for codes in levels:
        for code in (code for code, count in Counter(codes).items() if count > 1):
            yield Reason(
                "code_twice",
                _("The code “%(code)s” stands twice."),
                _("Give each line a code of its own."),
                params={"code": code},
            )


def sums_agree(facts: CheckFacts) -> Iterator[Reason]:
    """Points sum to their group, groups sum to the total; exactly."""
    content = facts.content
    if content.total <= 0:
        yield Reason(
            "total_missing",
            _("It is not said how many points there are in all."),
            _("Enter the total under Basics."),
        )
    given = sum((group.total for group in content.groups), ZERO)
    if given != content.total:
        yield Reason(
            "groups_not_total",
            _("The groups sum to %(sum)s points; the sheet says %(total)s."),
            _("Change the points of the groups or the total."),
            params={"sum": plain(given), "total": plain(content.total)},
        )
    for group in content.groups:
        mine = sum((point.maximum for point in group.points(Nature.SCORED)), ZERO)
        if mine != group.total:
            yield Reason(
                "points_not_group",
                _("The points of “%(group)s” sum to %(sum)s; the group says %(total)s."),
                _("Change the points or the group."),
                params={"group": group.title, "sum": plain(mine), "total": plain(group.total)},
            )


def marks_in_steps(facts: CheckFacts) -> Iterator[Reason]:
    """Every maximum is a whole number of steps, and a point that counts has one."""
    for point in facts.content.points(Nature.SCORED, Nature.BONUS):
        named = {"code": point.code, "point": point.title}
        if point.maximum <= 0:
            yield Reason(
                "maximum_missing",
                _("%(code)s “%(point)s” has no points to give."),
                _("Enter the points at most."),
                params=named,
            )
        elif point.maximum % facts.step:
            yield Reason(
                "maximum_between_steps",
                _("%(code)s “%(point)s” has %(maximum)s points; marks go in steps of %(step)s."),
                _("Enter the nearest step."),
                params=named | {"maximum": plain(point.maximum), "step": plain(facts.step)},
            )


def points_explained(facts: CheckFacts) -> Iterator[Reason]:
    """Whoever is scored can read how, and with what it is proved."""
    for point in facts.content.points():
        named = {"code": point.code, "point": point.title}
        if not point.method.strip():
            yield Reason(
                "method_missing",
                _("It is not said how %(code)s “%(point)s” is scored."),
                _("Describe it in one or two sentences."),
                params=named,
            )
        for code in point.evidence:
            if code not in Evidence.values:
                yield Reason(
                    "evidence_unknown",
                    _("%(code)s “%(point)s” asks for “%(evidence)s”, which is no known paper."),
                    _("Choose from the list of papers."),
                    params=named | {"evidence": code},
                )
        if not point.evidence:
            yield Reason(
                "evidence_missing",
                _("Nothing proves %(code)s “%(point)s”."),
                _("Choose at least one paper."),
                severity=Severity.WARN,
                params=named,
            )


def vetoes_known(facts: CheckFacts) -> Iterator[Reason]:
    """A veto says which grade it leaves."""
    levels = [level for level, _label in CAPS]
    for point in facts.content.points(Nature.VETO):
        if point.cap not in levels:
            yield Reason(
                "cap_missing",
                _("It is not said which grade %(code)s “%(point)s” leaves at most."),
                _("Choose a grade."),
                params={"code": point.code, "point": point.title},
            )


def bonus_bounded(facts: CheckFacts) -> Iterator[Reason]:
    """Bonus points and the most they may add come together."""
    content = facts.content
    some = any(True for _point in content.points(Nature.BONUS))
    if some and content.bonus_most <= 0:
        yield Reason(
            "bonus_unbounded",
            _("There are bonus points, but none may be counted."),
            _("Enter the bonus points at most under Basics."),
        )
    if not some and content.bonus_most > 0:
        yield Reason(
            "bonus_empty",
            _("Bonus points are allowed, but none are on the sheet."),
            _("Add bonus points, or set the most to 0."),
        )


def bands_in_order(facts: CheckFacts) -> Iterator[Reason]:
    """The bands of a version, judged like those of a round."""
    content = facts.content
    yield from band_faults(content.bands, content.total + content.bonus_most)


def band_faults(bands: Mapping[int, Decimal], most: Decimal) -> Iterator[Reason]:
    """What is wrong with a table of lower bounds by level (5: 5A); ``most``: points in all.

    No table, a grade left out between two others (a hole), a better grade that does not begin
    higher than the one below it (an overlap), a bound nobody can reach or below nought. Best and
    lowest grades may be absent: many authorities give no 5A themselves, or no 1A.
    """
    if not bands:
        yield Reason(
            "bands_missing",
            _("It is not said from how many points each grade begins."),
            _("Enter the lower bounds under Bounds of grades."),
        )
        return
    for level in sorted(bands, reverse=True):
        if level not in GradeLevel.values:
            yield Reason("grade_unknown", _("There is no such grade."), _("Take it out."))
        elif not ZERO <= bands[level] <= most:
            yield Reason(
                "band_out_of_reach",
                _("%(grade)s begins at %(lower)s; there are 0 to %(most)s points."),
                _("Enter a bound in this range."),
                params={
                    "grade": GradeLevel(level).label,
                    "lower": plain(bands[level]),
                    "most": plain(most),
                },
            )
    yield from _neighbours({k: v for k, v in bands.items() if k in GradeLevel.values})


def _neighbours(bands: Mapping[int, Decimal]) -> Iterator[Reason]:
    for better, worse in pairwise(sorted(bands, reverse=True)):
        for between in range(better - 1, worse, -1):
            yield _hole(between)
        if bands[better] <= bands[worse]:
            yield Reason(
                "bands_overlap",
                _("%(better)s begins at %(high)s, %(worse)s at %(low)s: they overlap."),
                _("The better grade must begin higher."),
                params={
                    "better": GradeLevel(better).label,
                    "worse": GradeLevel(worse).label,
                    "high": plain(bands[better]),
                    "low": plain(bands[worse]),
                },
            )


def _hole(level: int) -> Reason:
    return Reason(
        "band_hole",
        _("%(grade)s has no lower bound, though a grade below it has one."),
        _("Enter it, so that there is no hole."),
        params={"grade": GradeLevel(level).label},
    )


CHECKS = (
    has_basis,
    groups_usual,
    no_orphans,
    codes_once,
    sums_agree,
    marks_in_steps,
    points_explained,
    vetoes_known,
    bonus_bounded,
    bands_in_order,
)
