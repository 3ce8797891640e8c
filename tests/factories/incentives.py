"""Schemes of money for tests."""

from datetime import date
from typing import Any

from incubator.incentives import operations
from incubator.incentives.models import Scheme, SchemeVersion
from portal.accounts.models import User
from tests import people

TABLE = {"AAA": 1_000_000, "AAAA": 2_000_000, "AAAAA": 3_000_000}
TERMS = {
    "introduction": "鼓励社会组织以评促建。",
    "who": "本行政区域内首次获评3A以上的社会组织。",
    "legal_basis": "东胜区社会组织等级评估奖励办法（征求意见稿）",
    "allowed_use": "改善办公条件、人员培训。",
    "starts_on": date(2026, 1, 1),
}


def draft(
    title: str = "社会组织等级评估奖励",
    *,
    office: str = "bureau",
    clerk: User | None = None,
    **given: Any,
) -> SchemeVersion:
    """A draft of the bureau's clerk with the 1/2/3万 table of rules.md I.9."""
    by = clerk or people.person("incubation_clerk")
    taken = Scheme.objects.filter(office=people.body(office), title__startswith=title).count()
    title = f"{title}（{taken + 1}）" if taken else title
    version = operations.begin(
        office=people.body(office),
        title=title,
        field="development",
        kind=given.pop("kind", "incentive"),
        measure=given.pop("measure", "grade"),
        by=by,
    )
    table = given.pop("table", TABLE)
    return operations.save(version=version, table=table, by=by, **{**TERMS, **given})


def published(
    title: str = "社会组织等级评估奖励", *, leader: User | None = None, **given: Any
) -> SchemeVersion:
    """Published by the leader."""
    by = leader or people.person("leader")
    return operations.publish(version=draft(title, **given), by=by)
