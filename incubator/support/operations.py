"""Asking for support, and every step of a request; the allowance follows each of them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.allowances import operations as allowances
from incubator.allowances import queries as amounts
from incubator.support import acts, queries, telling
from incubator.support.enums import State
from incubator.support.models import SupportItem, SupportRequest
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.models import Channel

if TYPE_CHECKING:
    from portal.bodies.models import Body

ABOUT = "incubator.supportrequest"
STARS = range(1, 6)


@transaction.atomic
def ask(
    *,
    item: SupportItem,
    body: "Body",
    wished_on: date,
    words: str,
    by: User,
    channel: str = Channel.WEB,
    caller: str = "",
    caller_phone: str = "",
) -> SupportRequest:
    """Ask for an item for a body; its allowance is taken now, from the period of the day wished.

    By web somebody who acts for the body asks; otherwise a worker enters the call.
    Raises Refused with every reason: ``not_permitted``, ``not_on_the_menu``,
    ``booked_elsewhere``, ``not_for_teams``, ``only_residents``, ``tier_does_not_fit``,
    ``form_does_not_fit``, ``wished_too_early``, ``wished_too_late``, ``asked_already``,
    ``too_many_open``, and those of ``allowances.take``.
    """
    by_worker = channel != Channel.WEB
    if by_worker:
        permitted = queries.may(by, Permission.SUPPORT_ANSWER, item)
    else:
        permitted = people.may(by, Permission.ORGANISATION_EDIT, body=body.pk)
    if not permitted or body.kind not in queries.ASKERS:
        raise Refused(_not_permitted())
    facts = queries.ask_facts(item, body.pk, body.kind, wished_on, by_worker=by_worker)
    refuse_if_blocked(collect(acts.ASK, facts))
    row = SupportRequest(
        item=item,
        body=body,
        wished_on=wished_on,
        words=words,
        asked_by=by,
        channel=channel,
        caller=caller,
        caller_phone=caller_phone,
        minutes=item.minutes,
    )
    return _open(row, by)


def accept(
    *,
    request: SupportRequest,
    begins_at: datetime | None,
    minutes: int,
    person: str,
    place: str,
    by: User,
) -> SupportRequest:
    """Fix the appointment. Raises Refused: ``no_time``, ``time_past``, ``time_too_late``,
    ``no_person`` and those of every step."""
    return _fix(request, "accept", begins_at, minutes, person, place, by)


def move(
    *,
    request: SupportRequest,
    begins_at: datetime | None,
    minutes: int,
    person: str,
    place: str,
    by: User,
) -> SupportRequest:
    """Move an appointment that has not begun. Raises Refused like ``accept``, ``begun_already``."""
    return _fix(request, "move", begins_at, minutes, person, place, by)


@transaction.atomic
def decline(
    *, request: SupportRequest, by: User, words: str, alternative: SupportItem | None = None
) -> SupportRequest:
    """Say no, why, and what else there is; the allowance comes back."""
    row = _locked(request)
    row.answer, row.alternative = words, alternative
    row.save(update_fields=["answer", "alternative"])
    return _end(row, "decline", by, note=words, back=True)


@transaction.atomic
def call_off(*, request: SupportRequest, by: User, words: str) -> SupportRequest:
    """Call off an appointment for a reason of the base; the allowance comes back."""
    row = _locked(request)
    row.answer = words
    row.save(update_fields=["answer"])
    return _end(row, "call_off", by, note=words, back=True)


@transaction.atomic
def cancel(*, request: SupportRequest, by: User) -> SupportRequest:
    """Cancel one's own request: early enough the allowance comes back, later it is lost.

    Raises Refused: ``begun_already`` and those of every step.
    """
    row = _locked(request)
    return _end(row, "cancel", by, back=_in_time(row))


@transaction.atomic
def cancel_for_them(*, request: SupportRequest, by: User, words: str) -> SupportRequest:
    """Cancel for somebody who telephoned; the same rule for the allowance."""
    row = _locked(request)
    return _end(row, "cancel_for_them", by, note=words, back=_in_time(row))


@transaction.atomic
def deliver(*, request: SupportRequest, by: User, words: str, minutes: int) -> SupportRequest:
    """Enter what was done and how long it took; the allowance stays used.

    Raises Refused: ``not_begun``, ``no_minutes``, ``words_missing`` and those of every step.
    """
    row = _locked(request)
    row.answer, row.minutes = words, minutes
    row.save(update_fields=["answer", "minutes"])
    done = _step(row, "deliver", by, note=words, data={"minutes": minutes})
    done.delivered_on = clock.day(done.begins_at or clock.now())
    done.save(update_fields=["delivered_on"])
    telling.tell(done, "deliver")
    return done


@transaction.atomic
def miss(*, request: SupportRequest, by: User, words: str) -> SupportRequest:
    """Enter that nobody came; the allowance is lost."""
    return _end(_locked(request), "miss", by, note=words, back=False)


@transaction.atomic
def come(row: SupportRequest) -> SupportRequest:
    """The appointment is over (called when the time comes): its result is to be entered."""
    return _step(_locked(row), "come", None)


@transaction.atomic
def rate(*, request: SupportRequest, stars: int, words: str, by: User) -> SupportRequest:
    """Say once how good a delivered service was, 1 to 5, within the days of the rule.

    Raises Refused: ``not_permitted``, ``not_to_be_rated``, ``stars_unknown``.
    """
    row = _locked(request)
    if not people.may(by, Permission.ORGANISATION_EDIT, body=row.body_id):
        raise Refused(_not_permitted())
    reasons = []
    if not queries.may_be_rated(row):
        reasons.append(
            Reason(
                "not_to_be_rated",
                _("This cannot be rated now."),
                _("A service is rated once, within some days after it was delivered."),
            )
        )
    if stars not in STARS:
        reasons.append(
            Reason("stars_unknown", _("Choose 1 to 5."), _("5 is best, 1 is not good at all."))
        )
    refuse_if_blocked(reasons)
    row.stars, row.rating, row.rated_at, row.rated_by = stars, words, clock.now(), by
    row.save(update_fields=["stars", "rating", "rated_at", "rated_by"])
    audit.record(
        "support.rated",
        by=by,
        subject=f"{ABOUT}:{row.pk}",
        case=str(row),
        data={"stars": stars},
        post=people.post_in(by, Permission.ORGANISATION_EDIT, row.body_id),
    )
    return row


def _open(row: SupportRequest, by: User) -> SupportRequest:
    opening = engine.Opening(
        applicant=row.body.name,
        holder_id=row.item.office_id,
        body_id=row.body_id,
        channel=row.channel,
    )
    data = {"item": row.item.title, "wished_on": row.wished_on.isoformat()}
    try:
        with transaction.atomic():
            made, _code = engine.open_case(row, opening, by=by, data=data)
    except IntegrityError as error:
        raise Refused(acts.asked_twice()) from error
    if queries.takes(made.item, made.body_id, made.wished_on):
        made.about = f"{ABOUT}:{made.pk}"
        made.save(update_fields=["about"])
        _take(made, made.wished_on, by)
    return made


def _take(row: SupportRequest, on: date, by: User | None) -> None:
    allowances.take(
        body_id=row.body_id,
        kind=row.item.allowance,
        amount=row.item.amount,
        about=row.about,
        on=on,
        by=by,
    )


@transaction.atomic
def _fix(
    request: SupportRequest,
    action: str,
    begins_at: datetime | None,
    minutes: int,
    person: str,
    place: str,
    by: User,
) -> SupportRequest:
    """Stamp first, so that the database's check sees an appointment with its time."""
    row = _locked(request)
    former = row.begins_at
    row.begins_at, row.minutes, row.person, row.place = begins_at, max(minutes, 1), person, place
    row.save(update_fields=["begins_at", "minutes", "person", "place"])
    facts = queries.facts(row, by, begins_at=former, new_begin=begins_at)
    fixed = engine.advance(row, action, by=by, facts=lambda _locked: facts, data=_when(begins_at))
    if fixed.about and begins_at is not None:
        _follow(fixed, clock.day(begins_at), by)
    telling.tell(fixed, action)
    return fixed


def _when(moment: datetime | None) -> dict[str, Any]:
    return {"begins_at": moment.isoformat()} if moment else {}


def _follow(row: SupportRequest, day: date, by: User) -> None:
    """Take the allowance from the period of the appointment, where that is another one."""
    entry = amounts.taken(row.about)
    there = amounts.current(row.body_id, row.item.allowance, day)
    if entry is None or (there is not None and there.pk == entry.allowance_id):
        return
    allowances.give_back(about=row.about, by=by)
    label, number, *turn = row.about.split(":")
    row.about = f"{label}:{number}:{int(turn[0]) + 1 if turn else 2}"
    row.save(update_fields=["about"])
    _take(row, day, by)


def _end(
    row: SupportRequest, action: str, by: User, *, back: bool, note: str = ""
) -> SupportRequest:
    ended = _step(row, action, by, note=note)
    settle = allowances.give_back if back else allowances.lose
    if ended.about:
        settle(about=ended.about, by=by)
    telling.tell(ended, action, returned=back)
    return ended


def _step(
    row: SupportRequest, action: str, by: User | None, *, note: str = "", data: Any = None
) -> SupportRequest:
    return engine.advance(
        row,
        action,
        by=by,
        facts=lambda locked: queries.facts(locked, by),
        note=note,
        data=data,
    )


def _in_time(row: SupportRequest) -> bool:
    """Whether cancelling now returns the allowance: before an appointment is fixed always."""
    if row.status == State.ASKED or row.begins_at is None:
        return True
    return clock.now() <= queries.cancel_until(row.begins_at)


def _locked(request: SupportRequest) -> SupportRequest:
    rows = SupportRequest.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("item__base", "item__office", "case").get(pk=request.pk)


def _not_permitted() -> Reason:
    return Reason(
        "not_permitted",
        _("You cannot ask for this organisation."),
        _("Somebody who acts for it asks here, or telephones the base."),
    )
