"""Stations of the demo city, their hours and staff, a year's plan, and a month of check-ins."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incubator.bases import opening, planning, staffing
from incubator.bases import operations as bases
from incubator.bases import queries as known
from portal.bodies import operations as bodies
from portal.core import clock

if TYPE_CHECKING:
    from incubator.bases.models import Base, BaseStaff
    from portal.accounts.models import User

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "stations.toml").read_text("utf-8"))
LATE, EARLY, EVERY = timedelta(minutes=20), timedelta(minutes=35), 4


def build(people: dict[str, User], found: dict[str, int], made: dict[str, Base]) -> None:
    """More stations under the bases ``made``, who works there, and what the centre plans."""
    for row in DATA["hours"]:
        opening.set_hours(base=made[row["base"]], text=row["hours"], by=None)
    for row in DATA["station"]:
        made[row["key"]] = _station(row, found, made)
    staff = [_staff(row, made) for row in DATA["staff"]]
    _plan(made, people["incubation_clerk"])
    for person in staff[:2]:
        _month(person)


def _station(given: dict[str, Any], found: dict[str, int], made: dict[str, Base]) -> Base:
    row = dict(given)
    row.pop("key")
    above, offers = row.pop("above"), row.pop("offers")
    community = row.pop("community", "")
    if community:
        row["division"] = bodies.community(name=community, street=row["division"]).code
    base = bases.add(office=found[row.pop("office")], parent=made[above], by=None, **row)
    bases.set_offers(base=base, names=offers, by=None)
    return base


def _staff(given: dict[str, Any], made: dict[str, Base]) -> BaseStaff:
    row = dict(given)
    return staffing.save_staff(base=made[row.pop("base")], staff=None, by=None, **row)


def _plan(made: dict[str, Base], clerk: User) -> None:
    row, year = DATA["plan"], clock.today().year
    for one in (year - 1, year):
        plan = planning.write_plan(
            base=made[row["base"]], year=one, text=row["text"], targets=row["targets"], by=clerk
        )
        planning.confirm_plan(plan=plan, by=clerk)


def _month(person: BaseStaff) -> None:
    """Check-ins of four weeks: mostly on time, sometimes late or gone early."""
    today = clock.today()
    first = today - timedelta(days=28)
    spans = known.open_spans([person.base_id], first, today - timedelta(days=1))
    for number, ((_base, day), found) in enumerate(sorted(spans.items())):
        for opens, closes in found:
            came, left = _at(day, opens), _at(day, closes)
            came += LATE if number % EVERY == person.pk % EVERY else timedelta()
            left -= EARLY if number % EVERY == 1 else timedelta()
            staffing.record_visit(staff=person, came_at=came, left_at=left)


def _at(day: Any, moment: time) -> datetime:
    return datetime.combine(day, moment, clock.SHANGHAI)
