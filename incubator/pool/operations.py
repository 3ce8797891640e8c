"""Offering, asking, promising, handing over, acknowledging: each with its history."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.bases.models import Base
from incubator.pool import acts, queries, slots, telling
from incubator.pool.models import PoolMatch, PoolOffer
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock, masking, sealed
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.files import operations as files
from portal.permissions import Permission
from portal.workflow import engine, numbers
from portal.workflow.models import Channel

if TYPE_CHECKING:
    from portal.bodies.models import Body

RECEIPT = "JZ"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who telephoned or came: kept sealed, shown shortened."""

    name: str
    phone: str = ""


@transaction.atomic
def offer(
    *,
    base: Base,
    kind: str,
    title: str,
    quantity: int,
    unit: str,
    until: date,
    by: User,
    words: str = "",
    body: "Body | None" = None,
    show_giver: bool = False,
    caller: Caller | None = None,
    channel: str = Channel.WEB,
) -> PoolOffer:
    """Offer something to a station: for oneself, for an organisation, or for a caller.

    Raises Refused with every reason: ``not_permitted``, ``money_not_taken`` (Charity Law),
    ``no_quantity``, ``until_past``, ``until_too_late``, ``station_closed``.
    """
    if caller is not None and not bases.may(by, Permission.POOL_MANAGE, base):
        raise Refused(_not_permitted())
    if body is not None and not people.may(by, Permission.ORGANISATION_EDIT, body=body.pk):
        raise Refused(_not_permitted())
    refuse_if_blocked(collect(acts.OFFER, queries.offer_facts(base, kind, quantity, until)))
    name = caller.name if caller else (body.name if body else by.get_full_name())
    row = PoolOffer(
        base=base,
        kind=kind,
        title=title,
        words=words,
        quantity=quantity,
        unit=unit,
        until=until,
        body=body,
        person=None if caller or body else by,
        giver=name if body or not caller else masking.name(name),
        show_giver=show_giver,
        phone=sealed.seal(caller.phone) if caller else "",
        entered_by=by if caller else None,
    )
    opening = engine.Opening(
        applicant=body.name if body else masking.name(name),
        holder_id=base.office_id,
        body_id=body.pk if body else None,
        applicant_user=row.person,
        channel=channel,
    )
    data = {"title": title, "quantity": quantity, "unit": unit}
    return engine.open_case(row, opening, by=by, data=data)[0]


@transaction.atomic
def ask(
    *,
    offer: PoolOffer,
    quantity: int,
    purpose: str,
    by: User,
    body: "Body | None" = None,
    household: Caller | None = None,
    channel: str = Channel.WEB,
) -> PoolMatch:
    """Ask for a part of an offer: for oneself, for an organisation, or for a household.

    Raises Refused with every reason: ``not_permitted``, ``not_on_offer``, ``no_quantity``,
    ``more_than_left``, ``own_offer``, ``asked_already``, ``too_many_open``.
    """
    row = _locked_offer(offer)
    if not _may_ask(by, row, body, household):
        raise Refused(_not_permitted())
    mine = Q(body=body) if body else Q(person=by, body=None)
    own = row.person_id == by.pk or (row.body_id is not None and body == row.body)
    if household is None:
        refuse_if_blocked(collect(acts.ASK, queries.ask_facts(row, quantity, mine, own)))
    else:
        facts = queries.ask_facts(row, quantity, Q(pk=None), own_offer=False)
        refuse_if_blocked(collect(acts.ASK, facts))
    made = PoolMatch(
        offer=row,
        quantity=quantity,
        body=body,
        person=None if body or household else by,
        household=sealed.seal(household.name) if household else "",
        phone=sealed.seal(household.phone) if household else "",
        purpose=purpose,
    )
    opening = engine.Opening(
        applicant=_asker(by, body, household),
        holder_id=row.base.office_id,
        body_id=body.pk if body else None,
        applicant_user=made.person,
        channel=channel,
    )
    data = {"offer": str(row), "quantity": quantity}
    return engine.open_case(made, opening, by=by, data=data)[0]


def take_in(*, offer: PoolOffer, by: User) -> PoolOffer:
    """Take a checked offer into the pool. Raises Refused as every step does."""
    return _offer_step(offer, "list", by)


def decline(*, offer: PoolOffer, by: User, words: str) -> PoolOffer:
    """Do not take an offer, with the reason. Raises Refused: ``words_missing`` …"""
    return _offer_step(offer, "decline", by, words)


def withdraw(*, offer: PoolOffer, by: User) -> PoolOffer:
    """Take one's own offer back. Raises Refused: ``promised_already`` …"""
    return _offer_step(offer, "withdraw", by)


def take_off(*, offer: PoolOffer, by: User, words: str) -> PoolOffer:
    """Take an offer out of the pool, with the reason. Raises Refused: ``promised_already`` …"""
    return _offer_step(offer, "take_off", by, words)


def lapse(offer: PoolOffer) -> PoolOffer:
    """The time of an offer is over (the worker calls this)."""
    return _offer_step(offer, "lapse", None)


def give_out(offer: PoolOffer) -> PoolOffer:
    """Everything was received (the worker calls this)."""
    return _offer_step(offer, "give_out", None)


@transaction.atomic
def match(*, match: PoolMatch, by: User) -> PoolMatch:
    """Promise what was asked for; never more than is left, however many promise at once.

    Raises Refused: ``more_than_left``, ``own_case`` and those of every step.
    """
    done = _match_step(match, "match", by)
    rows = PoolOffer.objects.filter(pk=done.offer_id, promised__lte=F("quantity") - done.quantity)
    if not rows.update(promised=F("promised") + done.quantity):
        done.offer.refresh_from_db()
        raise Refused(acts.too_much(done.offer.left, done.offer.unit))
    telling.tell_recipient(done, "match")
    return done


def refuse(*, match: PoolMatch, by: User, words: str) -> PoolMatch:
    """Do not promise it, with the reason."""
    return _told(match, "refuse", by, words)


@transaction.atomic
def cancel(*, match: PoolMatch, by: User) -> PoolMatch:
    """The recipient no longer needs it; what was promised is free again."""
    return _free(match, "cancel", by)


@transaction.atomic
def call_off(*, match: PoolMatch, by: User, words: str) -> PoolMatch:
    """The station calls a promise off, with the reason; the part is free again."""
    return _free(match, "call_off", by, words)


@transaction.atomic
def hand_over(*, match: PoolMatch, by: User) -> PoolMatch:
    """Enter that it was handed over today."""
    row = _match_step(match, "hand_over", by)
    row.handed_on = clock.today()
    row.save(update_fields=["handed_on"])
    telling.tell_recipient(row, "hand_over")
    return row


@transaction.atomic
def confirm(*, match: PoolMatch, by: User, thanks: str = "") -> PoolMatch:
    """The recipient acknowledges; the giver gets a receipt with its number."""
    return _received(match, "confirm", by, thanks)


def confirm_on_paper(
    *, match: PoolMatch, upload: File[Any], by: User, thanks: str = ""
) -> PoolMatch:
    """Enter the receipt signed on paper. Raises Refused: the file's reasons, ``slip_missing`` …"""
    if not bases.may(by, Permission.POOL_MANAGE, match.offer.base):
        raise Refused(_not_permitted())
    owner = files.Owner(body=match.offer.base.office_id)
    stored = files.store(upload=upload, slot=slots.SLIP, owner=owner, by=by, case=str(match))
    with transaction.atomic():
        row = _locked_match(match)
        row.slip = stored
        row.save(update_fields=["slip"])
        return _received(row, "confirm_on_paper", by, thanks)


def _received(match: PoolMatch, action: str, by: User, thanks: str) -> PoolMatch:
    """Stamp first, so that the database's check sees both days."""
    row = _locked_match(match)
    row.received_on, row.thanks = clock.today(), thanks.strip()
    row.receipt = numbers.case_number(RECEIPT)
    row.save(update_fields=["received_on", "thanks", "receipt"])
    done = _match_step(row, action, by)
    telling.tell_giver(done, action)
    return done


def _free(match: PoolMatch, action: str, by: User, words: str = "") -> PoolMatch:
    held = _locked_match(match).holds
    row = _match_step(match, action, by, words)
    if held:
        PoolOffer.objects.filter(pk=row.offer_id).update(promised=F("promised") - row.quantity)
    telling.tell_recipient(row, action)
    return row


@transaction.atomic
def _told(match: PoolMatch, action: str, by: User, words: str) -> PoolMatch:
    row = _match_step(match, action, by, words)
    telling.tell_recipient(row, action)
    return row


@transaction.atomic
def _offer_step(offer: PoolOffer, action: str, by: User | None, words: str = "") -> PoolOffer:
    row = engine.advance(
        offer,
        action,
        by=by,
        facts=lambda locked: queries.facts_of_offer(locked, by),
        note=words,
    )
    telling.tell_offer(row, action)
    return row


def _match_step(match: PoolMatch, action: str, by: User, words: str = "") -> PoolMatch:
    """Lock the offer first, then its part: in one order, so that two never wait for each other."""
    _locked_offer(match.offer)
    return engine.advance(
        match,
        action,
        by=by,
        facts=lambda locked: queries.facts_of_match(locked, by),
        note=words,
    )


def _locked_offer(offer: PoolOffer) -> PoolOffer:
    rows = PoolOffer.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("base__body", "base__office", "case").get(pk=offer.pk)


def _locked_match(match: PoolMatch) -> PoolMatch:
    _locked_offer(match.offer)
    rows = PoolMatch.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("offer__base__body", "case").get(pk=match.pk)


def _may_ask(by: User, row: PoolOffer, body: "Body | None", household: Caller | None) -> bool:
    if household is not None:
        return bases.may(by, Permission.POOL_MANAGE, row.base)
    if body is None:
        return True
    return body.kind in queries.ASKERS and (
        people.may(by, Permission.ORGANISATION_EDIT, body=body.pk)
        or bases.may(by, Permission.POOL_MANAGE, row.base)
    )


def _asker(by: User, body: "Body | None", household: Caller | None) -> str:
    if body is not None:
        return body.name
    return masking.name(household.name if household else by.get_full_name())


def _not_permitted() -> Reason:
    return Reason(
        "not_permitted",
        _("You cannot do this for this organisation or station."),
        _("Somebody who acts for it can, or a worker of the station."),
    )
