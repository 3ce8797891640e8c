"""Last year of the banner's base in the demo city: visited, with the points still to be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incubator.bases import planning
from incubator.yearly import operations
from portal.core import clock

if TYPE_CHECKING:
    from incubator.bases.models import Base
    from portal.accounts.models import User

TARGETS = {"organisations": 6, "training_hours": 120, "support": 30, "kept": 95}
ACCOUNT = (
    "全年入驻组织六家，其中两家完成登记。培训办了八场，冬季因供暖检修停了两周。\n"
    "场地周末使用较多，工作日上午还有空闲，明年准备开放给社区队伍。\n"
    "去年平台还没有上线，记录没有录入，所以系统统计为零；纸质台账放在基地，走访时可以查看。"
)
MINUTES = (
    "查看了值班记录、场地台账和财务账目，与三家入驻组织座谈。\n"
    "大家认为财务辅导很有用，希望周末多开两小时。消防通道堆放的物品已当场清理。"
)


def build(people: dict[str, User], base: Base) -> None:
    """An evaluation in the middle: account and visit are there, the office scores next."""
    clerk, worker = people["incubation_clerk"], people["base_worker"]
    year = clock.today().year - 1
    plan = planning.write_plan(
        base=base, year=year, text="办好场地、培训和登记辅导。", targets=TARGETS, by=clerk
    )
    planning.confirm_plan(plan=plan, by=clerk)
    row = operations.open_year(base=base, year=year, by=clerk)
    remarks = {"training_hours": "冬季停了两周，少了两场。"}
    stated = operations.state(evaluation=row, account=ACCOUNT, remarks=remarks, by=worker)
    operations.visit(
        evaluation=stated,
        visit_on=clock.today(),
        visitors="张力、斯琴",
        minutes=MINUTES,
        by=clerk,
    )
