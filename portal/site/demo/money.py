"""Schemes of money in the demo city, all marked as not confirmed, and one award that waits."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incubator import incentives
from incubator.grants import applying, offering
from incubator.incentives import operations, queries
from incubator.incentives.enums import SupportKind
from portal.accounts import queries as accounts
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets import queries as budgets
from portal.organisations.record import operations as record
from portal.organisations.record.enums import FactKind
from portal.organisations.register import queries as register
from portal.organisations.register.operations import Source
from portal.permissions import Permission
from portal.site.demo import payments
from portal.workflow.approvals import operations as approvals
from portal.workflow.approvals import queries as proposals

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.ledger.budgets.models import Line

SCHEMES = Path(incentives.__file__).parent / "data" / "schemes.toml"
ACCOUNT = "0612 0010 4001 3390"
SPACE = "入驻后的服务点每月租金和水电，附近两个社区的残疾人每周来三次。"
AWARDS = ("fiscal", "2080206")
NAMED = ("title", "title_en", "field", "kind", "measure")


def build(people: dict[str, User], office: int) -> None:
    """Publish the example schemes of an office; awards are paid from its budget of this year."""
    line = budgets.line_of(office, clock.today().year, *AWARDS)
    for row in tomllib.loads(SCHEMES.read_text(encoding="utf-8"))["scheme"]:
        _publish(people, office, row, line if row["measure"] == "grade" else None)


def grade(people: dict[str, User]) -> None:
    """A fresh 3A of the owner's organisation, which is offered its award."""
    organisation = min(accounts.bodies_where(people["owner"], Permission.ORGANISATION_MONEY))
    day = clock.today() - timedelta(days=3)
    statement = record.Statement(
        organisation=organisation,
        kind=FactKind.GRADE,
        facts={"grade": 3, "announced_on": day.isoformat()},
    )
    record.add_many([statement], source=Source("社会组织评估等级公告", day), by=None)
    offering.offer_to([organisation])


def ask(people: dict[str, User]) -> None:
    """The resident organisation asks for the subsidy of its space; the office checks it next.

    Where something stands against it the city goes without.
    """
    owner, today = people["tenant"], clock.today()
    body = bodies.body(min(accounts.bodies_where(owner, Permission.ORGANISATION_MONEY)))
    organisation = register.of_body(body)
    payments.name_account(body, ACCOUNT, owner, people["treasurer"])
    version = queries.in_force(today).filter(scheme__kind=SupportKind.SPACE).first()
    if organisation is None or version is None:
        return
    with suppress(Refused):
        applying.apply_for(
            version=version,
            organisation=organisation,
            application=applying.Application(plan=SPACE),
            by=owner,
        )


def _publish(people: dict[str, User], office: int, row: dict[str, Any], line: Line | None) -> None:
    clerk = people["incubation_clerk"]
    version = operations.begin(
        office=bodies.body(office), by=clerk, **{name: row.pop(name) for name in NAMED}
    )
    table = row.pop("table")
    starts = date(clock.today().year, 1, 1)
    draft = operations.save(
        version=version, table=table, by=clerk, starts_on=starts, line=line, **row
    )
    proposal = operations.propose(version=draft, words="按示例政策报批。", url="", by=clerk)
    for who in ("section_head", "leader"):
        standing = proposals.standing(queries.ACT, queries.subject(draft)) or proposal
        approvals.give(approval=standing, opinion="agree", words="同意。", by=people[who])
