"""Suppliers that join, and founding teams."""

from collections.abc import Sequence
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import operations as accounts
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.bodies import operations as bodies
from portal.bodies.enums import BodyKind
from portal.core import clock, credit_code
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.files import operations as files
from portal.organisations import letters, slots
from portal.organisations.members.enums import MemberRole
from portal.organisations.suppliers import conditions, queries
from portal.organisations.suppliers.models import (
    Founder,
    FoundingTeam,
    SupplierApplication,
    SupplierDraft,
)
from portal.organisations.telling import tell_step
from portal.workflow import engine

COPIED = (
    "kind",
    "institution_class",
    "name",
    "division_id",
    "legal_representative",
    "phone",
    "licence_id",
)


def save_draft(*, by: User, **entered: Any) -> SupplierDraft:
    """Keep what the applicant has entered, whatever is still missing."""
    if "credit_code" in entered:
        entered["credit_code"] = credit_code.clean(entered["credit_code"])[:18]
    draft, _is_new = SupplierDraft.objects.update_or_create(
        applicant=by, defaults={**entered, "saved_at": clock.now()}
    )
    return draft


def attach(*, draft: SupplierDraft, upload: File[Any], by: User) -> SupplierDraft:
    """Add the licence; a former one is let go."""
    draft.licence = files.store(
        upload=upload, slot=slots.LICENCE, owner=files.Owner(user=by.pk), by=by
    )
    draft.save(update_fields=["licence"])
    return draft


@transaction.atomic
def submit(*, draft: SupplierDraft, by: User) -> tuple[SupplierApplication, str]:
    """Hand the draft in to the bureau of its place; returns the application and the query code.

    Raises Refused with every reason of ``conditions.SUBMIT``.
    """
    locked = SupplierDraft.objects.select_for_update().filter(pk=draft.pk).first()
    _check(locked or draft)
    if locked is None:
        raise Refused(_handed_in_already())
    draft = locked
    office = queries.office_for(draft.division_id or "")
    application = SupplierApplication(
        applicant=by,
        credit_code=credit_code.clean(draft.credit_code),
        **{name: getattr(draft, name) for name in COPIED},
    )
    opening = engine.Opening(
        applicant=draft.name, holder_id=office.pk if office else 0, applicant_user=by
    )
    try:
        with transaction.atomic():
            application, code = engine.open_case(application, opening, by=by)
    except IntegrityError:
        _check(draft)
        raise
    files.bind(keys=[application.licence_id], case=_number(application))
    draft.delete()
    return application, code


@transaction.atomic
def ask_more(*, application: SupplierApplication, by: User, words: str) -> SupplierApplication:
    """Tell the applicant once, in one complete list, what is missing; the bureau's clock stops."""
    application = _step(application, "ask_more", by, words)
    application.asked_for = words
    application.save(update_fields=["asked_for"])
    return _told(application, "ask_more", by=by, words=words)


def supply(
    *, application: SupplierApplication, by: User, words: str, upload: File[Any] | None = None
) -> SupplierApplication:
    """Hand in what was asked for; the bureau's days begin anew from the complete file."""
    stored = None
    if upload is not None:
        stored = files.store(
            upload=upload,
            slot=slots.LICENCE,
            owner=files.Owner(user=by.pk),
            by=by,
            case=_number(application),
        )
    with transaction.atomic():
        application = engine.advance(application, "supply", by=by)
        application.added, application.addition = stored, words
        application.save(update_fields=["addition", "added"])
    return application


@transaction.atomic
def approve(*, application: SupplierApplication, by: User, words: str = "") -> SupplierApplication:
    """Make the body and its owner. Raises Refused: ``own_case``, ``code_taken``, …"""
    done = _decide(application, "approve", by, words)
    done.body = bodies.create(
        kind=done.kind,
        name=done.name,
        division=done.division_id,
        credit_code=done.credit_code,
        phone="",
        by=by,
    )
    done.save(update_fields=["body"])
    accounts.appoint(
        user=done.applicant, body=done.body.pk, role=MemberRole.OWNER, by=by, case=_number(done)
    )
    return _told(done, "approve", by=by, words=words)


@transaction.atomic
def refuse(*, application: SupplierApplication, by: User, words: str) -> SupplierApplication:
    """Refuse with reasons that the applicant reads."""
    return _told(_decide(application, "refuse", by, words), "refuse", by=by, words=words)


@transaction.atomic
def withdraw(*, application: SupplierApplication, by: User) -> SupplierApplication:
    """Take the own application back."""
    return engine.advance(application, "withdraw", by=by)


@transaction.atomic
def lapse(application: SupplierApplication) -> SupplierApplication:
    """Close an application whose applicant stayed silent (called when the time comes)."""
    return _told(engine.advance(application, "lapse", by=None), "lapse", by=None)


@transaction.atomic
def found_team(
    *, name: str, plan: str, division: str, founders: Sequence[tuple[str, str]], by: User
) -> FoundingTeam:
    """Set up a founding team; whoever sets it up is its owner at once.

    ``founders`` are pairs of name and occupation. Raises Refused: ``founders_too_few``,
    ``name_registered``, ``team_exists``.
    """
    founder_now = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    named = [(founder.strip(), occupation) for founder, occupation in founders if founder.strip()]
    facts = queries.team_facts(founder_now, name, [founder for founder, _ in named])
    refuse_if_blocked(collect(conditions.FOUND, facts))
    body = bodies.create(kind=BodyKind.FOUNDING_TEAM, name=name, division=division, by=by)
    team = FoundingTeam.objects.create(body=body, plan=plan, founded_by=by, founded_at=clock.now())
    different = dict(reversed(named))
    order = dict.fromkeys(founder for founder, _ in named)
    Founder.objects.bulk_create(
        Founder(team=team, place=place, name=founder, occupation=different[founder])
        for place, founder in enumerate(order, start=1)
    )
    audit.record(
        "team.founded",
        by=by,
        subject=f"bodies.body:{body.pk}",
        data={"name": name, "founders": len(order)},
    )
    accounts.appoint(user=by, body=body.pk, role=MemberRole.OWNER, by=by)
    return team


def _check(draft: SupplierDraft) -> None:
    refuse_if_blocked(collect(conditions.SUBMIT, queries.supplier_facts(draft)))


def _handed_in_already() -> Reason:
    return Reason(
        "handed_in_already",
        _("This application has been handed in already."),
        _("You find it under My space."),
    )


def _told(
    application: SupplierApplication, action: str, *, by: User | None, words: str = ""
) -> SupplierApplication:
    """Tell the applicant, and issue the bureau's letter, in the act's own transaction."""
    name = application.name
    letters.issue(application, action, to=name, name=name, reasons=words, by=by)
    tell_step(application, action, to=[application.applicant], name=name)
    return application


def _number(application: SupplierApplication) -> str:
    return application.case.number if application.case else ""


def _step(
    application: SupplierApplication, action: str, by: User, words: str
) -> SupplierApplication:
    return engine.advance(
        application, action, by=by, facts=lambda row: queries.join_facts(row, by), note=words
    )


def _decide(
    application: SupplierApplication, action: str, by: User, words: str
) -> SupplierApplication:
    """Stamp first, so that the database's check sees a decided row with its decider."""
    before = SupplierApplication.objects.select_for_update().get(pk=application.pk)
    if by.pk != before.applicant_id:
        before.decided_by, before.decided_at, before.decision = by, clock.now(), words
        before.save(update_fields=["decided_by", "decided_at", "decision"])
    return _step(before, action, by, words)
