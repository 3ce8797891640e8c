"""What an organisation and the office do with a list: confirm, withdraw, check, send back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.incentives.models import Scheme, SchemeVersion
from incubator.subsidies import (
    acts,
    conditions,
    faults,
    netting,
    queries,
    reading,
    refusals,
    telling,
    terms,
)
from incubator.subsidies.models import SubsidyClaim, SubsidyLine
from incubator.subsidies.reading import Asked, Judged
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.workflow import engine

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation


@dataclass(frozen=True, slots=True)
class Listed:
    """A list before it is confirmed: the version, everybody on it, and what stands against all."""

    version: SchemeVersion | None
    people: Sequence[Judged] = ()
    against: tuple[Reason, ...] = ()

    @property
    def due(self) -> list[Judged]:
        """Those who are due something."""
        return [one for one in self.people if one.due.fen]

    @property
    def fen(self) -> int:
        """The sum, in fen."""
        return sum(one.due.fen for one in self.people)


def prefill(organisation: Organisation, scheme_id: int, month: date) -> Listed:
    """The list of a month from the register of social workers: who is due how much, who not and
    why. What stands against the whole month is said once.
    """
    today = clock.today()
    against = tuple(conditions.against_month(month, today, terms.rows(today).late_months))
    version = None if against else queries.version_for(organisation, scheme_id, month)
    if version is None:
        return Listed(None, against=against or (refusals.no_terms(),))
    asked = Asked(version, month, today)
    return Listed(version, reading.judge(reading.people_of(organisation.pk, month, today), asked))


@transaction.atomic
def confirm(
    *,
    organisation: Organisation,
    scheme_id: int,
    month: date,
    by: User,
    left_out: Collection[int] = (),
) -> SubsidyClaim:
    """Claim for the social workers of a month, as the register has them now.

    ``left_out`` are employments (ids) that the organisation does not claim. Raises Refused with
    every reason: ``no_money_post``, ``month_to_come``, ``month_too_old``, ``no_terms``,
    ``claim_open``, ``nobody_due``, ``account_missing``, ``struck_off``, those of the credit lists
    and of ``grants.holds``, ``month_already_paid`` when another list was quicker.
    """
    if not queries.may_claim(by, organisation.pk):
        raise Refused(refusals.no_money_post())
    # Lists of one scheme wait for each other: a difference is reckoned from what stands there.
    list(Scheme.objects.select_for_update(of=("self",)).filter(pk=scheme_id).order_by("pk"))
    listed = prefill(organisation, scheme_id, month)
    refuse_if_blocked(listed.against)
    known = queries.open_in(scheme_id, organisation.pk, month)
    if known is not None:
        raise Refused(refusals.claim_open(str(known)))
    row = _new(organisation, listed, month, by)
    pairs = [_line(row, one, left_out=one.employment.pk in left_out) for one in listed.people]
    row.people = sum(line.counts for line in pairs)
    row.gross = sum(line.fen for line in pairs)
    refuse_if_blocked(collect(acts.CONFIRM, queries.facts(row, by)))
    return _written(row, pairs, by)


@transaction.atomic
def withdraw(*, claim: SubsidyClaim, by: User) -> SubsidyClaim:
    """The organisation takes its list back; its months are free again.

    Raises Refused: ``no_money_post``, ``not_possible_now``.
    """
    if not queries.may_claim(by, claim.organisation_id):
        raise Refused(refusals.no_money_post())
    return freed(step(locked(claim), "withdraw", by))


@transaction.atomic
def check(*, claim: SubsidyClaim, by: User) -> SubsidyClaim:
    """Check a list; everybody on it is judged anew, and who is no longer due becomes an exception.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``, ``own_case``,
    ``nobody_due``, ``account_missing``, ``lists_unknown``, ``struck_off``, the credit lists.
    """
    row = locked(claim)
    if row.workflow.step("check", row.status) is not None:
        refresh(row)
        row.checked_by = by
        row.save(update_fields=["checked_by"])
    return step(row, "check", by)


@transaction.atomic
def send_back(*, claim: SubsidyClaim, words: str, by: User) -> SubsidyClaim:
    """Send a list back with the reason; the organisation may confirm a new one.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``words_missing``.
    """
    return telling.tell(freed(step(locked(claim), "send_back", by, words)), "subsidy_returned")


def locked(claim: SubsidyClaim) -> SubsidyClaim:
    """The list, locked until the transaction ends, with all that its steps read."""
    rows = SubsidyClaim.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*queries.CLAIM_WITH, "batch__commitment").get(pk=claim.pk)


def step(row: SubsidyClaim, action: str, by: User | None, words: str = "") -> SubsidyClaim:
    """Take a step of a list. Raises Refused with every reason."""
    done = engine.advance(
        row, action, by=by, facts=lambda fresh: queries.facts(fresh, by), note=words,
        data={"amount": row.fen, "people": row.people},
    )  # fmt: skip
    return locked(done)


def freed(row: SubsidyClaim) -> SubsidyClaim:
    """Nothing of a list counts any more, and what it netted is open again."""
    netting.undo(row)
    row.lines.filter(counts=True).update(counts=False)
    return row


def refresh(row: SubsidyClaim) -> None:
    """Judge who counts on a list anew; who is no longer due stays on it with the reasons."""
    lines = list(row.lines.filter(counts=True).order_by("pk"))
    people = reading.of_lines(lines)
    asked = Asked(row.version, row.month, row.confirmed_on, but=row.pk)
    judged = reading.judge([people[line.employment_id] for line in lines], asked)
    for line, one in zip(lines, judged, strict=True):
        _fill(line, one, row.version)
    fields = ["fen", "counts", "level", "period", "certificate_print", "reckoning", "reasons"]
    SubsidyLine.objects.bulk_update(lines, fields)
    row.people = sum(line.counts for line in lines)
    row.gross = sum(line.fen for line in lines)
    row.account_shown = queries.account_shown(row.organisation_id)
    row.save(update_fields=["people", "gross", "account_shown"])


def _new(organisation: Organisation, listed: Listed, month: date, by: User) -> SubsidyClaim:
    if listed.version is None:
        raise ValueError("A list is claimed under a version.")
    return SubsidyClaim(
        scheme=listed.version.scheme,
        version=listed.version,
        organisation=organisation,
        month=month,
        account_shown=queries.account_shown(organisation.pk),
        confirmed_on=clock.today(),
        confirmed_by=by,
    )


def _line(row: SubsidyClaim, one: Judged, *, left_out: bool) -> SubsidyLine:
    line = SubsidyLine(
        claim=row, scheme_id=row.scheme_id, employment=one.employment,
        worker_id=one.employment.worker_id,
    )  # fmt: skip
    _fill(line, one, row.version)
    if left_out and line.counts:
        line.counts, line.fen = False, 0
        line.reasons = faults.kept(
            [
                Reason(
                    "left_out",
                    _("The organisation has left this person out."),
                    _("While the month may be claimed, the person can be claimed on another list."),
                )
            ]
        )
    return line


def _fill(line: SubsidyLine, one: Judged, version: SchemeVersion) -> None:
    paper = one.certificate
    line.counts, line.fen = one.due.fen > 0, one.due.fen
    line.level, line.period = one.facts.level, reading.period(one)
    line.certificate_print = paper.number_print if paper else ""
    line.reckoning = reading.reckoning(one, version)
    line.reasons = faults.kept(one.due.reasons)


def _written(row: SubsidyClaim, lines: list[SubsidyLine], by: User) -> SubsidyClaim:
    body = row.organisation.body
    opening = engine.Opening(applicant=body.name, holder_id=row.scheme.office_id, body_id=body.pk)
    data = {"month": conditions.month_words(row.month), "people": row.people, "amount": row.gross}
    try:
        with transaction.atomic():
            made = engine.open_case(row, opening, by=by, data=data)[0]
            SubsidyLine.objects.bulk_create(lines)
    except IntegrityError:
        raise Refused(refusals.taken_meanwhile()) from None
    return made
