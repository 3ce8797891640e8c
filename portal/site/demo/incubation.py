"""Bases, tiers and programmes of the demo city: one open now, one of last year."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incubator.bases import operations as bases
from incubator.programmes import operations as programmes
from portal.accounts.models import User
from portal.bodies import queries as places
from portal.core import clock
from portal.site.demo import stations

if TYPE_CHECKING:
    from incubator.bases.models import Base
    from incubator.programmes.models import Programme, Tier

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "incubation.toml").read_text("utf-8"))
TIER_LISTS = ("conditions", "allowances", "midterm", "exit")
OPENS, CLOSES = time(9), time(17, 30)


def build(people: dict[str, User], found: dict[str, int]) -> Programme:
    """Bases at four levels, tiers, last year's programme and this year's copy, open now."""
    made = _bases(found)
    stations.build(people, found, made)
    clerk = people["incubation_clerk"]
    tiers = [_tier(row, clerk) for row in DATA["tier"]]
    last = _last_year(made["dongsheng_base"], tiers[1], clerk)
    return _this_year(last, clerk)


def _bases(found: dict[str, int]) -> dict[str, Base]:
    made: dict[str, Base] = {}
    for row in DATA["base"]:
        body, given = places.body(found[row["body"]]), dict(row)
        above, key = given.pop("above", ""), given.pop("body")
        made[key] = bases.add(
            office=found[given.pop("office")],
            name=body.name,
            division=body.division_id,
            body=body.pk,
            parent=made.get(above),
            by=None,
            **given,
        )
    return made


def _tier(row: dict[str, Any], clerk: User) -> Tier:
    lists = {part: row[part] for part in TIER_LISTS if part in row}
    values = {name: value for name, value in row.items() if name not in TIER_LISTS}
    return programmes.save_tier(tier=None, by=clerk, lists=lists, **values)


def _last_year(base: Base, tier: Tier, clerk: User) -> Programme:
    """Entered for the record, so that this year's could be copied from it."""
    year = clock.today().year - 1
    given = dict(DATA["programme"])
    title = given.pop("title")
    draft = programmes.begin(
        base=base, tier=tier, office=base.office, title=title % year, year=year, by=clerk
    )
    opens, closes = _span(clock.today() - timedelta(days=370), 30)
    lists = {part: DATA[part] for part in ("conditions", "evidence", "sheet")}
    draft = programmes.save(
        programme=draft, by=clerk, opens_at=opens, closes_at=closes, lists=lists, **given
    )
    return programmes.publish(programme=draft, by=clerk, for_record=True)


def _this_year(last: Programme, clerk: User) -> Programme:
    copy = programmes.copy(programme=last, by=clerk)
    opens, closes = _span(clock.today() - timedelta(days=5), 25)
    copy = programmes.save(programme=copy, by=clerk, opens_at=opens, closes_at=closes)
    copy = programmes.confirm_marks(programme=copy, marks=copy.stale, by=clerk)
    return programmes.publish(programme=copy, by=clerk)


def _span(first: Any, days: int) -> tuple[datetime, datetime]:
    last = first + timedelta(days=days)
    return (
        datetime.combine(first, OPENS, clock.SHANGHAI),
        datetime.combine(last, CLOSES, clock.SHANGHAI),
    )
