"""What the pages of a claim show: the amount line by line, its place in the queue, its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from incubator.grants import queries
from incubator.grants.enums import DEAD, State
from incubator.grants.models import Claim
from incubator.incentives.enums import entry_words
from portal.bodies import queries as bodies
from portal.core import days
from portal.core.ui import Fact, Step

if TYPE_CHECKING:
    from portal.files.models import StoredFile


APPLIED_WAY = (
    State.OFFERED, State.CLAIMED, State.CHECKED, State.PUBLISHED, State.COMMITTED,
    State.RECEIPTED, State.ORDERED,
)  # fmt: skip
USE = (State.REPORTING, State.REPORTED, State.RETURNING)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the reckoning: words, a note under them, fen; ``is_sum`` for the last."""

    words: str
    note: str
    fen: int
    is_sum: bool = False


def lines(claim: Claim) -> list[Line]:
    """The amount of a claim line by line."""
    keys = {line["organisation"] for line in claim.reckoning if "organisation" in line}
    names = {body.pk: body.name for body in bodies.of_ids(keys)} if keys else {}
    found = [_line(claim, line, names) for line in claim.reckoning]
    return sorted(found, key=lambda line: line.is_sum)


def _line(claim: Claim, line: dict[str, Any], names: dict[int, str]) -> Line:
    entry = entry_words(claim.scheme.measure, line["entry"])
    on = days.date_words(date.fromisoformat(line["on"])) if line["on"] else ""
    if line["what"] == "table":
        note = _("%(basis)s, in force from %(day)s") % {
            "basis": claim.version.legal_basis, "day": on,
        }  # fmt: skip
        return Line(_("Table of the scheme: %(entry)s") % {"entry": entry}, note, line["fen"])
    if line["what"] in ("had", "imported"):
        who = names.get(line["organisation"], "")
        own = line["organisation"] == claim.organisation_id
        note = on if own else _("%(day)s, to %(name)s, from which it came") % {
            "day": on, "name": who,
        }  # fmt: skip
        words = _("Less what was claimed or paid before: %(entry)s")
        if line["what"] == "imported":
            words = _("Less what the record says was paid before: %(entry)s")
        return Line(words % {"entry": entry or "–"}, note, line["fen"])
    if line["what"] == "not_asked":
        return Line(_("Less what was not asked for"), "", line["fen"])
    if line["what"] == "part":
        return Line(_("Less what the line could not pay"), _("the terms say so"), line["fen"])
    return Line(_("Amount of this claim"), "", claim.amount, is_sum=True)


def steps(claim: Claim, drawn: Sequence[Step]) -> Sequence[Step]:
    """The steps of a claim on the way that it takes: an application was not offered, and where the
    terms want a report it stands between the payment and the end. ``drawn`` are those of the
    table, kept for a claim that ended without money.
    """
    if claim.status in DEAD:
        return drawn
    way = [state for state in APPLIED_WAY if state != State.OFFERED or not claim.plan]
    used = claim.version.report or claim.status in USE
    way += [State.REPORTING, State.REPORTED] if used else [State.PAID]
    way += [State.RETURNING] if claim.status == State.RETURNING else []
    way += [State.CLOSED]
    if claim.status == State.QUEUED:
        way.insert(way.index(State.COMMITTED), State.QUEUED)
    now = way.index(State(claim.status))
    closed = claim.status == State.CLOSED
    return [
        Step(state.label, "done" if place < now or closed else "now" if place == now else "later")
        for place, state in enumerate(way)
    ]


def paper(claim: Claim, of: str) -> StoredFile | None:
    """A paper of a claim: the plan ("plan"), the report's ("report"), else the receipt."""
    known = {"plan": claim.plan_file, "report": claim.report_file}
    return known.get(of, claim.receipt_file)


def facts(claim: Claim) -> list[Fact]:
    """What a claim rests on."""
    day = days.date_words(claim.confirmed_on)
    offered = [
        Fact(_("Confirmed on"), day),
        Fact(_("To be claimed until"), days.date_words(claim.claim_until)),
    ]
    found = [
        Fact(_("Scheme"), claim.scheme.shown_title),
        Fact(_("Entry of the table"), entry_words(claim.scheme.measure, claim.entry)),
        *([Fact(_("Applied on"), day)] if claim.plan else offered),
        Fact(_("Bank account"), claim.account_shown or queries.account_shown(claim)),
    ]
    if claim.base is not None:
        found.insert(1, Fact(_("Base"), claim.base.body.name))
    if claim.occasion:
        found.insert(1, Fact(_("For the time"), claim.occasion.partition("/")[0]))
    if claim.receipt_number:
        found.append(Fact(_("Number of the receipt"), claim.receipt_number))
    if claim.paid_on:
        found.append(Fact(_("Paid on"), days.date_words(claim.paid_on)))
    return found
