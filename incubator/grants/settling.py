"""What follows an approval: publicity, money from the budget or a place in the queue, payment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.grants import operations, queries, queues, tallies, telling
from incubator.grants.letters import refusal
from incubator.grants.models import Claim
from incubator.incentives.enums import entry_words
from portal.accounts.models import User
from portal.core import clock, money
from portal.core.reasons import Reason, Refused
from portal.ledger.budgets import queries as budgets
from portal.ledger.postings import operations as ledger
from portal.organisations.lineage import operations as lineage
from portal.workflow import engine
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity import queries as publicities

if TYPE_CHECKING:
    from portal.ledger.budgets.models import Line
    from portal.workflow.approvals.models import Approval
    from portal.workflow.publicity.models import PublicEntry

CHINESE = "zh-hans"
RULE = "grants.publicity"


def approve(approval: Approval, by: User) -> Claim:
    """Do what the chain agreed, in the transaction of the last opinion: count it, make it public.

    Raises Refused with every reason: ``own_case``, ``lists_unknown``, ``amount_changed``,
    ``over_the_highest``, those of ``conditions.rating_award``.
    """
    row = operations.locked(Claim.objects.get(pk=approval.data["claim"]))
    lineage.hold(row.organisation_id)
    row.approved_by = by
    row.save(update_fields=["approved_by"])
    done = _advance(row, "approve", by)
    tallies.award(done, done.version)
    _publish(done, by)
    return operations.tell(done, "approve")


def send_back(approval: Approval, by: User, words: str) -> Claim:
    """The chain sent it back: it is checked again."""
    row = operations.locked(Claim.objects.get(pk=approval.data["claim"]))
    return _advance(row, "return", by, words)


@transaction.atomic
def settle(claim: Claim) -> None:
    """End a publicity whose days are over. Raises Refused while an objection is open."""
    found = publicities.of_case(claim.case_id or 0).filter(outcome="")
    entry = found.select_for_update(of=("self", "publicity")).last()
    if entry is not None:
        publicity.settle(entry=entry)


@transaction.atomic
def stands(entry: PublicEntry) -> Claim:
    """Nobody objected with success: the money is reserved, or the claim queues."""
    row = operations.locked(queries.of_case(entry.case_id))
    if not queues.queued_before(row):
        done = _committed(row)
        if done is not None:
            return done
    row.short_year = clock.today().year
    row.save(update_fields=["short_year"])
    return operations.tell(_advance(row, "queue", None), "queue")


@transaction.atomic
def commit(claim: Claim) -> Claim:
    """Reserve the money of a queued claim whose turn it is. Raises Refused("short")."""
    row = operations.locked(claim)
    done = _committed(row)
    if done is None:
        raise Refused(
            Reason("short", _("The line is short; the claim keeps its place in the queue."))
        )
    return done


def corrected(entry: PublicEntry, by: User, words: str) -> Claim:
    """The page was corrected and is public anew; amounts come from the check, never from typing.

    Raises Refused("amount_by_check").
    """
    newer = entry.replaced_by
    if any(fact not in newer.facts for fact in entry.facts):
        raise Refused(
            Reason(
                "amount_by_check",
                _("Entry and amount are not changed by typing them."),
                _("Take the entry off the list; the organisation can then claim anew."),
            )
        )
    return _advance(operations.locked(queries.of_case(entry.case_id)), "correct", by, words)


def taken_off(entry: PublicEntry, by: User, words: str) -> Claim:
    """An objection was right: nothing is paid."""
    row = _advance(operations.locked(queries.of_case(entry.case_id)), "take_off", by, words)
    tallies.give_up(row)
    refusal(row, words, by=by)
    return operations.tell(row, "take_off")


def deciders(entry: PublicEntry) -> Iterable[int]:
    """Who checked and who approved; they answer no objection to it (four eyes)."""
    row = queries.of_case(entry.case_id)
    return [pk for pk in (row.checked_by_id, row.approved_by_id) if pk]


@transaction.atomic
def tell_of_the_new_year() -> int:
    """Offer queued claims anew from the year's budget, in their order; returns how many."""
    done = 0
    for row in queues.to_tell_of_the_new_year().select_for_update(of=("self",)):
        if queues.line_of(row, clock.today().year) is not None:
            row.short_year = clock.today().year
            row.save(update_fields=["short_year"])
            telling.send(row, "grant_offered_anew")
            done += 1
    return done


def _committed(row: Claim) -> Claim | None:
    """The claim with its money reserved; None when the line is short or not there."""
    line = queues.line_of(row, clock.today().year)
    if line is None or not _fits(row, line):
        return None
    try:
        with transaction.atomic():
            row.commitment = ledger.commit(
                line=line,
                fen=row.amount,
                basis=row.basis,
                words=f"{row.scheme.title} {row.organisation.body.name} {row}",
                by=None,
            )
    except Refused:
        return None
    row.save(update_fields=["commitment"])
    return operations.tell(_advance(row, "commit", None), "commit")


def _fits(row: Claim, line: Line) -> bool:
    """Whether the line reaches; where the terms say so, the claim takes what is there."""
    free = budgets.figures(line).free
    if free < row.amount and row.version.part_payment and free > 0:
        tallies.give_up(row)
        row.reckoning = [
            *row.reckoning,
            {
                "what": "part",
                "fen": free - row.amount,
                "entry": row.entry,
                "on": str(clock.today()),
            },
        ]
        row.amount = free
        row.save(update_fields=["reckoning", "amount"])
        tallies.award(row, row.version)
    return free >= row.amount


def _publish(row: Claim, by: User) -> None:
    if row.case is None:
        raise ValueError("A claim without a case cannot be made public.")
    with translation.override(CHINESE):
        name, scheme = row.organisation.body.name, row.scheme
        publicity.publish(
            office=row.case.holder,
            kind=queries.KIND,
            title=gettext("Publicity: %(scheme)s, %(name)s")
            % {"scheme": scheme.title, "name": name},
            introduction=gettext(
                "This money was checked and approved. Whoever knows a reason against it may object "
                "while it stands here."
            ),
            entries=[
                publicity.EntryWords(
                    row.case,
                    name,
                    [
                        (gettext("Scheme"), scheme.title),
                        (gettext("Entry of the table"), entry_words(scheme.measure, row.entry)),
                        (gettext("Amount"), f"{money.yuan(row.amount)} {gettext('yuan')}"),
                    ],
                )
            ],
            rule=RULE,
            by=by,
        )


def _advance(row: Claim, action: str, by: User | None, words: str = "") -> Claim:
    done = engine.advance(
        row,
        action,
        by=by,
        facts=lambda fresh: queries.facts(fresh, by),
        note=words,
        data={"amount": row.amount},
    )
    return operations.locked(done)
