"""What the rows of rules say about budgets."""

from collections.abc import Mapping
from datetime import date

from portal.core import clock
from portal.core.dated import Confidence
from portal.law import queries as law
from portal.ledger.budgets.enums import Source


def last_day(year: int) -> date:
    """The last day of a fiscal year."""
    end = law.rule("ledger.year_ends", on=clock.today()).value
    return date(year, end // 100, end % 100)


def carried_shares(year: int) -> Mapping[str, int]:
    """How much per cent of a source's free money goes into the year after this one."""
    keys = [f"ledger.carry.{source}" for source in Source.values]
    rows = law.rules(keys, on=last_day(year))
    return {source: int(row.value) for source, row in zip(Source.values, rows, strict=True)}


def is_recorded(source: str) -> bool:
    """Whether money of a source is only written down, never committed (rules.md I.17)."""
    return bool(law.rule(f"ledger.recorded.{source}", on=clock.today()).value)


def mixing_allowed() -> bool:
    """Whether money may be moved between lines of different sources."""
    return bool(law.rule("ledger.mixing", on=clock.today()).value)


def doubtful_shares(year: int) -> list[str]:
    """The sources whose share the authority has not confirmed yet."""
    keys = [f"ledger.carry.{source}" for source in Source.values]
    rows = law.rules(keys, on=last_day(year))
    return [
        source
        for source, row in zip(Source.values, rows, strict=True)
        if row.confidence == Confidence.UNSURE
    ]
