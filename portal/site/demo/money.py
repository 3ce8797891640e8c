"""Schemes of money in the demo city, all marked as not confirmed, and one award that waits."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incubator import incentives
from incubator.grants import offering
from incubator.incentives import operations, queries
from portal.accounts import queries as accounts
from portal.bodies import queries as bodies
from portal.core import clock
from portal.organisations.record import operations as record
from portal.organisations.record.enums import FactKind
from portal.organisations.register.operations import Source
from portal.permissions import Permission
from portal.workflow.approvals import operations as approvals
from portal.workflow.approvals import queries as proposals

if TYPE_CHECKING:
    from portal.accounts.models import User

SCHEMES = Path(incentives.__file__).parent / "data" / "schemes.toml"
NAMED = ("title", "title_en", "field", "kind", "measure")


def build(people: dict[str, User], office: int) -> None:
    """Publish the example schemes of an office, and let a fresh 3A of the owner's organisation be
    offered its award.
    """
    organisation = min(accounts.bodies_where(people["owner"], Permission.ORGANISATION_MONEY))
    for row in tomllib.loads(SCHEMES.read_text(encoding="utf-8"))["scheme"]:
        _publish(people, office, row)
    day = clock.today() - timedelta(days=3)
    statement = record.Statement(
        organisation=organisation,
        kind=FactKind.GRADE,
        facts={"grade": 3, "announced_on": day.isoformat()},
    )
    record.add_many([statement], source=Source("社会组织评估等级公告", day), by=None)
    offering.offer_to([organisation])


def _publish(people: dict[str, User], office: int, row: dict[str, Any]) -> None:
    clerk = people["incubation_clerk"]
    version = operations.begin(
        office=bodies.body(office), by=clerk, **{name: row.pop(name) for name in NAMED}
    )
    table = row.pop("table")
    starts = date(clock.today().year, 1, 1)
    draft = operations.save(version=version, table=table, by=clerk, starts_on=starts, **row)
    proposal = operations.propose(version=draft, words="按示例政策报批。", url="", by=clerk)
    for who in ("section_head", "leader"):
        standing = proposals.standing(queries.ACT, queries.subject(draft)) or proposal
        approvals.give(approval=standing, opinion="agree", words="同意。", by=people[who])
