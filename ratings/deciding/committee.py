"""The committee: its list of members with terms, and the sittings with their agenda."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.deciding import conditions, limits, queries, refusals, steps, ties
from ratings.deciding import seats as places
from ratings.deciding.conditions import CallFacts
from ratings.deciding.models import (
    CommitteeMember,
    CommitteeRecusal,
    CommitteeSeat,
    Motion,
    Sitting,
    SittingCase,
)

if TYPE_CHECKING:
    from portal.bodies.models import Body


@transaction.atomic
def add_member(
    *,
    office: Body,
    name: str,
    from_on: date,
    to_on: date,
    by: User,
    title: str = "",
    employer: str = "",
    account: str = "",
) -> CommitteeMember:
    """Put somebody on the list for a term; ``account`` is the address of their account, if any.

    Raises Refused: ``not_permitted``, ``name_missing``, ``term_reversed``, ``account_unknown``,
    ``account_taken``, ``member_twice``.
    """
    steps.ensure(by, office.pk)
    user = people.by_address(account.strip()) if account.strip() else None
    reasons = list(_member_faults(name, from_on, to_on, account_missing=bool(account) and not user))
    same = CommitteeMember.objects.filter(office=office, from_on__lte=to_on, to_on__gte=from_on)
    if same.filter(name=name.strip(), employer=employer.strip()).exists():
        reasons.append(_twice())
    if user and same.filter(user=user).exists():
        reasons.append(refusals.account_taken())
    refuse_if_blocked(reasons)
    try:
        with transaction.atomic():
            row = CommitteeMember.objects.create(
                office=office,
                user=user,
                name=name.strip(),
                title=title.strip(),
                employer=employer.strip(),
                from_on=from_on,
                to_on=to_on,
                saved_at=clock.now(),
                saved_by=by,
            )
    except IntegrityError:
        raise Refused(_twice()) from None
    data = {"name": row.name, "from": from_on.isoformat(), "to": to_on.isoformat()}
    _record("committee.member_added", office.pk, by, data)
    return row


@transaction.atomic
def end_term(*, member: CommitteeMember, on: date, by: User) -> CommitteeMember:
    """End a term early; past sittings keep the seat. Raises Refused: ``not_permitted``,
    ``term_reversed``."""
    row = CommitteeMember.objects.select_for_update().get(pk=member.pk)
    steps.ensure(by, row.office_id)
    if on < row.from_on or on > row.to_on:
        raise Refused(_reversed())
    row.to_on, row.saved_at, row.saved_by = on, clock.now(), by
    row.save(update_fields=["to_on", "saved_at", "saved_by"])
    _record("committee.term_ended", row.office_id, by, {"name": row.name, "to": on.isoformat()})
    return row


@transaction.atomic
def link_account(*, member: CommitteeMember, account: str, by: User) -> CommitteeMember:
    """Note the account of a member, by the address they sign in with: they vote themselves then.

    Raises Refused: ``not_permitted``, ``account_unknown``, ``account_taken`` (of another member
    for the same days).
    """
    row = CommitteeMember.objects.select_for_update().get(pk=member.pk)
    steps.ensure(by, row.office_id)
    user = people.by_address(account.strip())
    if user is None:
        raise Refused(refusals.unknown_account())
    same = CommitteeMember.objects.filter(office=row.office_id, user=user).exclude(pk=row.pk)
    if same.filter(from_on__lte=row.to_on, to_on__gte=row.from_on).exists():
        raise Refused(refusals.account_taken())
    row.user, row.saved_at, row.saved_by = user, clock.now(), by
    row.save(update_fields=["user", "saved_at", "saved_by"])
    _record("committee.account_linked", row.office_id, by, {"name": row.name, "user": user.pk})
    return row


@transaction.atomic
def call(*, office: Body, held_on: date, place: str, cases: Collection[int], by: User) -> Sitting:
    """Call a sitting: every member in office on that day gets a seat, ties are looked for.

    ``cases`` are ratings that wait for the committee. Raises Refused: ``not_permitted``,
    ``committee_size``, ``day_past``, ``place_missing``, ``agenda_empty``, ``case_not_ready``.
    """
    steps.ensure(by, office.pk)
    chosen = Application.objects.filter(pk__in=cases, case__holder=office)
    list(chosen.select_for_update(of=("self",), no_key=True).order_by("pk"))
    free = queries.waiting_for_committee([office.pk]).filter(pk__in=cases)
    ready = list(free)
    members = queries.members_of(office.pk, held_on)
    unready = chosen.exclude(pk__in=[row.pk for row in ready]).select_related("case")
    facts = CallFacts(
        limits=limits.on(held_on),
        members=len(members),
        held_on=held_on,
        today=clock.today(),
        place=place,
        cases=len(ready),
        unready=[str(row) for row in unready],
    )
    refuse_if_blocked(collect(conditions.CALL, facts))
    row = Sitting.objects.create(
        office=office, held_on=held_on, place=place.strip(), called_at=clock.now(), called_by=by
    )
    CommitteeSeat.objects.bulk_create(CommitteeSeat(sitting=row, member=one) for one in members)
    for order, one in enumerate(ready, 1):
        SittingCase.objects.create(
            sitting=row,
            application=one,
            order=order,
            again=one.status == RatingState.REVIEWING,
        )
    find_ties(row)
    steps.tell_members(row, members)
    _record("committee.called", office.pk, by, {"sitting": row.pk, "cases": len(ready)})
    return row


@transaction.atomic
def find_ties(sitting: Sitting, *, only: int | None = None) -> None:
    """Recuse members who have a tie by now to the cases of the agenda, or to one of them."""
    seats = {seat.member_id: seat for seat in queries.seats_of(sitting)}
    cases = queries.cases_of(sitting)
    chosen = cases if only is None else cases.filter(pk=only)
    items = {item.application_id: item for item in chosen}
    found = ties.found(
        [seat.member for seat in seats.values()], [item.application for item in items.values()]
    )
    CommitteeRecusal.objects.bulk_create(
        [
            CommitteeRecusal(case=items[case], seat=seats[member], code=code)
            for (member, case), code in found.items()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def attend(*, sitting: Sitting, present: Collection[int], by: User) -> Sitting:
    """Write down who is present (keys of seats); all others are absent.

    Raises Refused: ``not_permitted``, ``sitting_closed``, ``sitting_to_come``,
    ``votes_recorded``, ``not_a_member``.
    """
    row = _open(sitting, by)
    seats = queries.seats_of(row)
    if Motion.objects.filter(case__sitting=row).exists():
        raise Refused(refusals.voted())
    if not set(present) <= {seat.pk for seat in seats}:
        raise Refused(refusals.unknown_seat())
    for seat in seats:
        seat.present = seat.pk in present
    CommitteeSeat.objects.bulk_update(seats, ["present"])
    names = [seat.member.name for seat in seats if seat.present]
    _record("committee.attended", row.office_id, by, {"sitting": row.pk, "present": names})
    return row


@transaction.atomic
def recuse(*, item: SittingCase, seat: int, words: str, by: User) -> CommitteeRecusal:
    """A member says that they have a tie, to the office or themselves: they do not vote on this
    case.

    Raises Refused: ``not_permitted``, ``sitting_closed``, ``votes_recorded``, ``not_a_member``,
    ``words_missing``.
    """
    row = _open(item.sitting, by, begun=False, own=seat)
    reasons = []
    if Motion.objects.filter(case=item).exists():
        reasons.append(refusals.voted())
    found = CommitteeSeat.objects.filter(sitting=row, pk=seat).select_related("member").first()
    if found is None:
        reasons.append(refusals.unknown_seat())
    if not words.strip():
        reasons.append(Reason("words_missing", _("Say what the tie is.")))
    refuse_if_blocked(reasons)
    made, _new = CommitteeRecusal.objects.update_or_create(
        case=item, seat=found, defaults={"words": words.strip()}
    )
    data = {"member": str(found), "words": words.strip()}
    audit.record(
        "committee.recused",
        by=by,
        subject=f"ratings.application:{item.application_id}",
        case=str(item.application),
        data=data,
    )
    return made


@transaction.atomic
def close(*, sitting: Sitting, by: User) -> Sitting:
    """Close the minutes; cases without a decision can go on another agenda.

    Raises Refused: ``not_permitted``, ``sitting_closed``.
    """
    row = _open(sitting, by, begun=False)
    row.closed_at, row.closed_by = clock.now(), by
    row.save(update_fields=["closed_at", "closed_by"])
    _record("committee.closed", row.office_id, by, {"sitting": row.pk})
    return row


def _open(sitting: Sitting, by: User, *, begun: bool = True, own: int = 0) -> Sitting:
    row = steps.sitting(sitting.pk)
    if not places.own_seats(by).filter(sitting=row, pk=own).exists():
        steps.ensure(by, row.office_id)
    if row.closed_at is not None:
        raise Refused(refusals.closed())
    if begun and clock.today() < row.held_on:
        raise Refused(conditions.to_come(row.held_on))
    return row


def _member_faults(
    name: str, from_on: date, to_on: date, *, account_missing: bool
) -> Iterable[Reason]:
    if not name.strip():
        yield Reason("name_missing", _("Enter a name."))
    if to_on < from_on:
        yield _reversed()
    if account_missing:
        yield refusals.unknown_account()


def _twice() -> Reason:
    return Reason(
        "member_twice",
        _("This person is on the list for these days already."),
        _("End the other term first."),
    )


def _reversed() -> Reason:
    return Reason(
        "term_reversed",
        _("The last day of the term lies outside it."),
        _("Choose a day from its first day on."),
    )


def _record(action: str, office: int, by: User, data: Mapping[str, object]) -> None:
    audit.record(action, by=by, subject=f"bodies.body:{office}", data=data)
