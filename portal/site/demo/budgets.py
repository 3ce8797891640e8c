"""The budget of the bureau in the demo city: lines of several sources, a change that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.core import clock
from portal.ledger.budgets import queries
from portal.ledger.changes import operations, recording

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.ledger.budgets.models import Budget

LINES = (
    ("fiscal", "2080206", "社会组织等级评估奖励", 60_000_000, "年初预算"),
    ("fiscal", "2082899", "社会工作人才补贴", 36_000_000, "年初预算"),
    ("service_fund", "2130705", "社区为民服务项目", 30_000_000, "年初预算"),
    ("charity", "C01", "困难老人救助（慈善捐赠）", 8_000_000, "慈善会捐赠到账"),
)
SPENT = (
    (1_260_000, "为12位行动不便的老人购买轮椅", "捐票2026-0117"),
    (840_000, "冬季取暖补助", "捐票2026-0152"),
)


def build(people: dict[str, User], office: int) -> None:
    """Record what donations paid for, and propose a transfer; the year was opened before."""
    maker, year = people["accountant"], clock.today().year
    budget = open_year(people, office)
    lines = {line.code: line for line in queries.lines(office, year)}
    for fen, words, document in SPENT:
        recording.write_down(line=lines["C01"], fen=fen, words=words, document=document, by=maker)
    asked = operations.Proposal(
        "transfer", 5_000_000, line=lines["2080206"], source_line=lines["2082899"],
        words="今年首次获评3A的组织多于预期", document="局长办公会纪要〔11〕期",
    )  # fmt: skip
    operations.propose(budget=budget, proposal=asked, by=maker)


def open_year(people: dict[str, User], office: int) -> Budget:
    """The budget of this year with its approved lines; opened before, it stays as it is."""
    maker, checker, year = people["accountant"], people["treasurer"], clock.today().year
    known = set(queries.lines(office, year).values_list("source", "code"))
    budget = operations.open_budget(body_id=office, year=year, by=maker)
    for source, code, name, fen, words in LINES:
        if (source, code) in known:
            continue
        change = operations.add_line(
            budget=budget, source=source, code=code, name=name, fen=fen, words=words,
            document=f"东财预〔{year}〕3号", by=maker,
        )  # fmt: skip
        operations.approve(change=change, by=checker)
    return budget
