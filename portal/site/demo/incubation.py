"""Bases, tiers and programmes of the demo city: one open now, one of last year."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
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
BATCHES = "一二三四"
OPENS, CLOSES = time(9), time(17, 30)


def bases_of(people: dict[str, User], found: dict[str, int]) -> tuple[dict[str, Base], Tier]:
    """Bases at four levels, and the tiers; returns the tier of the programmes too."""
    made, clerk = _bases(found), people["incubation_clerk"]
    tiers = [_tier(row, clerk) for row in DATA["tier"]]
    return made, tiers[1]


def build(
    people: dict[str, User], found: dict[str, int], made: dict[str, Base], last: Programme
) -> Programme:
    """The stations under the bases, and a programme copied from the last one, open now."""
    stations.build(people, found, made)
    today, clerk = clock.today(), people["incubation_clerk"]
    first = today - timedelta(days=5)
    draft = next_programme(last, len(BATCHES) - 1, clerk)
    return publish(draft, first, 25, clerk, places=DATA["programme"]["places"])


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


def first_programme(base: Base, tier: Tier, clerk: User) -> Programme:
    """The draft of the first programme of the base."""
    given, year = dict(DATA["programme"]), clock.today().year
    title = _title(given.pop("title"), year, 0)
    draft = programmes.begin(
        base=base, tier=tier, office=base.office, title=title, year=year, by=clerk
    )
    lists = {part: DATA[part] for part in ("conditions", "evidence", "sheet")}
    return programmes.save(programme=draft, by=clerk, lists=lists, **given)


def next_programme(last: Programme, batch: int, clerk: User) -> Programme:
    """A draft copied from an earlier programme, for the batch of this place in ``BATCHES``."""
    copy, year = programmes.copy(programme=last, by=clerk), clock.today().year
    title = _title(DATA["programme"]["title"], year, batch)
    return programmes.save(programme=copy, by=clerk, title=title, year=year)


def _title(words: str, year: int, batch: int) -> str:
    return f"{words % year}（第{BATCHES[batch]}批）"


def publish(draft: Programme, first: date, days: int, clerk: User, **values: Any) -> Programme:
    """Publish a draft that takes applications for so many days."""
    opens, closes = _span(first, days)
    draft = programmes.save(programme=draft, by=clerk, opens_at=opens, closes_at=closes, **values)
    draft = programmes.confirm_marks(programme=draft, marks=draft.stale, by=clerk)
    return programmes.publish(programme=draft, by=clerk)


def _span(first: date, days: int) -> tuple[datetime, datetime]:
    last = first + timedelta(days=days)
    return (
        datetime.combine(first, OPENS, clock.SHANGHAI),
        datetime.combine(last, CLOSES, clock.SHANGHAI),
    )
