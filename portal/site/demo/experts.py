"""The demo city's pool of experts, with ties that keep some of them out of some draws."""

from datetime import date

from portal.accounts.models import User
from portal.panels.experts import operations as pool
from portal.panels.experts.operations import TieWords
from portal.site.demo import tenants

PROFILES = (
    ("expert", "儿童社会工作、社区服务", "副教授", "鄂尔多斯应用技术学院"),
    ("expert2", "社会组织管理、章程和治理", "高级社会工作师", "鄂尔多斯市社会工作协会"),
    ("expert3", "项目财务和审计", "注册会计师", "内蒙古中天华会计师事务所"),
    ("expert4", "为老服务、志愿服务", "社会工作师", "鄂尔多斯市社会福利院"),
    ("expert5", "法律和合同", "律师", "内蒙古河套律师事务所"),
)
BUREAU = "东胜区民政局"


def build(people: dict[str, User]) -> None:
    """Save the five profiles."""
    for kind, knows, title, employer in PROFILES:
        pool.save_profile(by=people[kind], knows=knows, title=title, employer=employer)


def tie(people: dict[str, User]) -> None:
    """Save three ties: an adviser and a former post at organisations, a relative."""
    found = list(tenants.others(BUREAU)[:2])
    for kind, tie in zip(
        ("expert2", "expert3"), _ties([row.body.name for row in found]), strict=False
    ):
        pool.save_tie(words=tie, by=people[kind])
    pool.save_tie(words=TieWords("family", "周建国"), by=people["expert5"])


def _ties(names: list[str]) -> list[TieWords]:
    kinds = (("adviser", date(2025, 3, 1), None), ("employed", date(2019, 5, 1), date(2025, 6, 30)))
    return [TieWords(kind, name, *days) for (kind, *days), name in zip(kinds, names, strict=False)]
