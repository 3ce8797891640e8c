"""Residences near and after their end for tests, made by the operations that lead there."""

from datetime import date
from typing import Any

from incubator.exits import declaring, extending, hearing, operations, queries, returning
from incubator.exits.models import Declared, Diploma, Extension, FollowUp, Hearing, Lent
from incubator.residence.models import Residence
from portal.bodies.models import Body
from portal.core import clock
from tests import people
from tests.factories import deciding, joining, residences

ITEMS = (
    {"code": "registered", "title": "已登记", "fact": "registered", "criterion": "证书在有效期内"},
    {"code": "project", "title": "有验收通过的项目", "fact": "project", "criterion": "至少一个"},
)


def near_end(body: Body | None = None, **values: Any) -> Residence:
    """A residence of ten months with a passed mid-term review; two exit items unless told."""
    given = {"exit": {"items": [*ITEMS]}, **values}
    begun = given.pop("begins_on", residences.months_ago(10))
    row = residences.past_midterm(residences.residence(body, begun, **given))
    return residences.fresh(row)


def declared(row: Residence, item: str = "project", **values: Any) -> Declared:
    """A value declared by the organisation."""
    return declaring.declare(
        residence=row,
        item=item,
        words="老年助餐项目，街道验收",
        upload=joining.scan("验收单.png"),
        by=residences.owner(row),
        **values,
    )


def proven(row: Residence) -> Residence:
    """With the project declared and accepted."""
    declaring.judge(declared=declared(row), accepted=True, answer="", by=residences.clerk())
    return row


def in_exit(body: Body | None = None, **values: Any) -> Residence:
    """In the exit evaluation, everything proven."""
    row = proven(near_end(body, **values))
    return operations.start_exit(residence=row, by=residences.clerk())


def asked(row: Residence | None = None, months: int = 3) -> Extension:
    """An extension asked for by the organisation today."""
    found = row or near_end()
    return extending.ask(
        residence=found, months=months, words="项目还差一期验收。", by=residences.owner(found)
    )


def graduated(body: Body | None = None, **values: Any) -> Residence:
    """Graduated today, nothing handed back yet."""
    row = in_exit(body, **values)
    return operations.graduate(residence=row, by=people.person("leader"))


def diploma(body: Body | None = None) -> Diploma:
    """The certificate of a residence that graduated today."""
    found = queries.diploma_of(graduated(body))
    assert found is not None
    return found


def lent(row: Residence, what: str = "钥匙", number: str = "B-12", **values: Any) -> Lent:
    """Something lent to the organisation."""
    given = {"kind": "key", "since": clock.today(), "by": residences.worker(), **values}
    return returning.lend(residence=row, what=what, number=number, **given)


def followed(body: Body | None = None) -> Residence:
    """A graduate that has handed everything back."""
    row = graduated(body)
    return returning.hand_over(residence=row, by=residences.clerk())


def follow_up(body: Body | None = None, *, due: bool = True) -> FollowUp:
    """The first follow-up of a graduate, on its day."""
    row = followed(body)
    if due:
        deciding.later(95)
    return row.follow_ups.order_by("months")[0]


def proposed(body: Body | None = None) -> Hearing:
    """A termination that was proposed today."""
    row = residences.residence(body, residences.months_ago(3))
    return hearing.propose(residence=row, by=residences.clerk(), reasons="连续三个月未提交报告。")


def heard(body: Body | None = None, *, oral: bool = False) -> Hearing:
    """A termination to which the organisation has spoken."""
    found = proposed(body)
    row = found.residence
    return hearing.speak(residence=row, by=residences.owner(row), words="报告已补齐。", oral=oral)


def others() -> Body:
    """The neighbours of the tests, on the register."""
    body = people.body("theirs")
    people.person("stranger")
    if not hasattr(body, "organisation"):
        joining.registered(body, registered_on=date(2024, 4, 8))
    return body
