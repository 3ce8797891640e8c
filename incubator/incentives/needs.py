"""What must be on record of an organisation that applies under a scheme."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.programmes.models import Tier
from portal.organisations.record.enums import GradeLevel


@dataclass(frozen=True, slots=True)
class Needs:
    """The conditions of a scheme as its table keeps them; what is 0, False or empty is not asked.

    Months are whole months since registration; ``grade`` is the lowest level (1 to 5) that must be
    held; ``tiers`` are ids of tiers in which the organisation must live.
    """

    residence: bool = False
    tiers: tuple[int, ...] = ()
    least_months: int = 0
    most_months: int = 0
    grade: int = 0

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Needs:
        """The conditions a version keeps."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        return cls(**{**known, "tiers": tuple(known.get("tiers", ()))})

    def as_json(self) -> dict[str, Any]:
        """As a version keeps them, without what is not asked."""
        found = {name: value for name, value in asdict(self).items() if value}
        return {**found, "tiers": list(self.tiers)} if self.tiers else found


def in_words(kept: Mapping[str, Any]) -> list[str]:
    """Each condition as a sentence for readers; one query when tiers are named."""
    needs, found = Needs.of(kept), []
    if needs.residence and not needs.tiers:
        found.append(_("In residence in an incubation base on the day of the application."))
    if needs.tiers:
        names = "、".join(tier.shown_name for tier in tiers(needs.tiers))
        found.append(_("In residence in one of these tiers: %(names)s.") % {"names": names})
    if needs.least_months:
        found.append(
            ngettext(
                "Registered for at least %(n)s month.", "Registered for at least %(n)s months.",
                needs.least_months,
            )
            % {"n": needs.least_months}
        )  # fmt: skip
    if needs.most_months:
        found.append(
            ngettext(
                "Registered for at most %(n)s month.", "Registered for at most %(n)s months.",
                needs.most_months,
            )
            % {"n": needs.most_months}
        )  # fmt: skip
    if needs.grade:
        found.append(
            _("Holds a grade of at least %(grade)s.") % {"grade": GradeLevel(needs.grade).label}
        )
    return found


def tiers(keys: Collection[int] | None = None) -> list[Tier]:
    """The tiers in use, or those with these ids, in their order."""
    found = Tier.objects.filter(active=True) if keys is None else Tier.objects.filter(pk__in=keys)
    return list(found)
