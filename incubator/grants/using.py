"""After the money: the organisation reports its use, the office accepts, the rest comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import F

from incubator.grants import operations, queries
from incubator.grants.enums import ClaimState
from incubator.grants.models import Claim
from incubator.grants.slots import REPORT
from portal.accounts.models import User
from portal.files import operations as files
from portal.workflow import engine

AskRest = Callable[[Claim, User], object]
_asks: dict[str, AskRest] = {}


@dataclass(frozen=True, slots=True)
class Use:
    """What the money was spent on: (purpose, fen) one by one, in words, with papers."""

    uses: Sequence[tuple[str, int]]
    words: str
    upload: File[Any] | None = None


def register(name: str, ask: AskRest) -> None:
    """Let a subject above ask the rest of a claim back, in the transaction of its acceptance."""
    _asks[name] = ask


def report(*, claim: Claim, use: Use, by: User) -> Claim:
    """Hand in the report on a paid grant.

    Raises Refused with every reason: ``no_money_post``, ``not_possible_now``,
    ``report_missing``, ``more_than_paid``, the file's reasons.
    """
    operations.refuse_without_money_post(claim.organisation_id, by)
    stored = None
    if use.upload is not None and claim.status == ClaimState.REPORTING:
        owner = files.Owner(body=claim.organisation_id, user=by.pk)
        stored = files.store(upload=use.upload, slot=REPORT, owner=owner, by=by, case=str(claim))
    with transaction.atomic():
        row = operations.locked(claim)
        row.report = [[words.strip()[:120], fen] for words, fen in use.uses if fen > 0]
        row.report_words = use.words.strip()
        row.report_file = stored or row.report_file
        return operations.save_and_step(
            row, "report", by, ["report", "report_words", "report_file"]
        )


@transaction.atomic
def send_back(*, claim: Claim, words: str, by: User) -> Claim:
    """Give the report back to be mended. Raises Refused: ``not_permitted``, ``not_possible_now``,
    ``own_case``, ``words_missing``."""
    row = operations.locked(claim)
    return operations.tell(operations.step(row, "return_report", by, words), "return_report")


@transaction.atomic
def accept(*, claim: Claim, by: User) -> Claim:
    """Accept the report: the claim closes, or the rest is asked back at once.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``.
    """
    row = operations.locked(claim)
    if not row.unspent:
        return operations.tell(operations.step(row, "accept", by), "accept")
    done = operations.step(row, "accept_with_rest", by)
    for ask in _asks.values():
        ask(done, by)
    return operations.locked(done)


@transaction.atomic
def came_back(*, claim: Claim, fen: int) -> Claim:
    """So much of a paid claim is on the office's account again; the last of a rest closes it.

    Called once for each confirmed receipt by whoever asked it back.
    """
    row = operations.locked(claim)
    Claim.objects.filter(pk=row.pk).update(returned=F("returned") + fen)
    row = operations.locked(row)
    if row.status != ClaimState.RETURNING or row.unspent:
        return row
    done = engine.advance(row, "settle_rest", by=None, facts=lambda one: queries.facts(one, None))
    return operations.tell(operations.locked(done), "settle_rest")
