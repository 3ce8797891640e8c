"""On what a claim rests, what the records say to it, and what is due where no grade is rewarded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from incubator.grants import others
from incubator.grants.conditions import Due
from incubator.grants.others import BaseFacts, GrantFacts
from incubator.incentives.enums import Measure, Rhythm
from incubator.incentives.needs import Needs
from incubator.residence import queries as residences
from incubator.yearly import queries as years
from portal.core import clock
from portal.organisations.record import queries as record
from portal.organisations.register import queries as register

if TYPE_CHECKING:
    from incubator.incentives.models import SchemeVersion

ALL = "all"


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a claim rests: whose, which entry of the table, since when, whether it still stands.

    ``occasion`` tells apart what is paid more than once, ``base`` is the base whose year it is,
    ``asked`` the amount of an application (fen).
    """

    organisation: int
    entry: str
    confirmed_on: date
    stands: bool = True
    occasion: str = ""
    base: int | None = None
    asked: int | None = None


def due(
    version: SchemeVersion, ground: Ground, had_fen: int, asked_on: date, had_in: Collection[str]
) -> Due:
    """What is due on a ground that is no grade of an organisation; ``had_fen`` was had before,
    ``had_in`` are the numbers of its own cases among that.

    Who applies is judged as of the day of the application, lists as of today.
    """
    lists = record.lists_on(ground.organisation, clock.today())
    if version.scheme.measure == Measure.BASE_GRADE:
        return others.base_award(
            BaseFacts(
                table=version.capped,
                grade=ground.entry,
                today=asked_on,
                graded_on=ground.confirmed_on if ground.stands else None,
                had_fen=had_fen,
                lists=lists,
                within=version.within,
            )
        )
    home = residences.of_body_on(ground.organisation, asked_on)
    return others.grant(
        GrantFacts(
            needs=Needs.of(version.needs),
            today=asked_on,
            amount=version.capped.get(ground.entry, 0),
            registered_on=register.get(ground.organisation).registered_on,
            resident=home is not None,
            tier=home.terms.get("tier", {}).get("id") if home else None,
            level=record.level_on(ground.organisation, asked_on),
            asked=ground.asked,
            paid_fen=had_fen,
            paid_in=had_in,
            lists=lists,
        )
    )


def occasion(version: SchemeVersion, day: date, base: int | None = None, year: int = 0) -> str:
    """The occasion of a claim: "" once for all, a year, a month, or the year of a base."""
    if base is not None:
        return f"{year}/{base}"
    lengths = {Rhythm.YEARLY.value: 4, Rhythm.MONTHLY.value: 7}
    return day.isoformat()[: lengths.get(version.rhythm, 0)]


def base_grade_stands(base: int, occasion_: str, entry: str) -> bool:
    """Whether a base still has this grade for the year of the occasion."""
    year = occasion_.partition("/")[0]
    return year.isdecimal() and years.grade_of(base, int(year)) == entry
