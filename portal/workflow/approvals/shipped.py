"""The chains and sentences that ship: ``data/chains.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from portal.core import clock

FILE = Path(__file__).with_name("data") / "chains.toml"


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def phrases() -> list[str]:
    """The sentences every office may use."""
    return list(_content()["phrases"])


def seed(**_signal: object) -> None:
    """Lay the chains that ship into an empty table, after migrations."""
    from portal.workflow.approvals.models import Chain

    for row in _content()["chain"]:
        if not Chain.objects.filter(act=row["act"], office=None).exists():
            Chain.objects.create(
                act=row["act"],
                office=None,
                starts_on=row["from"],
                links=[dict(link) for link in row["links"]],
                kept_at=clock.now(),
            )
