"""What must be true of the support a programme grants and of the sheets it measures by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from incubator.programmes.enums import SupportKind
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """What a residence will be granted and measured by."""

    amounts: Sequence[tuple[SupportKind, int]] = ()
    midterm_sum: int = 100
    midterm_total: int = 100
    exit_items: int = 1


class HasTerms(Protocol):
    """Facts that know the terms; None where they stay as they are."""

    @property
    def terms(self) -> TermsFacts | None:
        """The terms as they would be."""


def support_is_real(facts: HasTerms) -> Iterator[Reason]:
    """Every kind of support stands once, with an amount somebody can use."""
    if facts.terms is None:
        return
    seen: set[SupportKind] = set()
    for kind, amount in facts.terms.amounts:
        if amount <= 0:
            yield Reason(
                "allowance_not_positive",
                _("Nothing would be granted of: %(kind)s."),
                _("Enter an amount above 0 under Support, or take the line out."),
                params={"kind": kind.label},
            )
        if kind in seen:
            yield Reason(
                "allowance_twice",
                _("This kind of support stands twice: %(kind)s."),
                _("Put both amounts into one line under Support."),
                params={"kind": kind.label},
            )
        seen.add(kind)


def reviews_are_whole(facts: HasTerms) -> Iterator[Reason]:
    """The mid-term sheet sums to its total, and the exit asks for something."""
    if facts.terms is None:
        return
    if facts.terms.midterm_sum != facts.terms.midterm_total:
        yield Reason(
            "midterm_not_100",
            _("The mid-term sheet sums to %(sum)d points; it must be exactly %(total)d."),
            _("Change the points under Reviews until the sum is right."),
            params={"sum": facts.terms.midterm_sum, "total": facts.terms.midterm_total},
        )
    if facts.terms.exit_items < 1:
        yield Reason(
            "exit_empty",
            _("The exit sheet is empty, so nobody could graduate."),
            _("Enter at least one item under Reviews."),
        )
