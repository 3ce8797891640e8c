"""The public account of the demo city: awards, start-up subsidies and projects, mostly paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from portal.bodies import queries as bodies
from portal.core import clock
from portal.ledger.account import telling
from portal.ledger.account.telling import Payee, Told
from portal.ledger.budgets import queries as budgets
from portal.ledger.postings import operations
from portal.organisations.register import queries as register

if TYPE_CHECKING:
    from portal.accounts.models import User

KINDS = {
    "demo.award": ("development", "社会组织等级评估奖励"),
    "demo.startup": ("base", "入驻组织开办补助"),
    "demo.project": ("talent", "社区社会工作项目"),
}
GIVEN = (
    ("demo.award", "fiscal", "2080206", 1_000_000, 100),
    ("demo.startup", "lottery", "2296002", 800_000, 100),
    ("demo.project", "service_fund", "2130705", 2_400_000, 50),
    ("demo.award", "fiscal", "2080206", 2_000_000, 100),
    ("demo.startup", "lottery", "2296002", 1_200_000, 50),
    ("demo.project", "service_fund", "2130705", 3_000_000, 80),
    ("demo.award", "fiscal", "2080206", 3_000_000, 0),
    ("demo.startup", "lottery", "2296002", 1_000_000, 0),
    ("demo.project", "service_fund", "2130705", 1_800_000, 50),
    ("demo.award", "fiscal", "2080206", 1_000_000, 100),
    ("demo.startup", "lottery", "2296002", 600_000, 100),
    ("demo.project", "service_fund", "2130705", 2_000_000, 0),
)
"""Kind, source and code of the line, fen, and how many per cent of it were paid."""


def build(people: dict[str, User], office: int) -> None:
    """Promise and pay the money of ``GIVEN`` to organisations of the city, one each."""
    maker, year = people["accountant"], clock.today().year
    keys = list(register.public().order_by("pk").values_list("pk", flat=True))
    spread = keys[:: max(1, len(keys) // len(GIVEN))]
    for given, organisation in zip(GIVEN, spread, strict=False):
        label, source, code, fen, percent = given
        line = budgets.line_of(office, year, source, code)
        if line is None or line.free < fen:
            continue
        basis = f"{label}:{organisation}"
        row = operations.commit(line=line, fen=fen, basis=basis, words=KINDS[label][1], by=maker)
        if percent:
            operations.pay(commitment=row, fen=fen * percent // 100, basis=basis, by=maker)


def register_kinds() -> None:
    """Tell of these entries; only where a demo city may stand."""
    for label, (field, title) in KINDS.items():
        telling.register(label, partial(_told, field, title))


def _told(field: str, title: str, ids: Collection[int]) -> Mapping[int, Told]:
    return {
        body.pk: Told(
            title=title,
            payee=Payee(body.name, body.pk, body.credit_code or "", body.division_id),
            field=field,
        )
        for body in bodies.of_ids(ids)
    }
