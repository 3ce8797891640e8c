"""The menu of support of the demo city, and requests that wait, are fixed, and were declined."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incubator.support import keeping, operations, queries
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.core import clock

if TYPE_CHECKING:
    from incubator.bases.models import Base
    from incubator.support.models import SupportItem

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "menu.toml").read_text("utf-8"))
BASE = "base"


def build(people: dict[str, User], base: Base) -> None:
    """Ten items, of the banner's base and of its bureau, and four requests."""
    clerk = people["incubation_clerk"]
    items = {row["title"]: _item(row, base, clerk) for row in DATA["item"]}
    _requests(people, items, clerk)


def _item(row: dict[str, Any], base: Base, clerk: User) -> SupportItem:
    given = dict(row)
    where: dict[str, Any] = (
        {"base": base} if given.pop("place") == BASE else {"office": base.office}
    )
    return keeping.save_item(
        item=None, by=clerk, phone=base.phone, published=True, **where, **given
    )


def _requests(people: dict[str, User], items: dict[str, SupportItem], clerk: User) -> None:
    owner, founder = people["owner"], people["founder"]
    ours, teams = queries.bodies_of(owner), queries.bodies_of(founder)
    if not ours:
        return
    body = bodies.body(ours[0][0])
    wants = {
        "项目书诊断": "想申请明年的养老项目，目标和预算对不上。",
        "法律咨询": "和社区签场地协议，有几条看不懂。",
        "对接街道社区需求": "想给独居老人送餐，不知道哪个社区需要。",
    }
    made = [
        operations.ask(
            item=items[title],
            body=body,
            wished_on=queries.earliest(items[title]),
            words=words,
            by=owner,
        )
        for title, words in wants.items()
    ]
    begins = datetime.combine(made[1].wished_on + timedelta(days=1), time(10), clock.SHANGHAI)
    operations.accept(
        request=made[1],
        begins_at=begins,
        minutes=60,
        person="李律师",
        place="二楼咨询室",
        by=clerk,
    )
    operations.decline(
        request=made[2],
        words="本月的对接名额已满。可以先参加每季度的对接会。",
        alternative=items["基金会和企业对接会"],
        by=clerk,
    )
    for key, _name in teams[:1]:
        item = items["社会组织登记辅导"]
        operations.ask(
            item=item,
            body=bodies.body(key),
            wished_on=queries.earliest(item),
            words="想成立社会服务机构，不知道从哪一步开始。",
            by=clerk,
            channel="phone",
            caller=founder.name,
        )
