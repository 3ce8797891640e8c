"""Marks, totals and grades: pure functions, in exact decimals.

The quotients of re-based groups are kept as fractions until the end and are then cut off after
twelve places, never rounded up: whoever stands a hair below a bound stays below it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from math import floor

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from ratings.schemes.enums import LETTERS, Nature, Rebase

PLACES = 12
ZERO, HUNDREDTH = Decimal(0), Decimal("0.01")
Mark = Decimal | Fraction


@dataclass(frozen=True, slots=True)
class PointFacts:
    """A point as the arithmetic needs it; ``group`` is the code of its group."""

    code: str
    group: str
    maximum: Decimal
    nature: str = Nature.SCORED
    may_not_apply: bool = False


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """Marks given on a sheet; ``step`` is the smallest difference between two marks."""

    points: Sequence[PointFacts]
    scores: Mapping[str, Decimal]
    not_applicable: Collection[str] = frozenset()
    step: Decimal = Decimal("0.5")
    titles: Mapping[str, str] = field(default_factory=dict)


def grade(bands: Mapping[str, Decimal], score: Decimal) -> str:
    """The best grade whose lower bound the unrounded score reaches; "" when it reaches none.

    ``bands`` are lower bounds by grade as the certificate writes it (AAAAA … A), in any order:
    the order of the grades counts, not that of the table.
    """
    reached = (letters for letters in LETTERS if letters in bands and score >= bands[letters])
    return next(reached, "")


def cap(reached: str, vetoes: Iterable[str]) -> str:
    """The grade that remains when these vetoes are met: the lowest of all of them.

    Each veto is the best grade it leaves, "" when it leaves none.
    """
    return min((reached, *vetoes), key=len)


def total(
    points: Sequence[PointFacts],
    scores: Mapping[str, Mark],
    not_applicable: Collection[str] = frozenset(),
    *,
    rebase: str = Rebase.PROPORTIONAL,
    bonus_most: Decimal | None = None,
) -> Decimal:
    """What a sheet sums to, unrounded: its groups, and bonus marks up to ``bonus_most``.

    Means of several sheets are given as fractions, so that nothing is lost before the end.

    A point without a mark counts nothing. A group of which nothing applies counts nothing under
    the proportional rule: there is nothing to scale.
    """
    groups = _groups(points, scores, not_applicable, rebase)
    return _decimal(sum(groups.values(), Fraction(0)) + _bonus(points, scores, bonus_most))


def group_totals(
    points: Sequence[PointFacts],
    scores: Mapping[str, Mark],
    not_applicable: Collection[str] = frozenset(),
    *,
    rebase: str = Rebase.PROPORTIONAL,
) -> dict[str, Decimal]:
    """What each group sums to, by its code, without bonus marks; for pictures and tables."""
    groups = _groups(points, scores, not_applicable, rebase)
    return {code: _decimal(sum_) for code, sum_ in groups.items()}


def _groups(
    points: Sequence[PointFacts],
    scores: Mapping[str, Mark],
    not_applicable: Collection[str],
    rebase: str,
) -> dict[str, Fraction]:
    counted = [point for point in points if point.nature == Nature.SCORED]
    found = {}
    for code in dict.fromkeys(point.group for point in counted):
        mine = [point for point in counted if point.group == code]
        asked = [point for point in mine if point.code not in not_applicable]
        given = sum((Fraction(scores.get(point.code, ZERO)) for point in asked), Fraction(0))
        whole = sum((Fraction(point.maximum) for point in mine), Fraction(0))
        rest = sum((Fraction(point.maximum) for point in asked), Fraction(0))
        found[code] = _rebased(given, whole, rest, rebase)
    return found


def _rebased(given: Fraction, whole: Fraction, rest: Fraction, rebase: str) -> Fraction:
    if rebase == Rebase.FULL:
        return given + whole - rest
    if rebase == Rebase.EXCLUDED:
        return given
    return given * whole / rest if rest else Fraction(0)


def _bonus(
    points: Sequence[PointFacts], scores: Mapping[str, Mark], most: Decimal | None
) -> Fraction:
    given = sum(
        (Fraction(scores.get(p.code, ZERO)) for p in points if p.nature == Nature.BONUS),
        Fraction(0),
    )
    return given if most is None else min(given, Fraction(most))


def _decimal(exact: Fraction) -> Decimal:
    cut = Decimal(floor(exact * 10**PLACES)).scaleb(-PLACES)
    plain = cut.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def missing(facts: ScoreFacts) -> list[str]:
    """The codes of the counted points that have neither a mark nor "does not apply"."""
    return [
        point.code
        for point in facts.points
        if point.nature == Nature.SCORED
        and point.code not in facts.scores
        and point.code not in facts.not_applicable
    ]


def marks_possible(facts: ScoreFacts) -> Iterator[Reason]:
    """Every mark belongs to a point of the sheet, from nought to its maximum, in whole steps."""
    known = {point.code: point for point in facts.points if point.nature != Nature.VETO}
    for code, mark in facts.scores.items():
        point = known.get(code)
        named = {"point": facts.titles.get(code, code)}
        if point is None:
            yield Reason(
                "point_unknown",
                _("“%(point)s” is no point of this sheet that takes marks."),
                _("Open the sheet again."),
                params=named,
            )
        elif not mark.is_finite() or mark < 0 or mark > point.maximum:
            yield Reason(
                "mark_out_of_range",
                _("“%(point)s” takes 0 to %(most)s points."),
                _("Enter a mark in this range."),
                params=named | {"most": plain(point.maximum)},
            )
        elif mark % facts.step:
            yield Reason(
                "mark_between_steps",
                _("Marks go in steps of %(step)s; “%(point)s” has %(mark)s."),
                _("Enter the nearest step."),
                params=named | {"step": plain(facts.step), "mark": plain(mark)},
            )


def leaving_out_allowed(facts: ScoreFacts) -> Iterator[Reason]:
    """Only what the sheet allows is left out, never a whole group, and it has no mark."""
    by_code = {point.code: point for point in facts.points}
    for code in facts.not_applicable:
        point = by_code.get(code)
        named = {"point": facts.titles.get(code, code)}
        if point is None or not point.may_not_apply or point.nature != Nature.SCORED:
            yield Reason(
                "must_apply",
                _("“%(point)s” applies to everybody."),
                _("Give it a mark."),
                params=named,
            )
        elif code in facts.scores:
            yield Reason(
                "mark_where_not_applicable",
                _("“%(point)s” has a mark and is marked as not applicable."),
                _("Take one of the two away."),
                params=named,
            )
    for group in dict.fromkeys(p.group for p in facts.points if p.nature == Nature.SCORED):
        mine = {p.code for p in facts.points if p.group == group and p.nature == Nature.SCORED}
        if mine <= set(facts.not_applicable):
            yield Reason(
                "group_left_out",
                _("Nothing of the group “%(group)s” would be looked at."),
                _("At least one point of each group must apply."),
                params={"group": facts.titles.get(group, group)},
            )


SCORES = (marks_possible, leaving_out_allowed)


def cut(number: Decimal) -> str:
    """12, 12.5, 65.33: two places at most, cut off, so that nothing looks better than it is."""
    return plain(number.quantize(HUNDREDTH, ROUND_DOWN))


def plain(number: Decimal) -> str:
    """A number as people write it: 12, 12.5, 950.99."""
    words = f"{number:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
