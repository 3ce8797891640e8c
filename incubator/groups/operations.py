"""Handing in, filing and confirming community groups; how they grow or end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.groups import conditions, letters, queries, telling
from incubator.groups.enums import Ground, GroupState
from incubator.groups.models import CommunityGroup
from incubator.groups.queries import Draft
from portal.accounts import operations as accounts
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies import operations as bodies
from portal.bodies import queries as places
from portal.bodies.enums import SOCIAL_ORGANISATIONS, BodyKind
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.law import queries as law
from portal.permissions import Permission
from portal.workflow import engine, numbers
from portal.workflow.models import Channel

if TYPE_CHECKING:
    from portal.bodies.models import Body

FILE = Permission.GROUP_FILE
NUMBER = "SQBA"


def submit(*, draft: Draft, office: Body, by: User) -> tuple[CommunityGroup, str]:
    """Hand a group in at a street; returns the row and the query code, told this once.

    Raises Refused with every reason: ``owners_committee``, ``for_profit``, ``too_few_members``,
    ``other_street``, ``host_unknown``, ``host_is_group``, ``name_taken``.
    """
    return _open(draft, office, by, Channel.WEB, by)


def enter(*, draft: Draft, office: Body, by: User) -> tuple[CommunityGroup, str]:
    """Enter a group that came on paper; ``by`` files groups of the street.

    Raises Refused as ``submit`` does, and ``not_permitted``.
    """
    if not people.may(by, FILE, body=office.pk):
        raise Refused(not_permitted())
    return _open(draft, office, None, Channel.COUNTER, by)


def supply(*, group: CommunityGroup, draft: Draft, by: User) -> CommunityGroup:
    """Hand a completed filing in again. Raises Refused as ``submit`` does."""
    try:
        with transaction.atomic():
            row = _locked(group)
            for name, value in _fields(draft).items():
                setattr(row, name, value)
            if row.status == GroupState.RETURNED:
                row.save()
            street = row.street
            return engine.advance(
                row,
                "supply",
                by=by,
                facts=lambda locked: queries.facts_of(draft, street, by, but=locked),
            )
    except IntegrityError as error:
        raise Refused(_taken()) from error


@transaction.atomic
def file(*, group: CommunityGroup, by: User) -> CommunityGroup:
    """File a group: it gets its number, its body and its letter; who handed it in acts for it.

    Raises Refused: ``own_case``, ``not_possible_now``, ``not_permitted`` and the reasons of
    ``submit``, read anew.
    """
    row = _locked(group)
    if row.status == GroupState.SUBMITTED:
        row.body = row.body or bodies.create(
            kind=BodyKind.COMMUNITY_GROUP, name=row.name, division=row.community_id, by=by
        )
        row.number = row.number or numbers.case_number(NUMBER)
        row.filed_on, row.confirm_by = clock.today(), _next_confirmation(clock.today())
        row.save()
    row = _take(row, "file", by=by)
    applicant = row.case.applicant_user if row.case else None
    if applicant is not None and row.body_id is not None:
        accounts.appoint(user=applicant, body=row.body_id, role="owner", by=by, case=str(row))
    letters.issue(row, "file", said="", by=by)
    return row


@transaction.atomic
def send_back(*, group: CommunityGroup, points: Sequence[str], by: User) -> CommunityGroup:
    """Send a filing back with every point that is missing, once.

    Raises Refused: ``words_missing``, ``own_case``, ``not_possible_now``, ``not_permitted``.
    """
    row = _locked(group)
    row.points = [point.strip()[:300] for point in points if point.strip()][:20]
    row.save(update_fields=["points"])
    row = _take(row, "return", by=by, note="\n".join(row.points))
    letters.issue(row, "return", said="", by=by)
    return row


@transaction.atomic
def refuse(*, group: CommunityGroup, ground: str, words: str, by: User) -> CommunityGroup:
    """Do not file a group, with the ground (its clause) and the reason in words.

    Raises Refused: ``ground_missing``, ``words_missing``, ``own_case``, ``not_possible_now``,
    ``not_permitted``.
    """
    if ground not in Ground.values:
        raise Refused(
            Reason("ground_missing", _("Say on which ground the group is not filed."), _("Choose."))
        )
    row = _locked(group)
    row.ground, row.decision = ground, words[:2000]
    row.save(update_fields=["ground", "decision"])
    row = _take(row, "refuse", by=by, note=words, data={"ground": ground})
    letters.issue(row, "refuse", said=words, by=by)
    return row


@transaction.atomic
def withdraw(*, group: CommunityGroup, by: User) -> CommunityGroup:
    """Take the own filing back; it can be handed in again."""
    return engine.advance(group, "withdraw", by=by)


@transaction.atomic
def confirm(*, group: CommunityGroup, members: int, head_phone: str, by: User) -> CommunityGroup:
    """Confirm a group for another year, by itself or (for whoever files groups) at the street.

    Raises Refused: ``too_few_members``, ``own_case``, ``not_possible_now``, ``not_permitted``.
    """
    row = _locked(group)
    office = people.may(by, FILE, body=row.street_id) and not queries.is_party(row, by)
    if row.status in (GroupState.CONFIRMING, GroupState.UNCONFIRMED):
        row.members, row.confirm_by = members, _next_confirmation(clock.today())
        row.head_phone = head_phone.strip()[:20] or row.head_phone
        row.save()
    return _take(row, "confirm_for" if office else "confirm", by=by, data={"members": members})


@transaction.atomic
def grow(*, group: CommunityGroup, into: str, by: User) -> CommunityGroup:
    """Note that a group became a registered organisation (credit code or name); its filing ends.

    Raises Refused: ``grown_unknown``, ``own_case``, ``not_possible_now``, ``not_permitted``.
    """
    row, found = _locked(group), queries.host_named(into)
    if found is None or found.kind not in SOCIAL_ORGANISATIONS:
        raise Refused(
            Reason(
                "grown_unknown",
                _("“%(name)s” is not on the register of social organisations."),
                _("Write the credit code of the certificate; the register has it a few days after "
                  "registration."),
                params={"name": into.strip() or "–"},
            )
        )  # fmt: skip
    row.grown_into = found
    row.save(update_fields=["grown_into"])
    row = _take(row, "grow", by=by, data={"into": found.pk})
    _close(row, by, "grown")
    return row


@transaction.atomic
def remove(*, group: CommunityGroup, words: str, by: User) -> CommunityGroup:
    """Remove a filing, with the reason; the group leaves the lists and books no more.

    Raises Refused: ``words_missing``, ``own_case``, ``not_possible_now``, ``not_permitted``.
    """
    row = _locked(group)
    row.decision = words[:2000]
    row.save(update_fields=["decision"])
    row = _take(row, "remove", by=by, note=words)
    letters.issue(row, "remove", said=words, by=by)
    _close(row, by, "removed")
    return row


@transaction.atomic
def lapse(group: CommunityGroup) -> CommunityGroup:
    """Close a filing that nobody completed (called when the time comes)."""
    return _take(group, "lapse", by=None)


@transaction.atomic
def ask_confirmation(group: CommunityGroup) -> CommunityGroup:
    """Ask a group to confirm for another year (called when the time comes)."""
    return _take(group, "ask_confirmation", by=None)


@transaction.atomic
def lose_confirmation(group: CommunityGroup) -> CommunityGroup:
    """Hide a group that did not confirm in time (called when the time comes)."""
    return _take(group, "lose_confirmation", by=None)


def _open(
    draft: Draft, office: Body, applicant: User | None, channel: str, by: User
) -> tuple[CommunityGroup, str]:
    refuse_if_blocked(collect(conditions.SUBMIT, queries.facts_of(draft, office, by)))
    row = CommunityGroup(street=office, **_fields(draft))
    opening = engine.Opening(
        applicant=draft.name, holder_id=office.pk, applicant_user=applicant, channel=channel
    )
    try:
        with transaction.atomic():
            return engine.open_case(row, opening, by=by, data={"category": draft.category})
    except IntegrityError as error:
        raise Refused(_taken()) from error


def _fields(draft: Draft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "category": draft.category,
        "purpose": draft.purpose,
        "place": draft.place,
        "members": draft.members,
        "head_name": draft.head_name,
        "head_phone": draft.head_phone,
        "community_id": draft.community,
        "host": queries.host_named(draft.host),
        "for_profit": draft.for_profit,
    }


def _take(
    row: CommunityGroup,
    action: str,
    *,
    by: User | None,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> CommunityGroup:
    row = engine.advance(
        row, action, by=by, facts=lambda locked: queries.facts(locked, by), note=note, data=data
    )
    telling.tell(row, action)
    return row


def _locked(group: CommunityGroup) -> CommunityGroup:
    return CommunityGroup.objects.select_for_update().get(pk=group.pk)


def _close(row: CommunityGroup, by: User, reason: str) -> None:
    if row.body_id is not None:
        bodies.close(body=places.body(row.body_id), by=by, reason=reason)


def _next_confirmation(today: date) -> date:
    months = int(law.rule("groups.confirm_every", on=today).value)
    return workdays.months_later(today, months)


def _taken() -> Reason:
    return next(iter(conditions.name_free(conditions.Facts(taken=True))))
